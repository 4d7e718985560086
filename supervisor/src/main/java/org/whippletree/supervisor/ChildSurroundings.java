package org.whippletree.supervisor;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.whippletree.config.CrashOptions;
import org.whippletree.config.ServerConfig;

/**
 * What a child finds when it starts.
 *
 * @param environment variables besides the supervisor's own
 * @param folder the folder it works in; empty: the supervisor's
 * @param user whom it belongs to; empty: the supervisor's user
 */
record ChildSurroundings(Map<String, String> environment, Optional<Path> folder, Optional<ChildUser> user) {
    ChildSurroundings {
        environment = Map.copyOf(environment);
    }

    static ChildSurroundings of(ServerConfig config, Optional<ChildUser> user) {
        CrashOptions crashes = config.child().crashes();
        return new ChildSurroundings(
                ChildTuning.of(config).environment(),
                Optional.of(crashes.dumpFolder()).filter(folder -> crashes.dumpsWanted()),
                user);
    }

    /** The supervisor's. */
    static ChildSurroundings own() {
        return new ChildSurroundings(Map.of(), Optional.empty(), Optional.empty());
    }
}
