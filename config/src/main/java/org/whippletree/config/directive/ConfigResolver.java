package org.whippletree.config.directive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whippletree.config.AccessLog;
import org.whippletree.config.ChildOptions;
import org.whippletree.config.FilePaths;
import org.whippletree.config.ProcessLimits;
import org.whippletree.config.ProxyConfig;
import org.whippletree.config.ServerConfig;

/** Applies directives in their order, then the rules that need all of them, and makes the resolved configuration. */
final class ConfigResolver {
    private final ConfigDraft draft;
    private final IgnoredDirectives ignored;
    private final boolean root;
    private final Problems problems;

    /** @param root whether the server would be started by root */
    ConfigResolver(ConfigDraft draft, boolean root) {
        this.draft = draft;
        this.root = root;
        this.ignored = new IgnoredDirectives();
        this.problems = draft.problems();
    }

    /** Empty if any problem is an error. */
    Optional<ServerConfig> resolve(List<Directive> directives, Path serverRoot, SourceLocation file) {
        walk(directives);
        FilePaths paths = draft.server().resolve(serverRoot, file, problems);
        ProcessLimits processes = draft.processes().resolve(problems);
        draft.listen().check(file, problems);
        draft.virtualHost().check(draft.listen().listeners(), problems);
        draft.proxy().check(problems);
        ChildOptions child = draft.child()
                .options(
                        draft.sharing().rules(),
                        draft.childLimits().resolve(),
                        draft.crashes().resolve(paths, problems),
                        draft.owner().resolve());
        draft.owner().check(root, problems);
        ignored.check(draft.proxy().takesEveryPath(draft.locations()::answer), problems);
        List<AccessLog> accessLogs = draft.accessLogs().resolve(paths.serverRoot(), problems);
        return problems.anyError() ? Optional.empty() : Optional.of(config(paths, processes, child, accessLogs));
    }

    /** What a virtual host says comes after what stands outside of it, wherever that stands: values override, routes follow. */
    private void walk(List<Directive> directives) {
        List<Directive> hosts = new ArrayList<>();
        List<Directive> outside = new ArrayList<>();
        directives.forEach(
                directive -> (directive.named(VirtualHostDirectives.SECTION) ? hosts : outside).add(directive));
        walk(outside, Scope.SERVER, Optional.empty());
        walk(hosts, Scope.SERVER, Optional.empty());
    }

    /** @param section what encloses the directives, if it tells something about them: a virtual host does not */
    private void walk(List<Directive> directives, Scope scope, Optional<Directive> section) {
        for (Directive directive : directives) {
            try {
                Optional<DirectiveRow> row = DirectiveTable.find(directive.name());
                if (row.isEmpty()) {
                    ignored.add(directive);
                    continue;
                }
                refuseElsewhere(row.get(), scope, directive, section);
                row.get().apply(new Statement(directive, section), draft);
                Scope inside = Scope.within(directive);
                walk(
                        directive.children(),
                        inside,
                        inside == Scope.VIRTUAL_HOST ? Optional.empty() : Optional.of(directive));
            } catch (BadArgument e) {
                // What a refused section encloses has nothing to belong to: it is not looked at.
                problems.error(directive.where(), e.getMessage());
            }
        }
    }

    private static void refuseElsewhere(DirectiveRow row, Scope scope, Directive directive, Optional<Directive> section)
            throws BadArgument {
        if (row.scopes().contains(scope)) {
            return;
        }
        if (scope == Scope.SERVER) {
            throw new BadArgument(row.name() + " not allowed here");
        }
        String around = scope == Scope.VIRTUAL_HOST
                ? VirtualHostDirectives.SECTION
                : section.orElse(directive).name();
        throw new BadArgument(row.name() + " cannot occur within " + around + " section");
    }

    private ServerConfig config(
            FilePaths paths, ProcessLimits processes, ChildOptions child, List<AccessLog> accessLogs) {
        String serverName = draft.server().serverName();
        ProxyConfig proxy = new ProxyConfig(
                serverName,
                draft.client().resolve(draft.requestLimits(), draft.protocol(), processes),
                draft.processes().accept(processes, draft.sharing().counts()),
                draft.child().queue(processes.threadsPerChild()),
                draft.proxy().routes(),
                draft.proxy().reverseMappings(),
                draft.proxy().balancers(processes, draft.client().timeout()),
                draft.proxy().childHeader(),
                draft.locations()
                        .resolve(draft.headers().resolve(), draft.redirects().rules(), paths.adminSocket()),
                accessLogs,
                draft.cookies().mappings());
        return new ServerConfig(
                serverName,
                paths,
                draft.server().logLevel(),
                draft.listen().listeners(),
                draft.listen().options(),
                draft.listen().admin(),
                processes,
                child,
                draft.grace().resolve(),
                proxy);
    }
}
