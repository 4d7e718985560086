package org.whippletree.config.directive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.PathMatch;
import org.whippletree.config.ProcessLimits;
import org.whippletree.config.ReverseMapping;
import org.whippletree.config.Route;
import org.whippletree.config.ViaMode;

/** Which requests go to which backends. */
final class ProxyDirectives {
    private static final Set<Scope> SCOPES = Set.of(Scope.SERVER, Scope.VIRTUAL_HOST, Scope.LOCATION_SECTION);

    private final List<RouteDraft> routes = new ArrayList<>();
    private final List<ReverseDraft> mappings = new ArrayList<>();
    private final Map<String, BalancerDraft> balancers = new LinkedHashMap<>();
    private boolean preserveHost;
    private Optional<Duration> timeout = Optional.empty();
    private boolean childHeader;
    private ViaMode via = ViaMode.ON;

    /** @param inSection whether it stands in a Location: those come before all others, the last one first */
    private record RouteDraft(
            PathMatch path,
            Optional<BalancerDraft> balancer,
            String targetPath,
            boolean inSection,
            SourceLocation where) {}

    private record ReverseDraft(ReverseMapping mapping, Optional<String> balancer, SourceLocation where) {}

    static List<DirectiveRow> rows() {
        return Stream.of(routing(), forwarding()).flatMap(List::stream).toList();
    }

    private static List<DirectiveRow> routing() {
        return List.of(
                new DirectiveRow(
                        "ProxyPass",
                        SCOPES,
                        Arity.ONE_OR_MORE,
                        new DirectiveRow.Description(
                                "[path] http://host[:port][/path]|balancer://name[/path]|! [key=value ...] [nocanon]",
                                "none",
                                "A path, what serves the requests below it, and parameters of the backend or balancer; the first"
                                        + " that matches wins, and ! leaves the path to others; within a Location the path is its own, and"
                                        + " comes before all that stand outside",
                                "ProxyPass /images http://127.0.0.1:8082/img max=10"),
                        (statement, draft) -> pass(statement, false, draft)),
                new DirectiveRow(
                        "ProxyPassMatch",
                        SCOPES,
                        Arity.ONE_OR_MORE,
                        new DirectiveRow.Description(
                                "[pattern] http://host[:port][/path]|balancer://name[/path]|! [key=value ...] [nocanon]",
                                "none",
                                "The same for the paths in which a pattern is found; $1 in the URL stands for its first group, and without"
                                        + " any the whole path comes behind the URL",
                                "ProxyPassMatch ^/pictures/(.*[.]png)$ http://127.0.0.1:8082/img/$1"),
                        (statement, draft) -> pass(statement, true, draft)),
                new DirectiveRow(
                        "ProxyPassReverse",
                        SCOPES,
                        Arity.ONE_OR_TWO,
                        new DirectiveRow.Description(
                                "[path] url",
                                "none",
                                "A path, and the URL in answers of backends that is mapped back to it; within a Location the path is its own",
                                "ProxyPassReverse /images http://127.0.0.1:8082/img"),
                        ProxyDirectives::reverse));
    }

    private static List<DirectiveRow> forwarding() {
        return List.of(
                new DirectiveRow(
                        "ProxyVia",
                        Scope.SERVER_OR_HOST,
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "On|Full|Block|Off",
                                "On",
                                "What is done with Via, beside this server's entry, which is always added: Full names the product in"
                                        + " it, Block removes the entries of others from requests",
                                "ProxyVia Full"),
                        (statement, draft) -> draft.proxy().via = via(statement, draft.problems())),
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

    private static ViaMode via(Statement statement, Problems problems) throws BadArgument {
        switch (statement.argument().toLowerCase(Locale.ROOT)) {
            case "on" -> {
                return ViaMode.ON;
            }
            case "full" -> {
                return ViaMode.FULL;
            }
            case "off" ->
                problems.warning(
                        statement.where(), "ProxyVia Off is taken for On: a proxy adds its entry (RFC 9110, 7.6.3)");
            case "block" -> {
                problems.warning(
                        statement.where(),
                        "ProxyVia Block removes the entries of others only: a proxy adds its own (RFC 9110, 7.6.3)");
                return ViaMode.BLOCK;
            }
            default ->
                throw new BadArgument(
                        "ProxyVia must be one of: off | on | full | block, not '" + statement.argument() + "'");
        }
        return ViaMode.ON;
    }

    private static void pass(Statement statement, boolean match, ConfigDraft draft) throws BadArgument {
        ProxyDirectives proxy = draft.proxy();
        PathMatch path = path(statement, match);
        boolean inSection = statement.section().isPresent();
        List<String> rest = withoutPath(statement);
        if (rest.isEmpty()) {
            throw new BadArgument(statement.directive().name()
                    + " requires at least two arguments outside of a Location: a path, and what serves it");
        }
        if (rest.get(0).equals("!")) {
            if (rest.size() > 1) {
                throw new BadArgument(statement.directive().name() + " " + path.text()
                        + " ! takes no parameters: remove what follows the '!'");
            }
            proxy.routes.add(new RouteDraft(path, Optional.empty(), "", inSection, statement.where()));
            return;
        }
        BackendUrl.Template target = target(rest.get(0), path.pattern());
        // Paths are passed on as clients write them: there is nothing that nocanon could switch off.
        List<String> parameters = rest.subList(1, rest.size()).stream()
                .filter(word -> !word.equalsIgnoreCase("nocanon"))
                .toList();
        BalancerDraft balancer = target.url().balancer()
                ? proxy.named(target.url(), parameters, statement, draft.problems())
                : proxy.single(target.url(), parameters, statement, draft.problems());
        proxy.routes.add(new RouteDraft(path, Optional.of(balancer), target.target(), inSection, statement.where()));
    }

    private static BackendUrl.Template target(String text, boolean pattern) throws BadArgument {
        if (pattern) {
            return BackendUrl.Template.parse(text);
        }
        BackendUrl url = BackendUrl.parse(text);
        return new BackendUrl.Template(url, url.balancer() ? url.path() : url.pathEnd());
    }

    private BalancerDraft named(BackendUrl url, List<String> parameters, Statement statement, Problems problems) {
        BalancerDraft balancer = balancer(url.host(), statement.where());
        Parameter.each(parameters, ParameterKind.BALANCER, balancer::set, statement.where(), problems);
        return balancer;
    }

    private BalancerDraft single(BackendUrl url, List<String> parameters, Statement statement, Problems problems) {
        BalancerDraft single = balancer(url.text(), statement.where());
        if (!single.empty() && !parameters.isEmpty()) {
            problems.warning(
                    statement.where(),
                    "ProxyPass parameters of " + url.text() + " are ignored: the backend is already defined at "
                            + single.where());
        } else {
            MemberDraft member = single.member(url, true);
            Parameter.each(parameters, ParameterKind.WORKER, member::set, statement.where(), problems);
        }
        return single;
    }

    private static void reverse(Statement statement, ConfigDraft draft) throws BadArgument {
        PathMatch path = path(statement, false);
        List<String> rest = withoutPath(statement);
        if (rest.size() != 1 || path.pattern()) {
            throw new BadArgument("ProxyPassReverse takes a path and a URL, and within a <Location /path> a URL alone");
        }
        String url = rest.get(0);
        Optional<String> balancer = Optional.empty();
        if (url.regionMatches(true, 0, BackendUrl.BALANCER + ":", 0, BackendUrl.BALANCER.length() + 1)) {
            BackendUrl parsed = BackendUrl.parse(url);
            balancer = Optional.of(parsed.host());
            url = BackendUrl.BALANCER + "://" + parsed.host() + parsed.path();
        } else if (!url.startsWith("/") && url.indexOf("://") <= 0) {
            throw new BadArgument("Unable to parse URL '" + url
                    + "': expected http://host[:port][/path], balancer://name[/path] or a path");
        }
        ReverseMapping mapping = new ReverseMapping(path.text(), url);
        draft.proxy().mappings.add(new ReverseDraft(mapping, balancer, statement.where()));
    }

    /** The path of a line, or of the section around it. */
    private static PathMatch path(Statement statement, boolean match) throws BadArgument {
        if (statement.section().isPresent()) {
            return Places.of(statement.section());
        }
        String path = statement.argument();
        if (match) {
            return new PathMatch(Places.pattern(path), true);
        }
        if (!path.startsWith("/")) {
            throw new BadArgument(statement.directive().name() + " path '" + path + "' must begin with a slash");
        }
        return PathMatch.prefix(path);
    }

    private static List<String> withoutPath(Statement statement) throws BadArgument {
        List<String> arguments = statement.arguments();
        if (statement.section().isEmpty()) {
            return arguments.subList(1, arguments.size());
        }
        if (arguments.size() > 1
                && arguments.get(0).matches("[/^].*")
                && arguments.get(1).matches("!|.*:/.*")) {
            throw new BadArgument(statement.directive().name() + " can not have a path when defined in a location.");
        }
        return arguments;
    }

    /** Those of Locations come first, and of these the last one. */
    private List<RouteDraft> inOrder() {
        List<RouteDraft> ordered = new ArrayList<>();
        for (RouteDraft route : routes) {
            ordered.add(route.inSection() ? 0 : ordered.size(), route);
        }
        return ordered;
    }

    /** Whether a backend is asked for every path, but for those that are answered here. */
    boolean takesEveryPath(Predicate<String> answeredHere) {
        return inOrder().stream()
                .takeWhile(route -> route.balancer().isPresent()
                        || (!route.path().pattern()
                                && answeredHere.test(route.path().text())))
                .anyMatch(route -> Places.takesAll(route.path()));
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
        return inOrder().stream().map(this::route).toList();
    }

    private Route route(RouteDraft route) {
        return new Route(
                route.path().text(),
                route.path().pattern(),
                route.balancer().isEmpty(),
                route.balancer().map(BalancerDraft::name).orElse(""),
                route.targetPath(),
                preserveHost && route.balancer().isPresent());
    }

    List<ReverseMapping> reverseMappings() {
        return mappings.stream().map(ReverseDraft::mapping).toList();
    }

    List<BalancerConfig> balancers(ProcessLimits processes, Duration serverTimeout) {
        return balancers.values().stream()
                .map(balancer -> balancer.resolve(processes, timeout.orElse(serverTimeout)))
                .toList();
    }

    ViaMode via() {
        return via;
    }

    boolean childHeader() {
        return childHeader;
    }
}
