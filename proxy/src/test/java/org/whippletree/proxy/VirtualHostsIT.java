package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Answer.fieldOf;
import static org.whippletree.proxy.wire.Http.head;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.AccessRule;
import org.whippletree.config.HeaderAction;
import org.whippletree.config.HeaderRule;
import org.whippletree.config.HeaderSection;
import org.whippletree.config.HostConfig;
import org.whippletree.config.HostOptions;
import org.whippletree.config.ListenAddress;
import org.whippletree.config.PathRules;
import org.whippletree.config.ReverseMapping;
import org.whippletree.config.Route;
import org.whippletree.config.VirtualHost;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Settings;
import org.whippletree.proxy.wire.Wire;

/** Hosts that share an address: the client's Host chooses, then the path, and each has its own rules. */
class VirtualHostsIT {
    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend, settings -> {
        settings.hosts = List.of(
                host("a.example", "/a", List.of("a.example", "*.a.example"), "127.0.0.1"),
                host("b.example", "/b", List.of("b.example", "www.a.example", "b.test"), "127.0.0.1"),
                host("c.example", "/c", List.of("c.example"), "*"),
                host("h", "", List.of("h"), "127.0.0.1"));
    });

    private static VirtualHost host(String name, String target, List<String> names, String address) {
        PathRules rules = new PathRules(
                List.of(),
                List.of(new AccessRule("/only" + target, false, false, List.of())),
                List.of(new HeaderSection(
                        "", List.of(), List.of(new HeaderRule(HeaderAction.SET, "X-Host", name, "")), List.of())),
                List.of(),
                Path.of(""));
        return new VirtualHost(
                List.of(new ListenAddress(address, 0)),
                names,
                new HostConfig(
                        name,
                        List.of(Route.exclusion("/none"), new Route("/", false, "b", target + "/", false)),
                        List.of(new ReverseMapping("/", "http://backend.example" + target + "/")),
                        List.of(),
                        rules,
                        List.of(),
                        HostOptions.usual()),
                Settings.usualLimits());
    }

    /** What the backend is asked for. */
    private String asked(String... lines) {
        Wire client = proxy.client().send(head(lines));
        Wire upstream = backend.accept();
        String request = upstream.readHead();
        upstream.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        upstream.close();
        client.readAnswer();
        client.close();
        return request.lines().findFirst().orElse("").split(" ")[1];
    }

    @Test
    void areChosenByTheirNames() {
        assertEquals("/a/x", asked("GET /x HTTP/1.1", "Host: a.example"));
        assertEquals("/b/x", asked("GET /x HTTP/1.1", "Host: B.Example:8080"));
        assertEquals("/b/x", asked("GET /x HTTP/1.1", "Host: b.test."));
        assertEquals("/a/x", asked("GET /x HTTP/1.1", "Host: www.a.example"));
        assertEquals("/b/x", asked("GET http://b.example/x HTTP/1.1", "Host: a.example"));
    }

    @Test
    void leaveOtherNamesToTheFirstOfTheAddress() {
        assertEquals("/a/x", asked("GET /x HTTP/1.1", "Host: unknown.example"));
        assertEquals("/a/x", asked("GET /x HTTP/1.1", "Host: c.example"));
        assertEquals("/a/x", asked("GET /x HTTP/1.0"));
    }

    @Test
    void haveTheirOwnRulesAndNames() {
        Wire client = proxy.client().send(head("GET /only/a HTTP/1.1", "Host: b.example"));
        Wire upstream = backend.accept();
        String request = upstream.readHead();
        upstream.send("HTTP/1.1 302 Found\r\nLocation: http://backend.example/b/next\r\nContent-Length: 0\r\n\r\n");
        Answer answer = client.readAnswer();

        assertEquals("b.example", fieldOf(request, "X-Forwarded-Server"));
        assertEquals("1.1 b.example", fieldOf(request, "Via"));
        assertEquals("http://b.example/next", answer.field("Location"));
        assertEquals("b.example", answer.field("X-Host"));

        Answer denied =
                client.send(head("GET /only/b HTTP/1.1", "Host: b.example")).readAnswer();
        assertEquals(403, denied.status());
        assertTrue(denied.body().contains("Whippletree at b.example"), denied::body);
    }

    @Test
    void areChosenForEachRequestOfAConnection() {
        Wire client = proxy.client();
        for (String name : List.of("a", "b", "a")) {
            client.send(head("GET /x HTTP/1.1", "Host: " + name + ".example"));
            Wire upstream = backend.accept();
            assertTrue(upstream.readHead().startsWith("GET /" + name + "/x "));
            upstream.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            upstream.close();
            assertEquals(name + ".example", client.readAnswer().field("X-Host"));
        }
    }

    @Test
    void refuseARequestWithoutAHost() {
        assertEquals(
                400, proxy.client().send("GET /x HTTP/1.1\r\n\r\n").readAnswer().status());
    }
}
