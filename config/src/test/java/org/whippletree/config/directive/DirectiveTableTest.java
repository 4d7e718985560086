package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.whippletree.config.AccessRule;
import org.whippletree.config.AddressRange;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.HandlerRule;
import org.whippletree.config.ListenAddress;
import org.whippletree.config.LogLevel;
import org.whippletree.config.PathRules;
import org.whippletree.config.RequestHandler;
import org.whippletree.config.ReverseMapping;
import org.whippletree.config.Route;
import org.whippletree.config.ServerConfig;

class DirectiveTableTest {
    /** The least that makes a server. */
    private static final String[] PLAIN = {
        "Listen 8080",
        "<Proxy balancer://app>",
        "BalancerMember http://127.0.0.1:8090",
        "</Proxy>",
        "ProxyPass /app balancer://app"
    };

    @TempDir
    Path folder;

    /** What a directive sets, without it and with the example of its row. */
    private record Mapping(Function<ServerConfig, ?> value, Object byDefault, Object afterExample) {
        /** What can be read, and shows nowhere else. */
        static Mapping toNothing() {
            return new Mapping(config -> true, true, true);
        }
    }

    @BeforeEach
    void writeWhatTheExamplesInclude() throws IOException {
        Files.createDirectories(folder.resolve("conf.d"));
        Files.createDirectories(folder.resolve("sites-enabled"));
        Files.writeString(folder.resolve("conf.d/a.conf"), "MaxKeepAliveRequests 9\n");
        Files.writeString(folder.resolve("sites-enabled/b.conf"), "Timeout 9\n");
    }

    @TestFactory
    Stream<DynamicTest> appliesTheDefaultAndTheExampleOfEveryRow() {
        Map<String, Mapping> mappings = mappings();
        return DirectiveTable.rows().stream()
                .filter(row -> !row.name().equals("Error"))
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    Mapping mapping = mappings.get(row.name());

                    assertNotNull(mapping, "say here what " + row.name() + " sets");
                    assertEquals(mapping.byDefault(), mapping.value().apply(load("")));
                    assertEquals(mapping.afterExample(), mapping.value().apply(load(inItsPlace(row))));
                }));
    }

    private static String inItsPlace(DirectiveRow row) {
        if (row.scopes().contains(Scope.SERVER)) {
            return row.example();
        }
        return row.scopes().contains(Scope.VIRTUAL_HOST)
                ? "<VirtualHost *>\n" + row.example() + "\n</VirtualHost>"
                : "<Location /here>\n" + row.example() + "\n</Location>";
    }

    @Test
    void loadsAllExamplesTogether() throws IOException {
        String all = DirectiveTable.rows().stream()
                .filter(row -> !Set.of("Error", "ServerAlias", "ServerRoot").contains(row.name()))
                .map(DirectiveTableTest::inItsPlace)
                .collect(Collectors.joining("\n"));

        assertEquals(5, load(all).proxy().balancers().get(0).maxAttempts());
    }

    @Test
    void describesEveryRow() {
        for (DirectiveRow row : DirectiveTable.rows()) {
            assertFalse(
                    row.syntax().isBlank()
                            || row.defaultText().isBlank()
                            || row.scopes().isEmpty(),
                    row.name());
            assertTrue(row.help().matches("[A-Z].{15,}[^.]"), row.name() + ": " + row.help());
            String opening = row.name().replace(">", "") + " ";
            assertTrue(row.example().startsWith(opening), row.name() + ": " + row.example());
        }
    }

    @Test
    void hasNoRowForWhatItCallsUnsupported() {
        Set<String> both = DirectiveTable.rows().stream()
                .map(row -> row.name().toLowerCase(Locale.ROOT))
                .filter(HttpdNames.lowerCase()::contains)
                .collect(Collectors.toSet());

        assertEquals(Set.of(), both);
    }

    @Test
    void findsNamesInAnyCase() {
        assertEquals(
                "StartServers",
                DirectiveTable.find("STARTservers").orElseThrow().name());
        assertEquals("<Proxy>", DirectiveTable.find("<proxy>").orElseThrow().name());
        assertTrue(DirectiveTable.find("Proxy").isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryServerDirectiveInASection() {
        return DirectiveTable.rows().stream()
                .filter(row -> !row.scopes().contains(Scope.PROXY_SECTION))
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    List<String> messages = text().messages(
                                    "Listen 80",
                                    "<Proxy balancer://app>",
                                    "BalancerMember http://h",
                                    row.example(),
                                    "</Proxy>");

                    assertEquals(1, messages.size(), messages.toString());
                    assertTrue(
                            messages.get(0).endsWith(": " + row.name() + " cannot occur within <Proxy> section"),
                            messages.get(0));
                }));
    }

    @TestFactory
    Stream<DynamicTest> refusesAWrongNumberOfArgumentsInHttpdsWords() {
        return DirectiveTable.rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    List<String> lines = row.name().startsWith("<")
                            ? List.of(row.name(), row.name().replace("<", "</"))
                            : around(row);
                    String expected = switch (row.arity()) {
                        case ONE -> " takes one argument, " + row.help();
                        case ONE_OR_TWO -> " requires 1 or 2 arguments.";
                        case TWO -> " takes two arguments, " + row.help();
                        case ONE_OR_MORE -> " requires at least one argument, " + row.help();
                        case TWO_OR_MORE -> " requires at least two arguments, " + row.help();
                        case FLAG -> " must be On or Off";
                        case SECTION, SECTION_WORDS -> " directive requires additional arguments";
                    };

                    assertEquals(
                            lines.indexOf(row.name()) + 1 + ": " + row.name() + expected,
                            text().messages(lines.toArray(String[]::new)).get(0));
                }));
    }

    private static List<String> around(DirectiveRow row) {
        return row.scopes().contains(Scope.SERVER)
                ? List.of(row.name())
                : row.scopes().contains(Scope.VIRTUAL_HOST)
                        ? List.of("<VirtualHost *>", row.name(), "</VirtualHost>")
                        : List.of("<Location /here>", row.name(), "</Location>");
    }

    private ConfigText text() {
        return new ConfigText(folder);
    }

    private ServerConfig load(String more) throws IOException {
        return text().config(String.join("\n", PLAIN), more);
    }

    private Map<String, Mapping> mappings() {
        return Stream.of(processes(), server(), listeners(), clients(), children(), backends(), reading(), locations())
                .flatMap(part -> part.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Mapping> processes() {
        return Map.of(
                "StartServers", new Mapping(config -> config.processes().startServers(), 3, 5),
                "ServerLimit", new Mapping(config -> config.processes().serverLimit(), 16, 32),
                "ThreadLimit", new Mapping(config -> config.processes().threadLimit(), 64, 128),
                "ThreadsPerChild", new Mapping(config -> config.processes().threadsPerChild(), 25, 50),
                "MaxRequestWorkers", new Mapping(config -> config.processes().maxRequestWorkers(), 400, 200),
                "MinSpareThreads", new Mapping(config -> config.processes().minSpareThreads(), 75, 50),
                "MaxSpareThreads", new Mapping(config -> config.processes().maxSpareThreads(), 250, 300),
                "AsyncRequestWorkerFactor",
                        new Mapping(config -> config.proxy().accept().asyncRequestWorkerFactor(), 2.0, 1.5));
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

    private static Map<String, Mapping> listeners() {
        ListenAddress plain = new ListenAddress("*", 8080);
        return Map.of(
                "Listen",
                        new Mapping(
                                ServerConfig::listeners,
                                List.of(plain),
                                List.of(plain, new ListenAddress("127.0.0.1", 8081))),
                "ListenBacklog", new Mapping(ServerConfig::listenBacklog, 511, 1024),
                "AdminListen",
                        new Mapping(
                                ServerConfig::adminListeners,
                                List.of(),
                                List.of(new ListenAddress("127.0.0.1", 8089))));
    }

    private static Map<String, Mapping> clients() {
        return Map.of(
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
                "ChildHeader", new Mapping(config -> config.proxy().childHeader(), false, true));
    }

    private static Map<String, Mapping> backends() {
        Route plain = new Route("/app", false, "app", "", false);
        return Map.of(
                "ProxyPass",
                        new Mapping(
                                config -> config.proxy().routes(),
                                List.of(plain),
                                List.of(plain, new Route("/images", false, "http://127.0.0.1:8082/img", "", false))),
                "ProxyPassReverse",
                        new Mapping(
                                config -> config.proxy().reverseMappings(),
                                List.of(),
                                List.of(new ReverseMapping("/images", "http://127.0.0.1:8082/img"))),
                "<Proxy>",
                        new Mapping(
                                DirectiveTableTest::members,
                                List.of("http://127.0.0.1:8090"),
                                List.of("http://127.0.0.1:8090", "http://127.0.0.1:8083")),
                "BalancerMember",
                        new Mapping(
                                DirectiveTableTest::members,
                                List.of("http://127.0.0.1:8090"),
                                List.of("http://127.0.0.1:8090", "http://127.0.0.1:8084")),
                "ProxySet", new Mapping(config -> app(config).maxAttempts(), 0, 5),
                "ProxyTimeout",
                        new Mapping(config -> app(config).members().get(0).timeout(), seconds(60), seconds(20)),
                "ProxyPreserveHost",
                        new Mapping(
                                config -> config.proxy().routes().stream()
                                        .map(Route::preserveHost)
                                        .toList(),
                                List.of(false),
                                List.of(true)));
    }

    private Map<String, Mapping> locations() {
        return Map.of(
                "<Location>",
                        new Mapping(
                                config -> config.proxy().rules(),
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
                                        folder.resolve("logs/admin.sock"))),
                "SetHandler",
                        new Mapping(
                                config -> config.proxy().rules().handlers(),
                                List.of(),
                                List.of(new HandlerRule("/here", RequestHandler.SERVER_STATUS))),
                "Require",
                        new Mapping(
                                config -> config.proxy().rules().accesses(),
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
