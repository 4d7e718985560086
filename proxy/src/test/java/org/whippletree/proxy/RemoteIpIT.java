package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.whippletree.proxy.wire.Answer.fieldOf;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.AccessLog;
import org.whippletree.config.AccessRule;
import org.whippletree.config.AddressRange;
import org.whippletree.config.ClientCounts;
import org.whippletree.config.ForwardedFields;
import org.whippletree.config.IdentityRules;
import org.whippletree.config.LogItem;
import org.whippletree.config.LogValue;
import org.whippletree.config.PathRules;
import org.whippletree.config.ProxyProtocolRules;
import org.whippletree.config.RemoteIpRules;
import org.whippletree.config.TrustedProxy;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Settings;
import org.whippletree.proxy.wire.Wire;
import org.whippletree.testkit.Await;

/** A trusted proxy tells who its clients are; backends, logs and Require go by it. */
class RemoteIpIT {
    private final Backend backend = Backend.start();
    private final Path log = temporaryFile();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend, this::settings);

    private void settings(Settings settings) {
        settings.identity = new IdentityRules(
                new RemoteIpRules(
                        "X-Forwarded-For", "X-By", List.of(new TrustedProxy(new AddressRange("127.0.0.0", 8), false))),
                ProxyProtocolRules.off(),
                ForwardedFields.usual());
        settings.rules = new PathRules(
                List.of(),
                List.of(new AccessRule("/house", false, false, List.of(new AddressRange("192.0.2.0", 24)))),
                List.of(),
                List.of(),
                Path.of(""));
        settings.counts = new ClientCounts(2, 0);
        settings.accessLogs = List.of(new AccessLog(
                log,
                Stream.of(
                                LogItem.of(LogValue.CLIENT_ADDRESS, ""),
                                LogItem.of(LogValue.PEER_ADDRESS, ""),
                                LogItem.of(LogValue.CLIENT_PORT, ""),
                                LogItem.of(LogValue.REQUEST_FIELD, "X-Forwarded-For"))
                        .flatMap(item -> Stream.of(item, LogItem.of(LogValue.TEXT, "|")))
                        .toList()));
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempFile("access", "log");
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @AfterEach
    void removeLog() throws IOException {
        Files.deleteIfExists(log);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(log);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String from(String path, String client) {
        return head("GET " + path + " HTTP/1.1", "Host: h", "X-Forwarded-For: " + client);
    }

    @Test
    void eachRequestOfAConnectionHasItsOwnClient() {
        Wire client = proxy.client().send(from("/1", "8.8.8.8, 192.0.2.7"));
        Wire upstream = backend.accept();
        String first = upstream.readHead();
        upstream.send(OK);
        client.readAnswer();
        client.send(from("/2", "2001:db8::8"));
        String second = upstream.readHead();
        upstream.send(OK);
        client.readAnswer();
        client.send(get("/3"));
        String third = upstream.readHead();
        upstream.send(OK);
        client.readAnswer();

        assertEquals("8.8.8.8, 192.0.2.7", fieldOf(first, "X-Forwarded-For"));
        assertEquals("127.0.0.1", fieldOf(first, "X-By"));
        assertEquals("2001:db8::8", fieldOf(second, "X-Forwarded-For"));
        assertEquals("127.0.0.1", fieldOf(third, "X-Forwarded-For"));
        assertEquals("", fieldOf(third, "X-By"));
        Await.until(() -> "three lines: " + lines(), () -> lines().size() == 3);
        assertEquals(
                List.of(
                        "192.0.2.7|127.0.0.1|0|8.8.8.8|",
                        "2001:db8::8|127.0.0.1|0|-|",
                        "127.0.0.1|127.0.0.1|" + client.localPort() + "|-|"),
                lines());
    }

    @Test
    void requireGoesByTheClient() {
        Wire client = proxy.client().send(from("/house", "192.0.2.7"));
        backend.acceptAsked().send(OK);
        assertEquals(200, client.readAnswer().status());

        assertEquals(
                403, proxy.client().send(from("/house", "8.8.8.8")).readAnswer().status());
        assertEquals(
                403,
                proxy.client()
                        .send(from("/house", "192.0.2.7, 8.8.8.8"))
                        .readAnswer()
                        .status());
    }

    @Test
    void aProxyMayHaveMoreConnectionsThanOneClient() {
        List<Wire> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clients.add(proxy.client());
        }
        proxy.await(proxy::clients, 5);

        for (Wire client : clients) {
            assertEquals(404, client.send(get("/not-ours")).readAnswer().status());
        }
    }
}
