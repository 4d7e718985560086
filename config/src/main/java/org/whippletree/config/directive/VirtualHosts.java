package org.whippletree.config.directive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.whippletree.config.HostConfig;
import org.whippletree.config.ListenAddress;
import org.whippletree.config.ProcessLimits;
import org.whippletree.config.VirtualHost;

/**
 * Resolves several virtual hosts: each is read as if it were the server, what stands outside first and what it encloses then, into a
 * draft of its own. So its values override and its routes follow, as httpd merges them.
 */
final class VirtualHosts {
    /** What is one for all clients, whichever host they ask for. */
    private static final Set<String> OF_ALL_CLIENTS =
            Set.of("maxconnections", "maxconnectionsperaddress", "errorlog", "loglevel");

    private final List<Directive> outside;
    private final Surroundings server;
    private final Problems problems;

    /**
     * The server that the hosts belong to.
     *
     * @param draft what stands outside of all hosts
     */
    record Surroundings(ConfigDraft draft, ProcessLimits processes, HostResolver resolver) {}

    VirtualHosts(List<Directive> outside, Surroundings server, Problems problems) {
        this.outside = outside;
        this.server = server;
        this.problems = problems;
    }

    /** @param balancers takes those of the hosts in, if there is no problem */
    List<VirtualHost> resolve(List<HostDraft> hosts, IgnoredDirectives ignored, SharedBalancers balancers) {
        List<VirtualHost> resolved = new ArrayList<>();
        for (HostDraft host : hosts) {
            checkAddresses(host);
            checkClients(host);
            ConfigDraft draft = ConfigDraft.withDefaults(problems);
            IgnoredDirectives inherited = new IgnoredDirectives();
            IgnoredDirectives own = new IgnoredDirectives();
            new DirectiveWalk(draft, inherited).walk(outside);
            new DirectiveWalk(draft, own).walkHost(host.section().children());
            ignored.include(own);
            draft.proxy().check(problems);
            draft.identity().check(server.resolver().paths().serverRoot(), problems);
            boolean everyPathProxied = draft.proxy().takesEveryPath(draft.locations()::answer);
            inherited.checkFiles(everyPathProxied, problems);
            own.checkFiles(everyPathProxied, problems);
            HostConfig config = server.resolver().resolve(draft, problems);
            if (!problems.anyError()) {
                HostConfig named = balancers.add(
                        draft.proxy()
                                .balancers(server.processes(), draft.client().timeout()),
                        config);
                resolved.add(new VirtualHost(host.addresses(), names(draft), named, draft.limits(server.processes())));
            }
        }
        return resolved;
    }

    /** Its ServerName, and its aliases behind it. */
    static List<String> names(ConfigDraft draft) {
        List<String> names = new ArrayList<>();
        names.add(draft.server().serverName().toLowerCase(Locale.ROOT));
        names.addAll(draft.virtualHost().aliases());
        return names;
    }

    /** A name would have to be looked up, and might mean something else in each child. */
    private void checkAddresses(HostDraft host) {
        for (ListenAddress address : host.addresses()) {
            boolean literal =
                    address.host().indexOf(':') >= 0 || address.host().matches("[0-9]{1,3}([.][0-9]{1,3}){3}");
            if (!address.anyHost() && !literal) {
                problems.error(
                        host.where(),
                        "<VirtualHost " + address.host()
                                + ">: the name of a host is not supported beside other virtual hosts: use * or an address, and"
                                + " ServerName for the name");
            }
        }
    }

    private void checkClients(HostDraft host) {
        for (Directive directive : host.section().children()) {
            if (OF_ALL_CLIENTS.contains(directive.name().toLowerCase(Locale.ROOT)) && differs(directive)) {
                problems.error(
                        directive.where(),
                        directive.name() + " cannot differ between virtual hosts yet: put it outside of them");
            }
        }
    }

    /** Whether it says something else than what stands outside. */
    private boolean differs(Directive directive) {
        Problems unheard = new Problems();
        ConfigDraft draft = ConfigDraft.withDefaults(unheard);
        DirectiveWalk walk = new DirectiveWalk(draft, new IgnoredDirectives());
        walk.walk(outside);
        walk.walkHost(List.of(directive));
        return !draft.ofAllClients(server.processes()).equals(server.draft().ofAllClients(server.processes()));
    }
}
