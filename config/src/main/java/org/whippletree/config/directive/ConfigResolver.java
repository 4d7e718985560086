package org.whippletree.config.directive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whippletree.config.ChildOptions;
import org.whippletree.config.FilePaths;
import org.whippletree.config.HostConfig;
import org.whippletree.config.ProcessLimits;
import org.whippletree.config.ProxyConfig;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.VirtualHost;

/** Applies directives in their order, then the rules that need all of them, and makes the resolved configuration. */
final class ConfigResolver {
    private final ConfigDraft draft;
    private final IgnoredDirectives ignored;
    private final boolean root;
    private final Path filterFolder;
    private final Problems problems;
    private final List<LoadedConfig.Host> origins = new ArrayList<>();

    /**
     * @param root whether the server would be started by root
     * @param filterFolder of the jars that filters come from; empty: there are none
     */
    ConfigResolver(ConfigDraft draft, boolean root, Path filterFolder) {
        this.draft = draft;
        this.root = root;
        this.filterFolder = filterFolder;
        this.ignored = new IgnoredDirectives();
        this.problems = draft.problems();
    }

    /** Empty if any problem is an error. */
    Optional<ServerConfig> resolve(List<Directive> directives, Path serverRoot, SourceLocation file) {
        // A virtual host comes behind what stands outside of it, wherever that stands.
        List<Directive> outside = directives.stream()
                .filter(directive -> !directive.named(VirtualHostDirectives.SECTION))
                .toList();
        DirectiveWalk walk = new DirectiveWalk(draft, ignored);
        walk.walk(outside);
        walk.walk(directives.stream()
                .filter(directive -> directive.named(VirtualHostDirectives.SECTION))
                .toList());
        List<HostDraft> hosts = draft.virtualHost().hosts();
        boolean hostIsTheServer = hosts.size() == 1 && coverAll(hosts);
        if (hostIsTheServer) {
            walk.walkHost(hosts.get(0).section().children());
        }
        FilePaths paths = draft.server().resolve(serverRoot, file, problems);
        ProcessLimits processes = draft.processes().resolve(problems);
        draft.listen().check(file, problems);
        draft.proxy().check(problems);
        draft.identity().check(paths.serverRoot(), problems);
        ChildOptions child = draft.child()
                .options(
                        draft.sharing().rules(),
                        draft.childLimits().resolve(),
                        draft.crashes().resolve(paths, problems),
                        draft.owner().resolve());
        draft.owner().check(root, problems);
        if (hostIsTheServer || !coverAll(hosts)) {
            ignored.checkFiles(draft.proxy().takesEveryPath(draft.locations()::answer), problems);
        }
        HostResolver resolver = new HostResolver(paths, new InstalledFilters(filterFolder));
        HostConfig main = resolver.resolve(draft, problems);
        SharedBalancers balancers = new SharedBalancers();
        if (!problems.anyError()) {
            main = balancers.add(
                    draft.proxy().balancers(processes, draft.client().timeout()), main);
        }
        VirtualHosts virtualHosts =
                new VirtualHosts(outside, new VirtualHosts.Surroundings(draft, processes, resolver), problems);
        List<VirtualHost> resolved = hostIsTheServer ? List.of() : virtualHosts.resolve(hosts, ignored, balancers);
        ignored.tell(problems);
        if (problems.anyError()) {
            return Optional.empty();
        }
        origins(
                hosts,
                hostIsTheServer
                        ? List.of(VirtualHosts.names(draft))
                        : resolved.stream().map(VirtualHost::names).toList());
        return Optional.of(config(paths, processes, child, proxy(main, processes, balancers, resolved)));
    }

    private void origins(List<HostDraft> hosts, List<List<String>> names) {
        for (int i = 0; i < hosts.size(); i++) {
            origins.add(new LoadedConfig.Host(
                    hosts.get(i).addresses(), names.get(i), hosts.get(i).where()));
        }
    }

    /** Where the virtual hosts stand, once they are resolved. */
    List<LoadedConfig.Host> origins() {
        return List.copyOf(origins);
    }

    /** Whether each listener is that of a virtual host. */
    private boolean coverAll(List<HostDraft> hosts) {
        return draft.listen().listeners().stream()
                .allMatch(listener -> hosts.stream().anyMatch(host -> host.covers(listener)));
    }

    private ProxyConfig proxy(
            HostConfig main, ProcessLimits processes, SharedBalancers balancers, List<VirtualHost> hosts) {
        return new ProxyConfig(
                main,
                draft.limits(processes),
                draft.processes().accept(processes, draft.sharing().counts()),
                draft.child().queue(processes.threadsPerChild()),
                balancers.all(),
                hosts);
    }

    private ServerConfig config(FilePaths paths, ProcessLimits processes, ChildOptions child, ProxyConfig proxy) {
        return new ServerConfig(
                draft.server().serverName(),
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
