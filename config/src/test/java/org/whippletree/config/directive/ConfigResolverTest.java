package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.BalancerMethod;
import org.whippletree.config.ListenAddress;
import org.whippletree.config.ProcessLimits;
import org.whippletree.config.ProxyConfig;
import org.whippletree.config.ReverseMapping;
import org.whippletree.config.Route;
import org.whippletree.config.ServerConfig;

class ConfigResolverTest {
    private static final String LISTEN = "Listen 8080";

    @TempDir
    Path folder;

    private ServerConfig config(String... lines) throws IOException {
        return new ConfigText(folder).config(LISTEN, String.join("\n", lines));
    }

    private List<String> messages(String... lines) throws IOException {
        return new ConfigText(folder).messages(lines);
    }

    @Nested
    class Processes {
        private ProcessLimits limits(String... lines) throws IOException {
            return new ConfigText(folder)
                    .load(LISTEN, String.join("\n", lines))
                    .config()
                    .orElseThrow()
                    .processes();
        }

        @Test
        void capsStartServersAtTheActiveLimitWithoutAWord() throws IOException {
            assertEquals(
                    2,
                    config("StartServers 9", "MaxRequestWorkers 50").processes().startServers());
        }

        @Test
        void raisesMaxSpareThreadsAboveMinSpareThreadsByOneChildWithoutAWord() throws IOException {
            assertEquals(
                    100 + 25 + 1,
                    config("MinSpareThreads 100", "MaxSpareThreads 50")
                            .processes()
                            .maxSpareThreads());
        }

        @Test
        void staysInRangeWithTheLargestNumbers() throws IOException {
            ProcessLimits limits = limits(
                    "ServerLimit 2147483648",
                    "ThreadLimit 2147483648",
                    "ThreadsPerChild 2147483648",
                    "MaxRequestWorkers 2147483648",
                    "MinSpareThreads 2147483648",
                    "MaxSpareThreads 1");

            assertEquals(
                    new ProcessLimits(3, 20_000, 100_000, 100_000, 2_000_000_000, Integer.MAX_VALUE, Integer.MAX_VALUE),
                    limits);
        }

        @Test
        void checksAfterEachCorrectionWithTheCorrectedValue() throws IOException {
            assertEquals(
                    List.of(
                            "2: warning: ThreadLimit of 0 not allowed, increasing to 1",
                            "3: warning: ThreadsPerChild of 5 exceeds ThreadLimit of 1, decreasing to 1; to increase,"
                                    + " raise ThreadLimit",
                            "3: warning: MaxRequestWorkers of 400 would require 400 children and exceed ServerLimit of"
                                    + " 16, decreasing to 16; to increase, raise ServerLimit"),
                    messages(LISTEN, "ThreadLimit 0", "ThreadsPerChild 5"));
        }

        @Test
        void blamesTheLastLineThatSetAValue() throws IOException {
            assertEquals(
                    List.of("3: warning: StartServers of 0 not allowed, increasing to 1"),
                    messages(LISTEN, "StartServers -5", "StartServers 0"));
        }

        @Test
        void sizesTheQueueByTheCorrectedWorkers() throws IOException {
            assertEquals(
                    64 * 8,
                    new ConfigText(folder)
                            .load(LISTEN, "ThreadsPerChild 100")
                            .config()
                            .orElseThrow()
                            .proxy()
                            .queue()
                            .size());
        }
    }

    @Nested
    class Backends {
        private ProxyConfig proxy(String... lines) throws IOException {
            return config(lines).proxy();
        }

        @Test
        void makesABalancerOfALoneBackendThatIgnoresErrors() throws IOException {
            ProxyConfig proxy =
                    proxy("Timeout 7", "ThreadsPerChild 10", "MaxRequestWorkers 100", "ProxyPass /x http://Host:81/p");

            assertEquals(
                    List.of(new Route("/x", false, "http://host:81/p", "", false)),
                    proxy.main().routes());
            BackendConfig backend = new BackendConfig(
                    "host",
                    81,
                    "/p",
                    1,
                    Duration.ofSeconds(7),
                    Duration.ofSeconds(7),
                    Duration.ofSeconds(60),
                    80,
                    Duration.ZERO,
                    true,
                    "");
            assertEquals(
                    List.of(new BalancerConfig("http://host:81/p", BalancerMethod.BYREQUESTS, 0, List.of(backend))),
                    proxy.balancers());
            assertEquals("http://host:81/p", backend.url());
        }

        @Test
        void sharesTheBalancerOfOneBackendUrlAndKeepsASlashAtItsEndForTheRoute() throws IOException {
            ProxyConfig proxy = proxy(
                    "ProxyPass /a/ http://127.0.0.1:80/p/ max=3", "ProxyPass /b HTTP://127.0.0.1/p", "ProxyPass / !");

            assertEquals(
                    List.of(
                            new Route("/a/", false, "http://127.0.0.1/p", "/", false),
                            new Route("/b", false, "http://127.0.0.1/p", "", false),
                            Route.exclusion("/")),
                    proxy.main().routes());
            assertEquals(1, proxy.balancers().size());
            assertEquals(3, proxy.balancers().get(0).members().get(0).maxConnections());
        }

        @Test
        void readsIpv6BackendsAndListeners() throws IOException {
            ServerConfig config = config("Listen [::1]:8081", "ProxyPass / http://[::1]:82/");

            assertEquals(new ListenAddress("::1", 8081), config.listeners().get(1));
            assertEquals(
                    "http://[::1]:82", config.proxy().main().routes().get(0).balancer());
            assertEquals(
                    "::1", config.proxy().balancers().get(0).members().get(0).host());
        }

        @Test
        void findsABalancerByItsNameInAnyCaseWhereverItIsDefined() throws IOException {
            ProxyConfig proxy = proxy(
                    "ProxyPass / balancer://App/p maxattempts=4",
                    "BalancerMember balancer://APP http://a",
                    "<Proxy balancer://app/>",
                    "  BalancerMember http://b",
                    "  ProxySet lbmethod=byrequests",
                    "</Proxy>");

            assertEquals(
                    List.of(new Route("/", false, "app", "/p", false)),
                    proxy.main().routes());
            BalancerConfig balancer = proxy.balancers().get(0);
            assertEquals("app", balancer.name());
            assertEquals(4, balancer.maxAttempts());
            assertEquals(
                    List.of("http://a", "http://b"),
                    balancer.members().stream().map(BackendConfig::url).toList());
        }

        @Test
        void triesAllOtherMembersByDefault() throws IOException {
            ProxyConfig proxy = proxy(
                    "BalancerMember balancer://a http://1.example",
                    "BalancerMember balancer://a http://2.example",
                    "BalancerMember balancer://a http://3.example");

            assertEquals(2, proxy.balancers().get(0).maxAttempts());
        }

        @Test
        void takesTheParametersOfAMember() throws IOException {
            ProxyConfig proxy = proxy(
                    "BalancerMember balancer://a http://h:1/p/ LoadFactor=2.5 max=4 ttl=30 connectiontimeout=250ms"
                            + " timeout=9 retry=0 upgrade=WebSocket");

            assertEquals(
                    new BackendConfig(
                            "h",
                            1,
                            "/p",
                            2.5,
                            Duration.ofMillis(250),
                            Duration.ofSeconds(9),
                            Duration.ZERO,
                            4,
                            Duration.ofSeconds(30),
                            false,
                            "websocket"),
                    proxy.balancers().get(0).members().get(0));
        }

        @Test
        void waitsForAConnectionAsLongAsForData() throws IOException {
            BackendConfig member = proxy("BalancerMember balancer://a http://h timeout=9")
                    .balancers()
                    .get(0)
                    .members()
                    .get(0);

            assertEquals(Duration.ofSeconds(9), member.connectTimeout());
        }

        @Test
        void namesABalancerInAReverseMappingAsItsDefinition() throws IOException {
            ProxyConfig proxy = proxy("BalancerMember balancer://app http://h", "ProxyPassReverse /x BALANCER://App/p");

            assertEquals(
                    List.of(new ReverseMapping("/x", "balancer://app/p")),
                    proxy.main().reverseMappings());
        }

        @Test
        void preservesTheHostOfRoutesBeforeTheDirectiveToo() throws IOException {
            assertTrue(proxy("ProxyPass / http://h", "ProxyPreserveHost on")
                    .main()
                    .routes()
                    .get(0)
                    .preserveHost());
        }
    }

    @Nested
    class Files {
        @Test
        void resolvesPathsAgainstTheLastServerRootWhereverItStands() throws IOException {
            ServerConfig config = config("PidFile a.pid", "DefaultRuntimeDir /run/x/../y", "ServerRoot /usr");

            assertEquals(Path.of("/usr/a.pid"), config.paths().pidFile());
            assertEquals(Path.of("/run/y"), config.paths().runtimeDir());
            assertEquals(Path.of("/usr/logs/error_log"), config.paths().errorLog());
        }

        @Test
        void putsThePidFileIntoTheRuntimeFolder() throws IOException {
            assertEquals(
                    Path.of("/run/y/whippletree.pid"),
                    config("DefaultRuntimeDir /run/y").paths().pidFile());
        }
    }

    @Nested
    class Names {
        @Test
        void keepsTheHostOfAServerName() throws IOException {
            assertEquals(
                    "WWW.example.com",
                    config("ServerName http://WWW.example.com:80").serverName());
            assertEquals("1.2.3.4", config("ServerName 1.2.3.4").serverName());
        }

        @Test
        void suggestsTheNearestDirective() throws IOException {
            assertEquals(
                    List.of(
                            "1: Invalid command 'Lissten': did you mean 'Listen'",
                            "2: Invalid command 'proxy': did you mean '<Proxy>'",
                            "3: Invalid command '<Listen>': did you mean 'Listen'",
                            "no listening sockets available: add a Listen directive, for example Listen 8080"),
                    messages("Lissten 80", "proxy x", "<Listen>", "</Listen>"));
        }
    }

    @Test
    void clampsFieldsOfAnyNumberToTheirDefault() throws IOException {
        assertEquals(65_536, config("LimitRequestFields 0").proxy().client().fieldsLimit());
        assertEquals(
                Integer.MAX_VALUE,
                config("LimitRequestFields 100000", "LimitRequestFieldSize 100000")
                        .proxy()
                        .client()
                        .fieldsLimit());
    }

    @Test
    void readsTimesWithUnits() throws IOException {
        assertEquals(Duration.ofMinutes(2), config("OrphanTimeout 2MIN").child().orphanTimeout());
        assertEquals(Duration.ofHours(1), config("Timeout 1h").proxy().client().timeout());
        assertEquals(
                Duration.ofSeconds(3), config("Timeout 3s").proxy().client().timeout());
    }

    @Test
    void addsTheOptionsOfSeveralLines() throws IOException {
        assertEquals(
                List.of("-Xmx1g", "-Da=b c"),
                config("ChildJavaOptions -Xmx1g", "ChildJavaOptions '-Da=b c'")
                        .child()
                        .javaOptions());
    }
}
