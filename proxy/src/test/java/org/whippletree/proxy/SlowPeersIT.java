package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.ok;
import static org.whippletree.proxy.wire.Http.post;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.ConnectionRules;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Settings;
import org.whippletree.proxy.wire.Wire;

/** Whoever is slow makes the other side wait, and memory stays bounded. */
class SlowPeersIT {
    private static final int SIZE = 50_000_000;
    private static final int PIECE = 1_000_000;
    private static final int ONE_READ = 65_536;

    /** More than may wait here, and no more than both kernels' buffers and that hold together. */
    private static final int ALL = 300_000;

    /** Requests that fill more than one read, and less than the kernel takes at the begin of a connection. */
    private static final int PIPELINED = 1_500;

    private static final int RECEIVE_BUFFER = 212_992;
    private static final int SMALL_BUFFER = 16_384;

    /** What a few reads of 64 KiB, the water mark and the allocator's own chunks may take. */
    private static final long MEMORY_LIMIT = 24L << 20;

    private final Backend backend = Backend.startDeaf();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend, settings -> {
        settings.workers = 1;
        settings.clientTimeout = Duration.ofMillis(800);
        settings.halfCloseTimeout = Duration.ofMillis(800);
        settings.connections = new ConnectionRules(
                Integer.MAX_VALUE, Duration.ZERO, true, Duration.ZERO, Duration.ZERO, false, 8192, RECEIVE_BUFFER);
    });

    private static void inBackground(Runnable sending) {
        Thread sender = new Thread(sending, "sender");
        sender.setDaemon(true);
        sender.start();
    }

    private static void sendPieces(Wire wire) {
        byte[] piece = new byte[PIECE];
        for (int i = 0; i < SIZE / PIECE; i++) {
            wire.send(piece);
        }
    }

    private static long usedMemory() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    private long pendingForClient() {
        return proxy.onLoop(() -> {
            ChannelOutboundBuffer buffer = proxy.lastAcceptedOnLoop().unsafe().outboundBuffer();
            return buffer == null ? 0 : buffer.totalPendingWriteBytes();
        });
    }

    @Test
    void aSlowReaderHoldsNeitherAWorkerNorMemory() {
        long before = usedMemory();
        Wire client = proxy.deafClient().send(get("/large"));
        Wire upstream = backend.accept();
        upstream.startReading();
        upstream.readHead();
        upstream.send(ok("Content-Length: " + SIZE));
        inBackground(() -> sendPieces(upstream));

        proxy.await(() -> pendingForClient() > 0 ? 1 : 0, 1);
        proxy.await(proxy::leased, 0);
        assertEquals(1, proxy.busy());
        int headLength = ok("Content-Length: " + SIZE, "Via: 1.1 proxy.test").length();
        long left = headLength + (long) SIZE;
        while (left > 0) {
            assertTrue(pendingForClient() <= Settings.FLUSH_MAX + (256 << 10), "pending " + pendingForClient());
            assertTrue(usedMemory() - before < MEMORY_LIMIT, "memory " + (usedMemory() - before));
            left -= client.readDirectly((int) Math.min(left, 4 * PIECE));
        }
        proxy.await(proxy::busy, 0);
    }

    @Test
    void anAnswerIsReadNoFasterForTheFinBehindIt() {
        Wire client = proxy.deafClient();
        proxy.await(proxy::clients, 1);
        proxy.lastAccepted().config().setOption(ChannelOption.SO_SNDBUF, SMALL_BUFFER);
        client.send(get("/all"));
        Wire upstream = backend.accept();
        upstream.startReading();
        upstream.readHead();
        upstream.send(ok("Content-Length: " + ALL, "Connection: close"));
        upstream.send(new byte[ALL]);
        upstream.shutdownOutput();
        upstream.awaitFinAtPeer();
        // What the loop makes of the FIN is done when it has looked at its sockets once more.
        proxy.onLoop(() -> true);
        proxy.onLoop(() -> true);

        long pending = pendingForClient();
        assertTrue(pending <= Settings.FLUSH_MAX + ONE_READ, "pending " + pending);
        client.startReading();
        assertEquals(ALL, client.readAnswer().body().length());
        proxy.await(proxy::busy, 0);
    }

    @Test
    void requestsAreReadNoFasterForTheFinBehindThem() {
        Wire client = proxy.client().send(get("/first"));
        Wire upstream = backend.accept();
        upstream.startReading();
        upstream.readHead();
        // They wait for the first request to be answered, the most part of them in the kernel.
        client.send(get("/next").repeat(PIPELINED)).shutdownOutput();
        client.awaitFinAtPeer();
        proxy.onLoop(() -> true);
        proxy.onLoop(() -> true);

        assertTrue(client.unreadByPeer() > ONE_READ / 8, "unread " + client.unreadByPeer());
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
        client.reset();
        proxy.await(proxy::clients, 0);
    }

    @Test
    void aReaderThatTakesNothingIsLeftInTime() {
        Wire client = proxy.deafClient().send(get("/large"));
        Wire upstream = backend.accept();
        upstream.startReading();
        upstream.readHead();
        inBackground(() -> upstream.trySend(ok("Content-Length: " + SIZE) + "x".repeat(SIZE)));

        upstream.awaitEnd();
        proxy.await(proxy::busy, 0);
        client.close();
    }

    @Test
    void aSlowBackendMakesTheUploadWait() {
        long before = usedMemory();
        Wire client = proxy.client().send(post("/large", SIZE));
        inBackground(() -> sendPieces(client));
        Wire upstream = backend.accept();
        proxy.await(() -> proxy.lastAccepted().config().isAutoRead() ? 1 : 0, 0);
        assertEquals(1, proxy.leased());

        int sent = 0;
        int headEnd = 0;
        while (headEnd < 4) {
            // The head's length is its own business; its end is the first empty line.
            int next = upstream.readByte();
            headEnd = next == "\r\n\r\n".charAt(headEnd) ? headEnd + 1 : next == '\r' ? 1 : 0;
        }
        while (sent < SIZE) {
            assertTrue(usedMemory() - before < MEMORY_LIMIT, "memory " + (usedMemory() - before));
            sent += upstream.readDirectly(Math.min(SIZE - sent, 4 * PIECE));
        }
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
    }
}
