package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.ClientLimits;
import org.whippletree.config.HostConfig;
import org.whippletree.config.ListenAddress;
import org.whippletree.config.Route;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.VirtualHost;

class VirtualHostTest {
    @TempDir
    private Path folder;

    @Test
    void putsItsValuesOverThoseOutside() throws IOException {
        ServerConfig config = new ConfigText(folder)
                .config(
                        "Listen 8080",
                        "<VirtualHost *:8080>",
                        "ServerName www.example.com",
                        "ServerAlias example.com",
                        "Timeout 7",
                        "ErrorLog host.log",
                        "</VirtualHost>",
                        "ServerName main.example.com",
                        "Timeout 9",
                        "KeepAlive Off");

        assertEquals("www.example.com", config.serverName());
        assertEquals(Duration.ofSeconds(7), config.proxy().client().timeout());
        assertEquals(folder.resolve("host.log"), config.paths().errorLog());
        assertEquals(false, config.proxy().client().keepAlive());
    }

    @Test
    void putsItsRoutesBehindThoseOutside() throws IOException {
        ServerConfig config = new ConfigText(folder)
                .config(
                        "Listen 8080",
                        "ProxyPass /a http://127.0.0.1:9001/",
                        "<VirtualHost *:8080>",
                        "ProxyPass /b http://127.0.0.1:9001/",
                        "ProxyPass /c http://127.0.0.1:9001/",
                        "</VirtualHost>",
                        "ProxyPass /d http://127.0.0.1:9001/");

        assertEquals(
                List.of("/a", "/d", "/b", "/c"),
                config.proxy().main().routes().stream().map(Route::path).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "*:*", "_default_:*", "_default_", "*:8080 *:8081", "127.0.0.1:8080 *:8081", "[::1] *:80 *"
            })
    void isTheServerIfEveryListenerIsItsOwn(String addresses) throws IOException {
        assertEquals(List.of(), messages(addresses));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*:8080", "127.0.0.2:* *:8080", "*:80"})
    void standsBesideTheServerIfAListenerIsNotItsOwn(String addresses) throws IOException {
        ServerConfig config = new ConfigText(folder)
                .config(
                        "Listen 127.0.0.1:8080",
                        "Listen 8081",
                        "ServerName main.example.com",
                        "<VirtualHost " + addresses + ">",
                        "ServerName www.example.com",
                        "</VirtualHost>");

        assertEquals("main.example.com", config.serverName());
        assertEquals("main.example.com", config.proxy().main().serverName());
        assertEquals(List.of("www.example.com"), config.proxy().hosts().get(0).names());
    }

    @Test
    void hasItsOwnRoutesLogsAndNamesBesideOthers() throws IOException {
        ServerConfig config = new ConfigText(folder)
                .config(
                        "Listen 8080",
                        "ServerName main.example.com",
                        "CustomLog main.log common",
                        "ProxyPass /all http://127.0.0.1:9001/",
                        "<VirtualHost *:8080>",
                        "  ServerName A.example.com",
                        "  ServerAlias a *.A.example.com",
                        "  ProxyPass / http://127.0.0.1:9002/",
                        "  ProxyPreserveHost On",
                        "  CustomLog a.log common",
                        "  <Location /secret>",
                        "    Require all denied",
                        "  </Location>",
                        "</VirtualHost>",
                        "<VirtualHost 127.0.0.1:8080 *:8080>",
                        "  ServerName b.example.com",
                        "  ProxyPass / http://127.0.0.1:9003/",
                        "</VirtualHost>");
        VirtualHost a = config.proxy().hosts().get(0);
        VirtualHost b = config.proxy().hosts().get(1);

        assertEquals(List.of("a.example.com", "a", "*.a.example.com"), a.names());
        assertEquals(List.of(new ListenAddress("127.0.0.1", 8080), new ListenAddress("*", 8080)), b.addresses());
        assertEquals(List.of("/all true http://127.0.0.1:9001", "/ true http://127.0.0.1:9002"), routes(a.config()));
        assertEquals(List.of("/all false http://127.0.0.1:9001", "/ false http://127.0.0.1:9003"), routes(b.config()));
        assertEquals(
                List.of("/all false http://127.0.0.1:9001"),
                routes(config.proxy().main()));
        assertEquals(folder.resolve("a.log"), a.config().accessLogs().get(0).file());
        assertEquals(folder.resolve("main.log"), b.config().accessLogs().get(0).file());
        assertEquals(1, a.config().rules().accesses().size());
        assertEquals(0, b.config().rules().accesses().size());
        assertEquals(3, config.proxy().balancers().size());
    }

    private static List<String> routes(HostConfig host) {
        return host.routes().stream()
                .map(route -> route.path() + " " + route.preserveHost() + " " + route.balancer())
                .toList();
    }

    @Test
    void sharesBalancersThatAreAlikeAndKeepsOthersApart() throws IOException {
        ServerConfig config = new ConfigText(folder)
                .config(
                        "Listen 8080",
                        "<Proxy balancer://app>",
                        "  BalancerMember http://127.0.0.1:9001",
                        "</Proxy>",
                        "<VirtualHost *>",
                        "  ServerName a.example.com",
                        "  ProxyPass / balancer://app/",
                        "</VirtualHost>",
                        "<VirtualHost *>",
                        "  ServerName b.example.com",
                        "  BalancerMember balancer://app http://127.0.0.1:9002",
                        "  ProxyPass / balancer://app/",
                        "  ProxyPassReverse / balancer://app/x",
                        "</VirtualHost>");

        assertEquals(
                List.of("app", "app@b.example.com"),
                config.proxy().balancers().stream().map(BalancerConfig::name).toList());
        assertEquals(
                List.of("app", "app@b.example.com"),
                config.proxy().hosts().stream()
                        .map(host -> host.config().routes().get(0).balancer())
                        .toList());
        assertEquals(
                "balancer://app@b.example.com/x",
                config.proxy().hosts().get(1).config().reverseMappings().get(0).url());
    }

    @Test
    void treatTheirClientsInTheirOwnWay() throws IOException {
        ServerConfig config = new ConfigText(folder)
                .config(
                        "Listen 80",
                        "Timeout 50",
                        "LimitRequestLine 1000",
                        "<VirtualHost *>",
                        "Timeout 7",
                        "KeepAliveTimeout 300ms",
                        "LimitRequestBody 10",
                        "RemoteIPHeader X-Client",
                        "RemoteIPInternalProxy 127.0.0.1",
                        "ProxyAddHeaders Off",
                        "ProxyPass / http://127.0.0.1:9001/",
                        "</VirtualHost>",
                        "<VirtualHost *>",
                        "ServerName b.example.com",
                        "RequestReadTimeout header=3",
                        "ProxyPass / http://127.0.0.1:9001/",
                        "</VirtualHost>");
        ClientLimits first = config.proxy().client(1);
        ClientLimits second = config.proxy().client(2);

        assertEquals(
                List.of(50L, 7L, 50L),
                Stream.of(config.proxy().client(), first, second)
                        .map(limits -> limits.timeout().toSeconds())
                        .toList());
        assertEquals(1000, second.requestLineLimit());
        assertEquals(Duration.ofMillis(300), first.keepAliveTimeout());
        assertEquals(Duration.ofSeconds(5), second.keepAliveTimeout());
        assertEquals(10, first.request().body());
        assertEquals("X-Client", first.identity().remoteIp().header());
        assertEquals("", second.identity().remoteIp().header());
        assertFalse(first.identity().forwarded().xForwarded());
        assertEquals(Duration.ofSeconds(3), second.request().headTime().initial());
    }

    @Test
    void cannotHaveAllThatIsOneForTheWholeServer() throws IOException {
        assertEquals(
                List.of(
                        "4: MaxConnections cannot differ between virtual hosts yet: put it outside of them",
                        "9: ErrorLog cannot differ between virtual hosts yet: put it outside of them"),
                new ConfigText(folder)
                        .messages(
                                "Listen 80",
                                "KeepAlive Off",
                                "<VirtualHost *>",
                                "MaxConnections 7",
                                "KeepAlive On",
                                "ErrorLog logs/error_log",
                                "</VirtualHost>",
                                "<VirtualHost *>",
                                "ErrorLog host.log",
                                "</VirtualHost>"));
    }

    @Test
    void tellsEachMistakeOnce() throws IOException {
        assertEquals(
                List.of(
                        "2: ProxyPass path 'x' must begin with a slash",
                        "3: balancer://none is not defined: add a section <Proxy balancer://none> with BalancerMember lines",
                        "4: <VirtualHost example.com>: the name of a host is not supported beside other virtual hosts: use *"
                                + " or an address, and ServerName for the name",
                        "7: notice: accepted, and without effect here: ServerAdmin, DocumentRoot (docs/directives.md says why)",
                        "8: DocumentRoot is not supported: no files are served, and some paths are left to them; ProxyPass"
                                + " / to a backend, or remove it"),
                new ConfigText(folder)
                        .messages(
                                "Listen 80",
                                "ProxyPass x http://127.0.0.1:9001/",
                                "ProxyPass /x balancer://none/",
                                "<VirtualHost example.com>",
                                "</VirtualHost>",
                                "<VirtualHost *>",
                                "ServerAdmin me",
                                "DocumentRoot /var/www",
                                "</VirtualHost>"));
    }

    @TestFactory
    Stream<DynamicTest> refusesInAVirtualHostWhatConcernsTheProcesses() {
        return DirectiveTable.rows().stream()
                .filter(row -> !row.scopes().contains(Scope.VIRTUAL_HOST))
                .map(row -> DynamicTest.dynamicTest(
                        row.name(),
                        () -> assertEquals(
                                List.of((2
                                                + row.example().lines().count()
                                                - row.example().lines().skip(1).count()) + ": " + row.name()
                                        + " cannot occur within <VirtualHost> section"),
                                new ConfigText(folder)
                                        .messages(
                                                "Listen 80", "<VirtualHost *:80>", row.example(), "</VirtualHost>"))));
    }

    private List<String> messages(String addresses) throws IOException {
        return new ConfigText(folder)
                .messages("Listen 127.0.0.1:8080", "Listen 8081", "<VirtualHost " + addresses + ">", "</VirtualHost>");
    }
}
