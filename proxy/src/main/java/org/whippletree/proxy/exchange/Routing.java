package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import org.whippletree.config.HostConfig;
import org.whippletree.config.RequestHandler;
import org.whippletree.config.Route;
import org.whippletree.proxy.access.AccessGuard;
import org.whippletree.proxy.balance.RouteTable;
import org.whippletree.proxy.balance.RoutedPath;
import org.whippletree.proxy.chain.FilterLibrary;
import org.whippletree.proxy.chain.FilterTable;
import org.whippletree.proxy.chain.PathFilters;
import org.whippletree.proxy.http.ErrorTable;
import org.whippletree.proxy.http.HeaderEdits;
import org.whippletree.proxy.http.HeaderTable;
import org.whippletree.proxy.http.MaxForwards;
import org.whippletree.proxy.http.Redirects;
import org.whippletree.proxy.http.RequestTarget;
import org.whippletree.proxy.login.Credentials;
import org.whippletree.proxy.login.Login;
import org.whippletree.proxy.login.LoginTable;
import org.whippletree.proxy.notes.EnvironmentTable;
import org.whippletree.proxy.path.PathMatcher;
import org.whippletree.proxy.path.PatternTooHardException;

/**
 * What a request is for, in httpd's order: its client must be admitted, then the first route that matches takes it, then the handler
 * of its path. So a handler below a routed path needs an exclusion ({@code ProxyPass /path !}) before the route.
 */
final class Routing {
    private static final Route STATUS = new Route("/", false, StatusHandler.NAME, "", false);

    private final RouteTable routes;
    private final AccessGuard guard;
    private final List<Handler> handlers;
    private final HeaderTable headers;
    private final Redirects redirects;
    private final ErrorTable errors;
    private final MaxForwards maxForwards;
    private final FilterTable filters;
    private final EnvironmentTable environment;
    private final LoginTable logins;

    private record Handler(PathMatcher path, RequestHandler handler) {}

    Routing(HostConfig config, FilterLibrary library) {
        this.routes = new RouteTable(config.routes());
        this.guard = new AccessGuard(config.rules().accesses());
        this.handlers = config.rules().handlers().stream()
                .map(rule -> new Handler(new PathMatcher(rule.path()), rule.handler()))
                .toList();
        this.redirects = new Redirects(config.rules().redirects());
        this.headers = new HeaderTable(config.rules().headers());
        this.errors = new ErrorTable(config.options().errors());
        this.maxForwards = new MaxForwards(config.options().forwarding().maxForwards());
        this.logins = new LoginTable(config.rules().logins());
        this.filters = new FilterTable(config.options().filters(), library);
        this.environment = new EnvironmentTable(config);
    }

    /** What is done with the fields of an answer that is given before there is a path. */
    HeaderEdits editsEverywhere() {
        return headers.everywhere();
    }

    /** Whether every client of this host holds a worker. */
    boolean reservesWorkers() {
        return filters.everywhere().reservesWorker();
    }

    /** What stands in place of errors. */
    ErrorTable errors() {
        return errors;
    }

    /** Where a request goes, or why it goes nowhere. */
    sealed interface Decision {}

    /** It goes to the members of the route's balancer. */
    record Way(RequestTarget target, RoutedPath path, HeaderEdits edits, PathFilters filters) implements Decision {}

    /** Its client is sent elsewhere. */
    record Elsewhere(Redirects.Redirection redirection) implements Decision {}

    /** It is answered by an error of our own. */
    record Denial(ProxyFailure failure, String reason) implements Decision {}

    /** It is for those who can log in. */
    record ForUsers(Login login, Credentials credentials, Decision then) implements Decision {}

    /** It asks for what this server can do as a whole, or may go no further. */
    record OwnOptions() implements Decision {}

    /** Gives the answer that needs no backend. */
    static void answer(Decision decision, Downstream client) {
        if (decision instanceof Elsewhere elsewhere) {
            client.redirect(elsewhere.redirection());
        } else {
            client.answerOptions();
        }
    }

    /** A pattern that is too hard for the path lets nobody pass: it may be the one that keeps clients out. */
    Decision decide(HttpRequest request, Downstream client) {
        try {
            return decision(request, client);
        } catch (PatternTooHardException tooHard) {
            return new Denial(ProxyFailure.PATTERN_TOO_HARD, tooHard.getMessage());
        }
    }

    private Decision decision(HttpRequest request, Downstream client) {
        Optional<RequestTarget> parsed = RequestTarget.parse(request.uri());
        if (parsed.isEmpty()) {
            return new Denial(ProxyFailure.BAD_PATH, "the path leads above the root");
        }
        RequestTarget target = parsed.get();
        String path = target.decodedPath();
        if (environment.any()) {
            environment.apply(
                    request,
                    new EnvironmentTable.Facts(path, client.clientAddress(), client.serverAddress()),
                    client.notes());
        }
        HeaderEdits edits = headers.at(path);
        edits.keepEchoes(request.headers(), client.notes());
        client.rules(edits, errors.at(path));
        AccessGuard.Verdict verdict = guard.open()
                ? AccessGuard.Verdict.ADMITTED
                : guard.verdict(path, client.clientAddress(), client.serverAddress());
        return switch (verdict) {
            case DENIED -> new Denial(ProxyFailure.FORBIDDEN, "the configuration denies access to this path");
            case ADMITTED -> admitted(request, target, edits, client);
            case ADMITTED_AS_USER -> forUsers(request, target, edits, client);
        };
    }

    private Decision forUsers(HttpRequest request, RequestTarget target, HeaderEdits edits, Downstream client) {
        Optional<Login> login = logins.at(target.decodedPath());
        if (login.isEmpty()) {
            return new Denial(
                    ProxyFailure.LOGIN_BROKEN,
                    "Require asks for users, and AuthType Basic, AuthName or AuthUserFile is missing for this path");
        }
        client.challenge(login.get().realm());
        Optional<Credentials> credentials = Credentials.parse(request.headers().get(HttpHeaderNames.AUTHORIZATION));
        if (credentials.isEmpty()) {
            return new Denial(ProxyFailure.UNAUTHORIZED, "no name and password were given");
        }
        return new ForUsers(
                login.get().only(guard.users(target.decodedPath())),
                credentials.get(),
                admitted(request, target, edits, client));
    }

    private Decision admitted(HttpRequest request, RequestTarget target, HeaderEdits edits, Downstream client) {
        if (maxForwards.malformed(request)) {
            return new Denial(ProxyFailure.BROKEN_REQUEST, "Max-Forwards is no number");
        }
        if (target.path().equals("*") || maxForwards.reached(request)) {
            return request.method().equals(HttpMethod.OPTIONS)
                    ? new OwnOptions()
                    : new Denial(ProxyFailure.TOO_FAR, "Max-Forwards has reached zero: proxies may form a loop");
        }
        Optional<RoutedPath> routed = client.notes().staysHere() ? Optional.empty() : routes.find(target.path());
        if (routed.isPresent()) {
            maxForwards.count(request);
            return new Way(target, routed.get(), edits, filters.at(target.decodedPath()));
        }
        Optional<Redirects.Redirection> redirected = redirects.find(target, clientHost(request, target));
        if (redirected.isPresent()) {
            return new Elsewhere(redirected.get());
        }
        return switch (handler(target)) {
            case SERVER_STATUS -> status(request.method(), target, edits);
            case NONE -> new Denial(ProxyFailure.NO_ROUTE, "no ProxyPass for this path");
        };
    }

    /** The host that the client asked for; empty if it named none. */
    static String clientHost(HttpRequest request, RequestTarget target) {
        if (!target.authority().isEmpty()) {
            // RFC 9112, 3.2.2: the host of an absolute target replaces Host.
            return target.authority();
        }
        String named = request.headers().get(HttpHeaderNames.HOST);
        return named == null ? "" : named;
    }

    private RequestHandler handler(RequestTarget target) {
        for (int i = handlers.size() - 1; i >= 0; i--) {
            if (handlers.get(i).path().matches(target.decodedPath())) {
                return handlers.get(i).handler();
            }
        }
        return RequestHandler.NONE;
    }

    private static Decision status(HttpMethod method, RequestTarget target, HeaderEdits edits) {
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            return new Denial(ProxyFailure.METHOD_NOT_ALLOWED, "the status can be read only");
        }
        return new Way(target, new RoutedPath(STATUS, StatusHandler.PATH), edits, PathFilters.NONE);
    }
}
