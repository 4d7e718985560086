package org.whippletree.supervisor.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whippletree.config.FilePaths;
import org.whippletree.config.ListenAddress;
import org.whippletree.supervisor.status.SampleStatus;
import org.whippletree.supervisor.status.ServerStatus;

class AdminServerIT {
    private static final RestartReport REPORT = new RestartReport(3, 2, 1, List.of("a.conf:3: \"no\""));

    private final List<AdminServer> opened = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void closeServers() {
        opened.forEach(AdminServer::close);
    }

    @Test
    void servesEachFaceOfTheStatus() throws IOException {
        start(AdminServerIT::sample);
        try (AdminClient client = client()) {
            assertEquals(
                    4000,
                    new JsonObject(client.get("/server-status?json"))
                            .getJsonObject("server")
                            .getInteger("pid"));
            assertTrue(client.get("/server-status?auto")
                    .startsWith("www.example.org\nServerVersion: Whippletree/0.1.0\n"));
            assertTrue(client.get("/server-status?text").startsWith("Whippletree 0.1.0, www.example.org "));
            assertTrue(client.get("/server-status").startsWith("<!DOCTYPE html>\n"));
        }
    }

    @Test
    void answersHeadWithTheLengthOfWhatGetWouldAnswer() throws IOException {
        start(AdminServerIT::sample);
        String head = raw("HEAD /server-status?auto HTTP/1.1");
        String get = raw("GET /server-status?auto HTTP/1.1");

        String body = get.substring(get.indexOf("\r\n\r\n") + 4);
        assertTrue(head.toLowerCase(Locale.ROOT).contains("\r\ncontent-length: " + body.length() + "\r\n"), head);
        assertTrue(head.endsWith("\r\n\r\n"), head);
    }

    @Test
    void asksTheBrowserToRefreshIfTheQueryDoes() throws IOException {
        start(AdminServerIT::sample);

        String page = raw("GET /server-status?refresh=7 HTTP/1.1");

        assertTrue(page.contains("\r\nRefresh: 7\r\n") && page.contains("\r\nContent-Type: text/html"), page);
        assertFalse(raw("GET /server-status HTTP/1.1").contains("Refresh"));
    }

    @Test
    void forbidsThePageToRunOrFetchAnything() throws IOException {
        start(AdminServerIT::sample);

        assertTrue(raw("GET /server-status HTTP/1.1")
                .contains("\r\nContent-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n"));
    }

    @Nested
    class WhenItIsProbed {
        @Test
        void tellsThatTheServerIsReady() throws IOException {
            start(AdminServerIT::sample);

            assertTrue(raw("GET /readyz HTTP/1.1").startsWith("HTTP/1.1 200 "));
            assertTrue(raw("GET /readyz HTTP/1.1").endsWith("\r\n\r\nready: 2 of 3 children accept\n"));
            assertTrue(raw("HEAD /readyz HTTP/1.1").endsWith("\r\n\r\n"));
        }

        @Test
        void tellsThatTheServerIsAliveButNotReady() throws IOException {
            start(
                    AdminServerIT::sample,
                    () -> CompletableFuture.completedFuture(new Readiness(false, "the server stops")));

            String ready = raw("GET /readyz HTTP/1.1");
            assertTrue(ready.startsWith("HTTP/1.1 503 ") && ready.endsWith("not ready: the server stops\n"), ready);
            String live = raw("GET /livez HTTP/1.1");
            assertTrue(live.startsWith("HTTP/1.1 200 ") && live.endsWith("\r\n\r\nalive\n"), live);
        }

        @Test
        void isNeitherAliveNorReadyIfTheLoopDoesNotAnswer() throws IOException {
            start(AdminServerIT::sample, CompletableFuture::new);

            String live = raw("GET /livez HTTP/1.1");
            assertTrue(live.startsWith("HTTP/1.1 503 ") && live.contains("did not answer within 900 ms"), live);
            assertTrue(raw("GET /readyz HTTP/1.1").startsWith("HTTP/1.1 503 "));
        }

        @Test
        void canOnlyBeRead() throws IOException {
            start(AdminServerIT::sample);

            assertTrue(raw("POST /livez HTTP/1.1").startsWith("HTTP/1.1 405 "));
        }
    }

    @Test
    void refusesOtherPathsAndOtherMethods() throws IOException {
        start(AdminServerIT::sample);
        assertTrue(raw("GET / HTTP/1.1").startsWith("HTTP/1.1 404 "));
        assertTrue(raw("GET /server-status/ HTTP/1.1").startsWith("HTTP/1.1 404 "));
        String post = raw("POST /server-status HTTP/1.1");
        assertTrue(post.startsWith("HTTP/1.1 405 ") && post.contains("Allow: GET, HEAD"), post);
    }

    @Test
    void letsOnlyItsOwnUserConnect() throws IOException {
        start(AdminServerIT::sample);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())));
    }

    @Test
    void servesOnAdminListenToo() throws IOException {
        int port = freePort();
        opened.add(AdminServer.start(
                paths(),
                List.of(new ListenAddress("127.0.0.1", port)),
                AdminServerIT::sample,
                AdminServerIT::ready,
                AdminServerIT::restarts));
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
            connection.getOutputStream().write(request("GET /server-status HTTP/1.1"));
            assertTrue(text(connection.getInputStream()).startsWith("HTTP/1.1 200 "));
        }
    }

    @Test
    void replacesTheSocketOfASupervisorThatWasKilledAndRemovesItsOwn() throws IOException {
        Files.createFile(socket());

        AdminServer server = start(AdminServerIT::sample);
        try (AdminClient client = client()) {
            assertFalse(client.get("/server-status").isEmpty());
        } finally {
            server.close();
        }

        assertFalse(Files.exists(socket()));
    }

    @Nested
    class WhenThereIsNoStatus {
        @Test
        void says503() throws IOException {
            start(() -> CompletableFuture.failedFuture(new IllegalStateException("stopping")));
            try (AdminClient client = client()) {
                IOException failure = assertThrows(IOException.class, () -> client.get("/server-status?json"));

                assertTrue(
                        failure.getMessage().startsWith("the server answered 503: No status now"), failure::toString);
            }
        }

        @Test
        void says503AlsoIfTheSourceThrows() throws IOException {
            start(() -> {
                throw new IllegalStateException("broken");
            });
            assertTrue(raw("GET /server-status HTTP/1.1").startsWith("HTTP/1.1 503 "));
        }
    }

    @Nested
    class WhenItCannotListen {
        @Test
        void namesTheAddressAndLeavesNoSocket() throws IOException {
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                ListenAddress address = new ListenAddress("127.0.0.1", taken.getLocalPort());

                UncheckedIOException failure = assertThrows(
                        UncheckedIOException.class,
                        () -> AdminServer.start(
                                paths(),
                                List.of(address),
                                AdminServerIT::sample,
                                AdminServerIT::ready,
                                AdminServerIT::restarts));

                assertTrue(
                        failure.getMessage().startsWith("Cannot listen on AdminListen " + address), failure::toString);
                assertFalse(Files.exists(socket()));
            }
        }
    }

    @Test
    void tellsOfRestartsOnItsSocketOnly() throws IOException {
        int port = freePort();
        AdminServer server = start(AdminServerIT::sample);
        server.listenAlsoOn(List.of(new ListenAddress("127.0.0.1", port)));

        try (AdminClient client = client();
                Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertEquals(REPORT, client.restarts());
            connection.getOutputStream().write(request("GET /restarts HTTP/1.1"));
            assertTrue(text(connection.getInputStream()).startsWith("HTTP/1.1 404 "));
        }
    }

    @Test
    void changesItsAddressesAndKeepsTheOthersOpen() throws IOException {
        ListenAddress first = new ListenAddress("127.0.0.1", freePort());
        ListenAddress second = new ListenAddress("127.0.0.1", freePort());
        AdminServer server = start(AdminServerIT::sample);
        server.listenAlsoOn(List.of(first));
        server.listenAlsoOn(List.of(first, second));
        new Socket(first.host(), first.port()).close();

        server.listenOnlyOn(List.of(second));

        new Socket(second.host(), second.port()).close();
        assertThrows(ConnectException.class, () -> new Socket(first.host(), first.port()).close());
    }

    @Test
    void clientTellsThatNobodyListens() {
        try (AdminClient client = client()) {
            assertThrows(ConnectException.class, () -> client.get("/server-status"));
        }
    }

    private static CompletionStage<ServerStatus> sample() {
        return CompletableFuture.completedFuture(SampleStatus.sample());
    }

    private static CompletionStage<Readiness> ready() {
        return CompletableFuture.completedFuture(new Readiness(true, "2 of 3 children accept"));
    }

    private AdminServer start(StatusSource source) {
        return start(source, AdminServerIT::ready);
    }

    private AdminServer start(StatusSource source, ReadinessSource readiness) {
        AdminServer server = AdminServer.start(paths(), List.of(), source, readiness, AdminServerIT::restarts);
        opened.add(server);
        return server;
    }

    private static CompletionStage<RestartReport> restarts() {
        return CompletableFuture.completedFuture(REPORT);
    }

    private AdminClient client() {
        return AdminClient.over(socket());
    }

    private Path socket() {
        return paths().adminSocket();
    }

    private FilePaths paths() {
        return new FilePaths(
                folder, folder, folder.resolve("whippletree.pid"), folder.resolve("error_log"), Path.of(""));
    }

    private String raw(String requestLine) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket()));
            channel.write(ByteBuffer.wrap(request(requestLine)));
            return text(Channels.newInputStream(channel));
        }
    }

    private static byte[] request(String line) {
        return (line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
