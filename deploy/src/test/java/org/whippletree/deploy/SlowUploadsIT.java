package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** As many uploads that hardly move as there are workers. */
class SlowUploadsIT {
    private static final int UPLOADS = 64;
    private static final int BODY_BYTES = 2_000;
    private static final long PIECE_EVERY_NANOS = 100_000_000;
    private static final int REQUESTS = 300;
    private static final int PER_SECOND = 100;
    private static final int LONGEST_WAIT_MILLIS = 2_000;

    @Test
    void leaveTheWorkersToOthersAndAreAnsweredWhenTheyAreComplete() {
        try (CountingBackend backend = CountingBackend.start();
                RunningServer server = RunningServer.start("slow-uploads", ServerConf.of(4, 16, backend.urls()));
                SelectorLoop loop = SelectorLoop.start("clients")) {
            WarmUp.of(loop, server);
            List<Upload> uploads = loop.call(() -> Stream.generate(() -> new Upload(loop, server.port()))
                    .limit(UPLOADS)
                    .toList());
            loop.run(() -> uploads.forEach(Upload::begin));
            Await.until("a piece of every upload", () -> uploads.stream().allMatch(upload -> upload.sent() > 2));

            List<SingleClient> fast = PacedLoad.start(
                            loop, server.port(), Requests.gets("fast", 5), PER_SECOND, REQUESTS)
                    .await();

            assertEquals(List.of(), PacedLoad.losses(fast));
            long longest =
                    fast.stream().mapToLong(SingleClient::waitedMillis).max().orElseThrow();
            assertTrue(longest < LONGEST_WAIT_MILLIS, () -> "one waited " + longest + " ms");
            assertTrue(
                    uploads.stream().allMatch(upload -> upload.client.answers() == 0 && upload.client.standing()),
                    "the uploads were in progress all the while");
            loop.run(() -> uploads.forEach(Upload::hurry));
            Await.until("the uploads' answers", () -> uploads.stream().allMatch(upload -> upload.client.settled(1)));
            assertEquals(
                    List.of(),
                    PacedLoad.losses(
                            uploads.stream().map(upload -> upload.client).toList()));
        }
    }

    /** A POST whose body comes a byte at a time, until it is in a hurry. Acts on the loop. */
    private static final class Upload {
        private final SelectorLoop loop;
        private final SingleClient client;
        private final AtomicInteger sent = new AtomicInteger();

        Upload(SelectorLoop loop, int port) {
            this.loop = loop;
            this.client = SingleClient.open(loop, port);
        }

        void begin() {
            String head =
                    "POST /after/0/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + BODY_BYTES + "\r\n\r\n";
            client.ask(new Requests.Request("upload", text(head)));
            loop.after(PIECE_EVERY_NANOS, this::piece);
        }

        private void piece() {
            if (sent.get() < BODY_BYTES) {
                client.link().more(text("x"));
                sent.incrementAndGet();
                loop.after(PIECE_EVERY_NANOS, this::piece);
            }
        }

        void hurry() {
            client.link().more(text("x".repeat(BODY_BYTES - sent.getAndSet(BODY_BYTES))));
        }

        int sent() {
            return sent.get();
        }

        private static ByteBuffer text(String text) {
            return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
