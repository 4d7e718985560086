package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.whippletree.proxy.wire.Answer.fieldOf;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.whippletree.config.AccessLog;
import org.whippletree.config.EnvironmentRule;
import org.whippletree.config.EnvironmentSection;
import org.whippletree.config.HeaderAction;
import org.whippletree.config.HeaderRule;
import org.whippletree.config.HeaderSection;
import org.whippletree.config.LogItem;
import org.whippletree.config.LogValue;
import org.whippletree.config.PathMatch;
import org.whippletree.config.PathRules;
import org.whippletree.config.StickySessions;
import org.whippletree.config.VariableCondition;
import org.whippletree.config.VariableSetting;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Settings;
import org.whippletree.proxy.wire.Wire;
import org.whippletree.testkit.Await;

/** What variables of an exchange decide: SetEnvIf, SetEnv, env= and the balancer's own. */
class EnvironmentIT {
    @TempDir
    static Path folder;

    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend, EnvironmentIT::set);

    private static EnvironmentRule rule(String attribute, String pattern, String name, String value) {
        return new EnvironmentRule(attribute, pattern, false, List.of(new VariableSetting(name, value, false)));
    }

    private static void set(Settings settings) {
        settings.environment = List.of(
                new EnvironmentSection(
                        PathMatch.every(),
                        List.of(
                                rule("", "", "site", "shop"),
                                rule("User-Agent", "^probe/(.*)", "probe", "v$1"),
                                rule("probe", "^v2$", "second", "1"),
                                rule("X-None", "^$", "missing", "1"),
                                rule("Request_URI", "^/close", "nokeepalive", "1"),
                                rule("Request_URI", "^/here", "no-proxy", "1"),
                                rule("Remote_Addr", "^127[.]", "near", "1"))),
                new EnvironmentSection(
                        PathMatch.prefix("/in"), List.of(rule("Request_Method", "^GET$", "within", "%0d"))));
        settings.sessions = new StickySessions("ID", "id", ".", false, List.of("r1"), List.of(""));
        settings.rules = new PathRules(
                List.of(),
                List.of(),
                List.of(new HeaderSection(
                        "",
                        List.of(new HeaderRule(
                                HeaderAction.SET,
                                "X-All",
                                "%{site}e %{probe}e %{second}e %{missing}e %{near}e %{within}e",
                                "")),
                        List.of(),
                        List.of(
                                new HeaderRule(
                                        HeaderAction.ADD,
                                        "Set-Cookie",
                                        "ID=.%{BALANCER_WORKER_ROUTE}e; path=/",
                                        "",
                                        new VariableCondition("BALANCER_ROUTE_CHANGED", false)),
                                new HeaderRule(HeaderAction.ECHO, "^(TS|content-length)", "", ""),
                                new HeaderRule(HeaderAction.NOTE, "X-Session", "session", "")))),
                List.of(),
                Path.of(""));
        settings.accessLogs = List.of(
                new AccessLog(
                        folder.resolve("quiet"),
                        List.of(
                                LogItem.of(LogValue.PATH, ""),
                                LogItem.of(LogValue.TEXT, " "),
                                LogItem.of(LogValue.NOTE, "session"),
                                LogItem.of(LogValue.TEXT, " "),
                                LogItem.of(LogValue.ENVIRONMENT, "site")),
                        new VariableCondition("probe", true)),
                new AccessLog(
                        folder.resolve("probes"),
                        List.of(LogItem.of(LogValue.PATH, "")),
                        new VariableCondition("probe", false)));
    }

    private static List<String> lines(String name) {
        try {
            Path file = folder.resolve(name);
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private Wire upstream;

    private String asked(Wire client, String request) {
        client.send(request);
        if (upstream == null) {
            upstream = backend.accept();
        }
        String head = upstream.readHead();
        upstream.send(OK);
        return fieldOf(head, "X-All");
    }

    @Test
    void reachTheBackendInFields() {
        Wire client = proxy.client();
        assertEquals("shop v2 1 1 1 (null)", asked(client, head("GET / HTTP/1.1", "Host: h", "User-Agent: probe/2")));
        client.readAnswer();

        assertEquals("shop (null) (null) 1 1 %0d", asked(proxy.client(), get("/in/x")));
    }

    @Test
    void tellTheClientOfAChangedRoute() {
        Wire client = proxy.client();
        asked(client, get("/"));
        assertEquals("ID=.r1; path=/", client.readAnswer().field("Set-Cookie"));

        Wire known = proxy.client().send(head("GET / HTTP/1.1", "Host: h", "Cookie: ID=7.r1"));
        upstream.readHead();
        upstream.send(OK);
        assertEquals("", known.readAnswer().field("Set-Cookie"));
    }

    @Test
    void nokeepaliveEndsTheConnectionAndNoProxyKeepsTheRequestHere() {
        Wire client = proxy.client();
        asked(client, get("/close"));
        assertEquals("close", client.readAnswer().field("Connection"));
        assertEquals(Wire.End.FIN, client.awaitEnd());

        assertEquals(404, proxy.client().send(get("/here")).readAnswer().status());
    }

    @Test
    void anEchoRepeatsFieldsOfTheRequestButNoneOfItsFraming() {
        Wire client = proxy.client()
                .send(head("POST / HTTP/1.1", "Host: h", "TS-Time: 1", "ts-b: 2", "Content-Length: 1") + "x");
        Wire upstream = backend.acceptAsked();
        upstream.readExactly(1);
        upstream.send(OK);
        Answer answer = client.readAnswer();

        assertEquals("1", answer.field("TS-Time"));
        assertEquals("2", answer.field("ts-b"));
        assertEquals("2", answer.field("Content-Length"));
    }

    @Test
    void decideWhichLogAnExchangeGoesTo() {
        Wire client = proxy.client().send(get("/plain"));
        Wire upstream = backend.acceptAsked();
        upstream.send("HTTP/1.1 200 OK\r\nX-Session: s7\r\nContent-Length: 0\r\n\r\n");
        client.readAnswer();
        client.send(head("GET /probed HTTP/1.1", "Host: h", "User-Agent: probe/1"));
        upstream.readHead();
        upstream.send(OK);
        client.readAnswer();

        Await.until(
                () -> "a line in each log",
                () -> !lines("quiet").isEmpty() && lines("probes").contains("/probed"));
        assertEquals(
                true, lines("quiet").contains("/plain s7 shop"), lines("quiet").toString());
        assertEquals(false, lines("probes").contains("/plain"));
        assertEquals(false, lines("quiet").stream().anyMatch(line -> line.startsWith("/probed")));
    }
}
