package org.whippletree.config.directive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.ProcessLimits;
import org.whippletree.config.ReverseMapping;
import org.whippletree.config.Route;

/** Which requests go to which backends. */
final class ProxyDirectives {
    private final List<RouteDraft> routes = new ArrayList<>();
    private final List<ReverseDraft> mappings = new ArrayList<>();
    private final Map<String, BalancerDraft> balancers = new LinkedHashMap<>();
    private boolean preserveHost;
    private Optional<Duration> timeout = Optional.empty();
    private boolean childHeader;

    private record RouteDraft(String path, Optional<BalancerDraft> balancer, String targetPath, SourceLocation where) {}

    private record ReverseDraft(ReverseMapping mapping, Optional<String> balancer, SourceLocation where) {}

    static List<DirectiveRow> rows() {
        return List.of(
                new DirectiveRow(
                        "ProxyPass",
                        Scope.SERVER_OR_HOST,
                        Arity.TWO_OR_MORE,
                        new DirectiveRow.Description(
                                "path http://host[:port][/path]|balancer://name[/path]|! [key=value ...]",
                                "none",
                                "A path, what serves the requests below it, and parameters of the backend or balancer; the first"
                                        + " that matches wins, and ! leaves the path to others",
                                "ProxyPass /images http://127.0.0.1:8082/img max=10"),
                        ProxyDirectives::pass),
                new DirectiveRow(
                        "ProxyPassReverse",
                        Scope.SERVER_OR_HOST,
                        Arity.TWO,
                        new DirectiveRow.Description(
                                "path url",
                                "none",
                                "A path, and the URL in answers of backends that is mapped back to it",
                                "ProxyPassReverse /images http://127.0.0.1:8082/img"),
                        ProxyDirectives::reverse),
                new DirectiveRow(
                        "ProxyPreserveHost",
                        Scope.SERVER_OR_HOST,
                        Arity.FLAG,
                        new DirectiveRow.Description(
                                "On|Off",
                                "Off",
                                "Whether backends see the Host that the client sent",
                                "ProxyPreserveHost On"),
                        (statement, draft) ->
                                draft.proxy().preserveHost = statement.flag().value()),
                new DirectiveRow(
                        "ProxyTimeout",
                        Scope.SERVER_OR_HOST,
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "seconds",
                                "Timeout",
                                "How long one read or write of a backend may make no progress, where its timeout is not set",
                                "ProxyTimeout 20"),
                        (statement, draft) -> draft.proxy().timeout =
                                Optional.of(statement.timeAtLeast(Duration.ofSeconds(1), draft.problems()))),
                new DirectiveRow(
                        "ChildHeader",
                        Scope.SERVER_OR_HOST,
                        Arity.FLAG,
                        new DirectiveRow.Description(
                                "On|Off",
                                "Off",
                                "Whether each answer names the child that gave it in X-Whippletree-Child: SLOT-PID",
                                "ChildHeader On"),
                        (statement, draft) ->
                                draft.proxy().childHeader = statement.flag().value()));
    }

    private static void pass(Statement statement, ConfigDraft draft) throws BadArgument {
        ProxyDirectives proxy = draft.proxy();
        String path = path(statement);
        if (statement.arguments().get(1).equals("!")) {
            if (statement.arguments().size() > 2) {
                throw new BadArgument("ProxyPass " + path + " ! takes no parameters: remove what follows the '!'");
            }
            proxy.routes.add(new RouteDraft(path, Optional.empty(), "", statement.where()));
            return;
        }
        BackendUrl url = BackendUrl.parse(statement.arguments().get(1));
        List<String> parameters =
                statement.arguments().subList(2, statement.arguments().size());
        if (url.balancer()) {
            BalancerDraft balancer = proxy.balancer(url.host(), statement.where());
            Parameter.each(parameters, ParameterKind.BALANCER, balancer::set, statement.where(), draft.problems());
            proxy.routes.add(new RouteDraft(path, Optional.of(balancer), url.path(), statement.where()));
            return;
        }
        BalancerDraft single = proxy.balancer(url.text(), statement.where());
        if (!single.empty() && !parameters.isEmpty()) {
            draft.problems()
                    .warning(
                            statement.where(),
                            "ProxyPass parameters of " + url.text() + " are ignored: the backend is already defined at "
                                    + single.where());
        } else {
            MemberDraft member = single.member(url, true);
            Parameter.each(parameters, ParameterKind.WORKER, member::set, statement.where(), draft.problems());
        }
        proxy.routes.add(new RouteDraft(path, Optional.of(single), url.pathEnd(), statement.where()));
    }

    private static void reverse(Statement statement, ConfigDraft draft) throws BadArgument {
        String url = statement.arguments().get(1);
        Optional<String> balancer = Optional.empty();
        if (url.regionMatches(true, 0, BackendUrl.BALANCER + ":", 0, BackendUrl.BALANCER.length() + 1)) {
            BackendUrl parsed = BackendUrl.parse(url);
            balancer = Optional.of(parsed.host());
            url = BackendUrl.BALANCER + "://" + parsed.host() + parsed.path();
        } else if (!url.startsWith("/") && url.indexOf("://") <= 0) {
            throw new BadArgument("Unable to parse URL '" + url
                    + "': expected http://host[:port][/path], balancer://name[/path] or a path");
        }
        ReverseMapping mapping = new ReverseMapping(path(statement), url);
        draft.proxy().mappings.add(new ReverseDraft(mapping, balancer, statement.where()));
    }

    private static String path(Statement statement) throws BadArgument {
        String path = statement.argument();
        if (!path.startsWith("/")) {
            throw new BadArgument(statement.directive().name() + " path '" + path + "' must begin with a slash");
        }
        return path;
    }

    /** Whether a backend is asked for every path, but for those that are answered here. */
    boolean takesEveryPath(Predicate<String> answeredHere) {
        return routes.stream()
                .takeWhile(route -> route.balancer().isPresent() || answeredHere.test(route.path()))
                .anyMatch(route -> route.path().equals("/"));
    }

    /** The balancer of this name, or of a lone backend's URL; made when it is first named. */
    BalancerDraft balancer(String name, SourceLocation where) {
        return balancers.computeIfAbsent(name, key -> new BalancerDraft(key, where));
    }

    /** Finds what no single line can know. */
    void check(Problems problems) {
        for (RouteDraft route : routes) {
            route.balancer()
                    .filter(balancer -> balancer.empty() && !balancer.defined())
                    .ifPresent(balancer -> problems.error(
                            route.where(),
                            "balancer://" + balancer.name() + " is not defined: add a section <Proxy balancer://"
                                    + balancer.name() + "> with BalancerMember lines"));
        }
        for (BalancerDraft balancer : balancers.values()) {
            if (balancer.empty() && balancer.defined()) {
                problems.error(
                        balancer.where(), "balancer://" + balancer.name() + " has no members: add a BalancerMember");
            }
        }
        for (ReverseDraft reverse : mappings) {
            reverse.balancer()
                    .filter(name -> !balancers.containsKey(name))
                    .ifPresent(name -> problems.warning(
                            reverse.where(), "ProxyPassReverse names balancer://" + name + ", which is not defined"));
        }
    }

    List<Route> routes() {
        return routes.stream().map(this::route).toList();
    }

    private Route route(RouteDraft route) {
        return route.balancer()
                .map(balancer -> new Route(route.path(), false, balancer.name(), route.targetPath(), preserveHost))
                .orElseGet(() -> Route.exclusion(route.path()));
    }

    List<ReverseMapping> reverseMappings() {
        return mappings.stream().map(ReverseDraft::mapping).toList();
    }

    List<BalancerConfig> balancers(ProcessLimits processes, Duration serverTimeout) {
        return balancers.values().stream()
                .map(balancer -> balancer.resolve(processes, timeout.orElse(serverTimeout)))
                .toList();
    }

    boolean childHeader() {
        return childHeader;
    }
}
