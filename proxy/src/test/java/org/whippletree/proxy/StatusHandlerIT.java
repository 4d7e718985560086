package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whippletree.config.AccessRule;
import org.whippletree.config.AddressRange;
import org.whippletree.config.HandlerRule;
import org.whippletree.config.PathRules;
import org.whippletree.config.RequestHandler;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** {@code SetHandler server-status} and {@code Require}, with a supervisor that the test plays on a Unix socket. */
class StatusHandlerIT {
    private static final Path SOCKET = Path.of(
            System.getProperty("java.io.tmpdir"),
            "status-" + ProcessHandle.current().pid() + ".sock");

    private final Backend backend = Backend.start();

    /** The route of the fixture takes everything but {@code /not-ours}. */
    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(
            backend,
            settings -> settings.rules = new PathRules(
                    List.of(
                            new HandlerRule("/not-ours/status", RequestHandler.SERVER_STATUS),
                            new HandlerRule("/routed", RequestHandler.SERVER_STATUS),
                            new HandlerRule("/not-ours/status/none", RequestHandler.NONE)),
                    List.of(
                            new AccessRule(
                                    "/not-ours/status/remote",
                                    false,
                                    false,
                                    List.of(new AddressRange("192.0.2.0", 24))),
                            new AccessRule("/priv@te", false, false, List.of()),
                            new AccessRule("/priv@te/open", true, false, List.of())),
                    List.of(),
                    List.of(),
                    SOCKET));

    private ServerSocketChannel supervisor;

    @BeforeEach
    void listen() throws IOException {
        Files.deleteIfExists(SOCKET);
        supervisor = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        supervisor.bind(UnixDomainSocketAddress.of(SOCKET));
    }

    @AfterEach
    void close() throws IOException {
        supervisor.close();
        Files.deleteIfExists(SOCKET);
    }

    private Answer ask(String method, String path) {
        return proxy.client()
                .send(head(method + " " + path + " HTTP/1.1", "Host: h", "Connection: close"))
                .readAnswer();
    }

    @Test
    void asksTheSupervisorAndKeepsTheQuery() throws IOException {
        Wire client = proxy.client().send(get("/not-ours/status/x?auto&refresh=3"));
        try (SocketChannel asked = supervisor.accept()) {
            assertEquals("GET /server-status?auto&refresh=3 HTTP/1.1", requestLine(asked));
            assertEquals(1, proxy.leased(), "it is an exchange like others");
            asked.write(StandardCharsets.US_ASCII.encode(OK));
            assertEquals("ok", client.readAnswer().body());
            assertEquals(0, proxy.busy(), "no backend of the configuration was busy with it");
        }
    }

    private static String requestLine(SocketChannel asked) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4_096);
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0 && asked.read(bytes) >= 0) {
            text.append(StandardCharsets.US_ASCII.decode(bytes.flip()));
            bytes.clear();
        }
        return text.substring(0, text.indexOf("\r\n"));
    }

    @Test
    void leavesTheRequestToARouteThatMatches() {
        Wire client = proxy.client().send(get("/routed"));
        Wire upstream = backend.accept();
        upstream.readThrough("GET /routed HTTP/1.1\r\n");
        upstream.readHead();
        upstream.send(OK);

        assertEquals("ok", client.readAnswer().body());
    }

    @Test
    void says503WhenTheSupervisorIsGone() throws IOException {
        supervisor.close();
        assertEquals(503, ask("GET", "/not-ours/status").status());
        Files.delete(SOCKET);
        assertEquals(503, ask("GET", "/not-ours/status").status());
    }

    @Test
    void refusesOtherMethodsAndNamesThoseItHas() {
        Answer answer = ask("DELETE", "/not-ours/status");

        assertEquals(405, answer.status());
        assertEquals("GET, HEAD", answer.field("Allow"));
    }

    @Test
    void answersNothingWhereTheHandlerIsNone() {
        assertEquals(404, ask("GET", "/not-ours/status/none").status());
        assertEquals(404, ask("GET", "/not-ours/statusx").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/not-ours/status/remote",
                "/priv@te",
                "/priv%40te/x",
                "//priv@te",
                "/a/../priv@te",
                "/a/%2e%2e/priv@te",
                "/priv@te%2Fx",
                "/priv@te/open/../x",
                "/priv@te/open%2F..%2Fx",
                "/x%2F..%2Fpriv@te"
            })
    void deniesAccessInEverySpelling(String path) {
        Answer answer = ask("GET", path);

        assertEquals(403, answer.status());
        assertFalse(answer.body().contains("priv"), answer.body());
    }
}
