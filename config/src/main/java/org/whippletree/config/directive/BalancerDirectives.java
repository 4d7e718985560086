package org.whippletree.config.directive;

import java.util.List;
import java.util.Set;

/** Which backends share the requests of a balancer: in its section, or outside with its name as the first argument. */
final class BalancerDirectives {
    private BalancerDirectives() {}

    static List<DirectiveRow> rows() {
        return List.of(
                new DirectiveRow(
                        "<Proxy>",
                        Scope.SERVER_OR_HOST,
                        Arity.SECTION,
                        new DirectiveRow.Description(
                                "balancer://name",
                                "none",
                                "Encloses the members and parameters of a balancer",
                                "<Proxy balancer://app>\n    BalancerMember http://127.0.0.1:8083\n</Proxy>"),
                        BalancerDirectives::section),
                new DirectiveRow(
                        "BalancerMember",
                        Set.of(Scope.SERVER, Scope.VIRTUAL_HOST, Scope.PROXY_SECTION),
                        Arity.ONE_OR_MORE,
                        new DirectiveRow.Description(
                                "[balancer://name] http://host[:port][/path] [key=value ...]",
                                "none",
                                "A backend of a balancer and its parameters loadfactor, max, ttl, connectiontimeout, timeout,"
                                        + " retry, maxage and maxrequests (how old a connection may become, an hour by default, and"
                                        + " how many requests it may carry, 10000 by default; 0 for no bound), upgrade (the protocol"
                                        + " that clients may switch to, such as websocket; NONE by default, ANY for all), route and"
                                        + " redirect; outside of its section the balancer is named first",
                                "BalancerMember balancer://app http://127.0.0.1:8084 loadfactor=2"),
                        BalancerDirectives::member),
                new DirectiveRow(
                        "ProxySet",
                        Set.of(Scope.SERVER, Scope.VIRTUAL_HOST, Scope.PROXY_SECTION),
                        Arity.ONE_OR_MORE,
                        new DirectiveRow.Description(
                                "[balancer://name] key=value ...",
                                "lbmethod=byrequests, maxattempts=members - 1, timeout=0, forcerecovery=On",
                                "Parameters of a balancer: lbmethod (byrequests, bytraffic or bybusyness), maxattempts, timeout,"
                                        + " failonstatus, failontimeout and forcerecovery, and for sessions that stay with a member"
                                        + " stickysession, stickysessionsep, scolonpathdelim and nofailover; outside of its section the"
                                        + " balancer is named first",
                                "ProxySet balancer://app maxattempts=5"),
                        BalancerDirectives::parameters));
    }

    private static void section(Statement statement, ConfigDraft draft) throws BadArgument {
        name(statement.argument());
        balancer(statement, statement.argument(), draft);
    }

    private static void member(Statement statement, ConfigDraft draft) throws BadArgument {
        List<String> arguments = statement.arguments();
        String balancerUrl = statement.section().map(Directive::argument).orElse(arguments.get(0));
        if (statement.section().isEmpty()) {
            if (!named(balancerUrl)) {
                throw new BadArgument("BalancerMember must define balancer name when outside <Proxy> section, as in"
                        + " BalancerMember balancer://name http://host:port");
            }
            arguments = arguments.subList(1, arguments.size());
        }
        if (arguments.isEmpty()) {
            throw new BadArgument("BalancerMember must define remote proxy server, as in http://host:port");
        }
        BackendUrl url = BackendUrl.parse(arguments.get(0));
        if (url.balancer()) {
            throw new BadArgument(
                    "BalancerMember '" + arguments.get(0) + "' is a balancer: name a backend, as in http://host:port");
        }
        BalancerDraft balancer = balancer(statement, balancerUrl, draft);
        if (balancer.has(url)) {
            draft.problems()
                    .warning(
                            statement.where(),
                            "BalancerMember " + url.text() + " is already a member of balancer://" + balancer.name()
                                    + ": its parameters are merged");
        }
        Parameter.each(
                arguments.subList(1, arguments.size()),
                ParameterKind.WORKER,
                balancer.member(url, false)::set,
                statement.where(),
                draft.problems());
    }

    private static void parameters(Statement statement, ConfigDraft draft) throws BadArgument {
        List<String> arguments = statement.arguments();
        String balancerUrl = statement.section().map(Directive::argument).orElse(arguments.get(0));
        if (statement.section().isEmpty()) {
            if (!named(balancerUrl)) {
                throw new BadArgument(
                        "ProxySet must name a balancer when outside <Proxy> section, as in ProxySet"
                                + " balancer://name maxattempts=1; parameters of a backend go to its ProxyPass or BalancerMember");
            }
            arguments = arguments.subList(1, arguments.size());
        }
        BalancerDraft balancer = balancer(statement, balancerUrl, draft);
        Parameter.each(arguments, ParameterKind.BALANCER, balancer::set, statement.where(), draft.problems());
    }

    private static BalancerDraft balancer(Statement statement, String url, ConfigDraft draft) throws BadArgument {
        BalancerDraft balancer = draft.proxy().balancer(name(url), statement.where());
        balancer.define();
        return balancer;
    }

    private static boolean named(String url) {
        return url.regionMatches(true, 0, "balancer://", 0, "balancer://".length());
    }

    private static String name(String text) throws BadArgument {
        if (!named(text)) {
            throw new BadArgument("<Proxy " + text + "> is not supported yet: only <Proxy balancer://name> is");
        }
        BackendUrl url = BackendUrl.parse(text);
        if (!url.memberPath().isEmpty()) {
            throw new BadArgument("Unable to parse URL '" + text + "': a balancer is balancer://name, without a path");
        }
        return url.host();
    }
}
