package org.whippletree.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Both ends of a channel in this process, over a real socket in a folder of its own; closed after each test. */
final class TwoEnds implements BeforeEachCallback, AfterEachCallback {
    static final Admission EVERYBODY = (hello, peer) -> Optional.empty();

    private final RecordingServerListener server = new RecordingServerListener();
    private final RecordingClientListener client = new RecordingClientListener();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private Path socket = Path.of("");

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        Path folder = Files.createTempDirectory("control");
        socket = folder.resolve("control.sock");
        opened.push(() -> Files.delete(folder));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    Path socket() {
        return socket;
    }

    /** What the server reports. */
    RecordingServerListener server() {
        return server;
    }

    /** What the client reports. */
    RecordingClientListener client() {
        return client;
    }

    void closeLater(AutoCloseable resource) {
        opened.push(resource);
    }

    ControlServer listen() throws IOException {
        return listen(EVERYBODY);
    }

    ControlServer listen(Admission admission) throws IOException {
        ControlServer listening = ControlServer.listen(socket, admission, server);
        opened.push(listening);
        return listening;
    }

    ControlClient connect(int slot, boolean serving) {
        ControlClient connecting = ControlClient.connect(socket, () -> Samples.hello(slot, serving), client);
        opened.push(connecting);
        return connecting;
    }

    /** A connection of a peer that follows no rules. */
    RawConnection raw() throws IOException {
        RawConnection connection = RawConnection.to(socket);
        opened.push(connection);
        return connection;
    }

    /** A link that both sides have reported. */
    ChildLink link() throws InterruptedException {
        ChildLink link = server.await("connected");
        client.await("connected");
        return link;
    }
}
