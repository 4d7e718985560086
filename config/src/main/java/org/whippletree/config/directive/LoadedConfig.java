package org.whippletree.config.directive;

import java.util.List;
import java.util.Optional;
import org.whippletree.config.ServerConfig;

/**
 * What came of a load.
 *
 * @param config empty if any problem is an error
 * @param problems all of them, warnings too, in file order
 */
public record LoadedConfig(Optional<ServerConfig> config, List<Problem> problems) {
    public LoadedConfig {
        problems = List.copyOf(problems);
    }

    /** Whether the server can run on it. */
    public boolean ok() {
        return config.isPresent();
    }

    /** The problems as lines for the user: {@code FILE:LINE: message}. */
    public List<String> messages() {
        return problems.stream().map(Problem::toString).toList();
    }
}
