package org.whippletree.config.directive;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.whippletree.config.AcceptCounts;
import org.whippletree.config.AccessLog;
import org.whippletree.config.AccessRule;
import org.whippletree.config.AddressRange;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.CookieMapping;
import org.whippletree.config.ErrorDocument;
import org.whippletree.config.HandlerRule;
import org.whippletree.config.HeaderAction;
import org.whippletree.config.HeaderRule;
import org.whippletree.config.HeaderSection;
import org.whippletree.config.KeepAliveShedding;
import org.whippletree.config.ListenAddress;
import org.whippletree.config.LogLevel;
import org.whippletree.config.PathMatch;
import org.whippletree.config.PathRules;
import org.whippletree.config.ProtocolOptions;
import org.whippletree.config.ReadTime;
import org.whippletree.config.RedirectRule;
import org.whippletree.config.RequestHandler;
import org.whippletree.config.ReverseMapping;
import org.whippletree.config.Route;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.ViaMode;

/** What each directive sets, as its default and as its row's example say. */
final class DirectiveEffects {
    private final Path folder;

    /** @param folder ServerRoot */
    DirectiveEffects(Path folder) {
        this.folder = folder;
    }

    /** What a directive sets, without it and with the example of its row. */
    record Mapping(Function<ServerConfig, ?> value, Object byDefault, Object afterExample) {
        /** What can be read, and shows nowhere else. */
        static Mapping toNothing() {
            return new Mapping(config -> true, true, true);
        }
    }

    /** By the directive's name. */
    Map<String, Mapping> byDirective() {
        return Stream.of(
                        ForwardingMappings.forwarding(),
                        ForwardingMappings.environment(),
                        EventMpmMappings.processes(),
                        server(),
                        EventMpmMappings.listeners(),
                        EventMpmMappings.childLimits(),
                        EventMpmMappings.crashesAndOwner(folder),
                        clients(),
                        requests(),
                        IdentityMappings.clients(),
                        IdentityMappings.fields(),
                        children(),
                        GraceMappings.all(),
                        backends(),
                        reading(),
                        locations(),
                        accessLogs(),
                        fields(),
                        redirects(),
                        cookies(),
                        errors(),
                        FilterMappings.all(),
                        FilterMappings.logins(folder),
                        patterns())
                .flatMap(part -> part.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<String, Mapping> server() {
        return Map.of(
                "ServerRoot", new Mapping(config -> config.paths().serverRoot(), folder, Path.of("/")),
                "ServerName", new Mapping(ServerConfig::serverName, HostName.own(), "www.example.com"),
                "DefaultRuntimeDir",
                        new Mapping(
                                config -> config.paths().runtimeDir(), folder.resolve("logs"), folder.resolve("run")),
                "PidFile",
                        new Mapping(
                                config -> config.paths().pidFile(),
                                folder.resolve("logs/whippletree.pid"),
                                folder.resolve("run/main.pid")),
                "ErrorLog",
                        new Mapping(
                                config -> config.paths().errorLog(),
                                folder.resolve("logs/error_log"),
                                folder.resolve("logs/main.log")),
                "LogLevel", new Mapping(ServerConfig::logLevel, LogLevel.WARN, LogLevel.INFO));
    }

    private static Map<String, Mapping> clients() {
        return Map.of(
                "HttpProtocolOptions",
                        new Mapping(
                                config -> config.proxy().client().protocol(),
                                ProtocolOptions.strict(),
                                new ProtocolOptions(false, true)),
                "Timeout", new Mapping(config -> config.proxy().client().timeout(), seconds(60), seconds(30)),
                "KeepAlive", new Mapping(config -> config.proxy().client().keepAlive(), true, false),
                "KeepAliveTimeout",
                        new Mapping(
                                config -> config.proxy().client().keepAliveTimeout(),
                                seconds(5),
                                Duration.ofMillis(1500)),
                "MaxKeepAliveRequests",
                        new Mapping(config -> config.proxy().client().maxKeepAliveRequests(), 100, 500),
                "HalfCloseTimeout",
                        new Mapping(config -> config.proxy().client().halfCloseTimeout(), seconds(2), seconds(4)),
                "FlushMaxThreshold",
                        new Mapping(config -> config.proxy().client().flushMaxThreshold(), 65_535, 131_072),
                "LimitRequestLine",
                        new Mapping(config -> config.proxy().client().requestLineLimit(), 8190, 4096),
                "LimitRequestFieldSize",
                        new Mapping(config -> config.proxy().client().fieldsLimit(), 65_536, 1024 * 100),
                "LimitRequestFields",
                        new Mapping(config -> config.proxy().client().fieldsLimit(), 65_536, 8190 * 50));
    }

    private static Map<String, Mapping> requests() {
        return Map.of(
                "LimitRequestBody",
                        new Mapping(config -> config.proxy().client().request().body(), 1L << 30, 102_400L),
                "RequestReadTimeout",
                        new Mapping(
                                config -> List.of(
                                        config.proxy().client().request().headTime(),
                                        config.proxy().client().request().bodyTime()),
                                List.of(
                                        new ReadTime(seconds(20), seconds(40), 500),
                                        new ReadTime(seconds(20), Duration.ZERO, 500)),
                                List.of(
                                        new ReadTime(seconds(10), seconds(30), 1000),
                                        new ReadTime(Duration.ZERO, Duration.ZERO, 0))),
                "MaxConnections",
                        new Mapping(config -> config.proxy().client().counts().total(), 0, 625),
                "MaxConnectionsPerAddress",
                        new Mapping(config -> config.proxy().client().counts().perAddress(), 0, 50));
    }

    private static Map<String, Mapping> reading() {
        ListenAddress plain = new ListenAddress("*", 8080);
        return Map.ofEntries(
                Map.entry(
                        "Include", new Mapping(config -> config.proxy().client().maxKeepAliveRequests(), 100, 9)),
                Map.entry(
                        "IncludeOptional",
                        new Mapping(config -> config.proxy().client().timeout(), seconds(60), seconds(9))),
                Map.entry(
                        "Define",
                        new Mapping(
                                ServerConfig::listeners, List.of(plain), List.of(plain, new ListenAddress("*", 8085)))),
                Map.entry("UnDefine", Mapping.toNothing()),
                Map.entry(
                        "<IfDefine>",
                        new Mapping(config -> config.proxy().client().keepAliveTimeout(), seconds(5), seconds(2))),
                Map.entry(
                        "<IfModule>",
                        new Mapping(config -> config.proxy().client().maxKeepAliveRequests(), 100, 7)),
                Map.entry(
                        "<IfFile>",
                        new Mapping(config -> config.proxy().client().timeout(), seconds(60), seconds(7))),
                Map.entry("<VirtualHost>", new Mapping(ServerConfig::serverName, HostName.own(), "www.example.com")),
                Map.entry("ServerAlias", Mapping.toNothing()));
    }

    private static Map<String, Mapping> children() {
        return Map.of(
                "ChildJavaOptions",
                        new Mapping(
                                config -> config.child().javaOptions(),
                                List.of(),
                                List.of("-Xmx256m", "-XX:+UseSerialGC")),
                "OrphanTimeout", new Mapping(config -> config.child().orphanTimeout(), seconds(60), seconds(90)),
                "RequestQueueSize", new Mapping(config -> config.proxy().queue().size(), 200, 50),
                "RequestQueueTimeout",
                        new Mapping(config -> config.proxy().queue().timeout(), seconds(5), Duration.ofMillis(2500)),
                "ChildHeader",
                        new Mapping(config -> config.proxy().main().options().childHeader(), false, true),
                "AcceptCounts",
                        new Mapping(config -> config.proxy().accept().counts(), AcceptCounts.ALL, AcceptCounts.ACTIVE),
                "KeepAliveShedding",
                        new Mapping(
                                config -> config.child().sharing().shedding(),
                                KeepAliveShedding.SCOREBOARD,
                                KeepAliveShedding.LOCAL),
                "AcceptHoldOff",
                        new Mapping(
                                config -> config.child().sharing().acceptHoldOff(),
                                Duration.ofMillis(5),
                                Duration.ofMillis(10)));
    }

    private static Map<String, Mapping> backends() {
        Route plain = new Route("/app", false, "app", "", false);
        return Map.of(
                "ProxyPass",
                        new Mapping(
                                config -> config.proxy().main().routes(),
                                List.of(plain),
                                List.of(plain, new Route("/images", false, "http://127.0.0.1:8082/img", "", false))),
                "ProxyPassReverse",
                        new Mapping(
                                config -> config.proxy().main().reverseMappings(),
                                List.of(),
                                List.of(new ReverseMapping("/images", "http://127.0.0.1:8082/img"))),
                "<Proxy>",
                        new Mapping(
                                DirectiveEffects::members,
                                List.of("http://127.0.0.1:8090"),
                                List.of("http://127.0.0.1:8090", "http://127.0.0.1:8083")),
                "BalancerMember",
                        new Mapping(
                                DirectiveEffects::members,
                                List.of("http://127.0.0.1:8090"),
                                List.of("http://127.0.0.1:8090", "http://127.0.0.1:8084")),
                "ProxySet", new Mapping(config -> app(config).maxAttempts(), 0, 5),
                "ProxyTimeout",
                        new Mapping(config -> app(config).members().get(0).timeout(), seconds(60), seconds(20)),
                "ProxyPreserveHost",
                        new Mapping(
                                config -> config.proxy().main().routes().stream()
                                        .map(Route::preserveHost)
                                        .toList(),
                                List.of(false),
                                List.of(true)));
    }

    private Map<String, Mapping> locations() {
        return Map.of(
                "<Location>",
                        new Mapping(
                                config -> config.proxy().main().rules(),
                                PathRules.none(),
                                new PathRules(
                                        List.of(new HandlerRule("/status", RequestHandler.SERVER_STATUS)),
                                        List.of(new AccessRule(
                                                "/status",
                                                false,
                                                true,
                                                List.of(
                                                        new AddressRange("127.0.0.0", 8),
                                                        new AddressRange("::1", 128)))),
                                        List.of(),
                                        List.of(),
                                        folder.resolve("logs/admin.sock"))),
                "SetHandler",
                        new Mapping(
                                config -> config.proxy().main().rules().handlers(),
                                List.of(),
                                List.of(new HandlerRule("/here", RequestHandler.SERVER_STATUS))),
                "Require",
                        new Mapping(
                                config -> config.proxy().main().rules().accesses(),
                                List.of(),
                                List.of(new AccessRule(
                                        "/here",
                                        false,
                                        false,
                                        List.of(
                                                new AddressRange("10.0.0.0", 8),
                                                new AddressRange("192.168.0.0", 16),
                                                new AddressRange("2001:db8::", 32))))));
    }

    private Map<String, Mapping> accessLogs() {
        return Map.of(
                "CustomLog",
                        new Mapping(DirectiveEffects::logFiles, List.of(), List.of(folder.resolve("logs/access_log"))),
                "LogFormat", Mapping.toNothing(),
                "TransferLog",
                        new Mapping(
                                DirectiveEffects::logFiles, List.of(), List.of(folder.resolve("logs/transfer_log"))));
    }

    private static Map<String, Mapping> fields() {
        return Map.of(
                "RequestHeader",
                        new Mapping(
                                config -> config.proxy().main().rules().headers(),
                                List.of(),
                                List.of(new HeaderSection(
                                        "",
                                        List.of(new HeaderRule(HeaderAction.SET, "X-Forwarded-Proto", "https", "")),
                                        List.of(),
                                        List.of()))),
                "Header",
                        new Mapping(
                                config -> config.proxy().main().rules().headers(),
                                List.of(),
                                List.of(new HeaderSection(
                                        "",
                                        List.of(),
                                        List.of(new HeaderRule(
                                                HeaderAction.SET, "X-Content-Type-Options", "nosniff", "")),
                                        List.of()))));
    }

    private static Map<String, Mapping> cookies() {
        return Map.of(
                "ProxyPassReverseCookiePath",
                        cookie(new CookieMapping(CookieMapping.Attribute.PATH, "/img", "/images")),
                "ProxyPassReverseCookieDomain",
                        cookie(new CookieMapping(
                                CookieMapping.Attribute.DOMAIN, "backend.example", "www.example.com")));
    }

    private static Map<String, Mapping> patterns() {
        PathMatch health = new PathMatch("^/(status|health)$", true);
        return Map.of(
                "ProxyPassMatch",
                new Mapping(
                        config -> config.proxy().main().routes().stream()
                                .filter(Route::pattern)
                                .toList(),
                        List.of(),
                        List.of(new Route(
                                "^/pictures/(.*[.]png)$", true, false, "http://127.0.0.1:8082/img", "/$1", false))),
                "ProxyVia",
                new Mapping(config -> config.proxy().main().options().via(), ViaMode.ON, ViaMode.FULL),
                "<LocationMatch>",
                new Mapping(
                        config -> config.proxy().main().rules().handlers(),
                        List.of(),
                        List.of(new HandlerRule(health, RequestHandler.SERVER_STATUS))));
    }

    private static Map<String, Mapping> errors() {
        return Map.of(
                "ErrorDocument",
                new Mapping(
                        config -> config.proxy().main().options().errors().stream()
                                .flatMap(section -> section.documents().stream())
                                .toList(),
                        List.of(),
                        List.of(new ErrorDocument(503, ErrorDocument.Kind.PATH, "/errors/busy.html"))),
                "ProxyErrorOverride",
                new Mapping(
                        config -> config.proxy().main().options().errors().stream()
                                .flatMap(section -> section.overridden().stream())
                                .sorted()
                                .toList(),
                        List.of(),
                        List.of(500, 502, 503)));
    }

    private static Mapping cookie(CookieMapping mapping) {
        return new Mapping(config -> config.proxy().main().cookieMappings(), List.of(), List.of(mapping));
    }

    private static Map<String, Mapping> redirects() {
        String target = "https://www.example.com/new";
        return Map.of(
                "Redirect", redirect(new RedirectRule("/old", false, 301, target)),
                "RedirectPermanent", redirect(new RedirectRule("/old", false, 301, target)),
                "RedirectTemp", redirect(new RedirectRule("/old", false, 302, target)),
                "RedirectMatch", redirect(new RedirectRule("^/(.*)[.]php$", true, 302, "/$1.html")));
    }

    private static Mapping redirect(RedirectRule rule) {
        return new Mapping(config -> config.proxy().main().rules().redirects(), List.of(), List.of(rule));
    }

    private static List<Path> logFiles(ServerConfig config) {
        return config.proxy().main().accessLogs().stream().map(AccessLog::file).toList();
    }

    private static BalancerConfig app(ServerConfig config) {
        return config.proxy().balancers().get(0);
    }

    private static List<String> members(ServerConfig config) {
        return app(config).members().stream().map(BackendConfig::url).toList();
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
