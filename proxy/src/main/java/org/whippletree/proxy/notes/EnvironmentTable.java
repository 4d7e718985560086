package org.whippletree.proxy.notes;

import io.netty.handler.codec.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.whippletree.config.EnvironmentSection;
import org.whippletree.config.HostConfig;
import org.whippletree.proxy.path.PathMatcher;
import org.whippletree.proxy.path.PathSections;

/**
 * Which variables an exchange has: as in httpd the rules that look at something come first, in file order, and {@code SetEnv} behind
 * them. Rules whose variables nothing reads are left out. Pure.
 */
public final class EnvironmentTable {
    private final PathSections<Section, List<EnvironmentStep>> sections;
    private final boolean none;

    private record Section(PathMatcher path, List<EnvironmentStep> conditional, List<EnvironmentStep> plain) {
        static Section of(EnvironmentSection config, Set<String> read) {
            return new Section(new PathMatcher(config.path()), steps(config, false, read), steps(config, true, read));
        }

        private static List<EnvironmentStep> steps(EnvironmentSection config, boolean unconditional, Set<String> read) {
            return config.rules().stream()
                    .filter(rule -> rule.unconditional() == unconditional)
                    .filter(rule -> rule.settings().stream().anyMatch(setting -> read.contains(setting.name())))
                    .map(EnvironmentStep::new)
                    .toList();
        }
    }

    /**
     * What rules look at, beside the request itself.
     *
     * @param path of the request, with nothing encoded in it
     * @param clientAddress without port
     * @param serverAddress that the client has connected to, without port
     */
    public record Facts(String path, String clientAddress, String serverAddress) {}

    public EnvironmentTable(HostConfig host) {
        List<EnvironmentSection> configs = host.options().environment();
        Set<String> read = VariablesRead.by(host);
        this.none = configs.isEmpty();
        this.sections = new PathSections<>(
                configs.stream().map(config -> Section.of(config, read)).toList(),
                Section::path,
                EnvironmentTable::together);
    }

    private static List<EnvironmentStep> together(List<Section> matching) {
        return Stream.concat(
                        matching.stream().flatMap(section -> section.conditional().stream()),
                        matching.stream().flatMap(section -> section.plain().stream()))
                .toList();
    }

    /** Whether any variable is given to exchanges. */
    public boolean any() {
        return !none;
    }

    /** Gives an exchange its variables; {@code PatternTooHardException} if a pattern is too hard for the request. */
    public void apply(HttpRequest request, Facts facts, ExchangeNotes notes) {
        if (none) {
            return;
        }
        List<EnvironmentStep> steps = sections.at(facts.path());
        if (!steps.isEmpty()) {
            Map<String, String> variables = new HashMap<>();
            for (EnvironmentStep step : steps) {
                step.apply(request, facts, variables);
            }
            notes.become(variables);
        }
    }
}
