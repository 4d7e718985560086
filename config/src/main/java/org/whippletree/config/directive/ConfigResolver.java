package org.whippletree.config.directive;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.whippletree.config.FilePaths;
import org.whippletree.config.ProcessLimits;
import org.whippletree.config.ProxyConfig;
import org.whippletree.config.ServerConfig;

/** Applies directives in their order, then the rules that need all of them, and makes the resolved configuration. */
final class ConfigResolver {
    private final Problems problems;
    private final ConfigDraft draft;

    ConfigResolver(Problems problems) {
        this.problems = problems;
        this.draft = ConfigDraft.withDefaults(problems);
    }

    /** Empty if any problem is an error. */
    Optional<ServerConfig> resolve(List<Directive> directives, Path serverRoot, String file) {
        walk(directives, Optional.empty());
        FilePaths paths = draft.server().resolve(serverRoot, SourceLocation.ofFile(file), problems);
        ProcessLimits processes = draft.processes().resolve(problems);
        draft.listen().check(SourceLocation.ofFile(file), problems);
        draft.proxy().check(problems);
        return problems.anyError() ? Optional.empty() : Optional.of(config(paths, processes));
    }

    private void walk(List<Directive> directives, Optional<Directive> section) {
        for (Directive directive : directives) {
            try {
                apply(directive, section);
                walk(directive.children(), Optional.of(directive));
            } catch (BadArgument e) {
                // What a refused section encloses has nothing to belong to: it is not looked at.
                problems.error(directive.where(), e.getMessage());
            }
        }
    }

    private void apply(Directive directive, Optional<Directive> section) throws BadArgument {
        Optional<DirectiveRow> row = DirectiveTable.find(directive.name());
        if (row.isEmpty()) {
            throw new BadArgument(unknown(directive.name()));
        }
        Scope scope = section.map(Scope::within).orElse(Scope.SERVER);
        if (!row.get().scopes().contains(scope)) {
            String name = row.get().name();
            throw new BadArgument(section.map(around -> name + " cannot occur within " + around.name() + " section")
                    .orElse(name + " not allowed here"));
        }
        row.get().apply(new Statement(directive, section), draft);
    }

    private static String unknown(String name) {
        if (HttpdNames.contain(name)) {
            return "Invalid command '" + name + "': it is httpd's, and not supported yet; remove it";
        }
        return "Invalid command '" + name + "': "
                + DirectiveTable.nearest(name)
                        .map(near -> "did you mean '" + near + "'")
                        .orElse("there is no directive of this or a similar name; remove it");
    }

    private ServerConfig config(FilePaths paths, ProcessLimits processes) {
        String serverName = draft.server().serverName();
        ProxyConfig proxy = new ProxyConfig(
                serverName,
                draft.client().resolve(draft.requestLimits()),
                draft.processes().accept(processes),
                draft.child().queue(processes.threadsPerChild()),
                draft.proxy().routes(),
                draft.proxy().reverseMappings(),
                draft.proxy()
                        .balancers(processes.threadsPerChild(), draft.client().timeout()),
                draft.proxy().childHeader(),
                draft.locations().resolve(paths.adminSocket()));
        return new ServerConfig(
                serverName,
                paths,
                draft.server().logLevel(),
                draft.listen().listeners(),
                draft.listen().backlog(),
                draft.listen().admin(),
                processes,
                draft.child().options(),
                proxy);
    }
}
