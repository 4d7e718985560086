package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** Clients that read slowly hold no worker, and with AcceptCounts Active no place at the gate. */
class SlowReadersIT {
    private static final int READERS = 200;
    private static final int BYTES = 1 << 20;
    private static final int BYTES_PER_SECOND = 8 * 1024;
    private static final int REQUESTS = 900;
    private static final int PER_SECOND = 100;
    private static final int LEFT = 8;
    private static final int LEFT_BYTES = 256 * 1024;
    private static final int LEFT_BYTES_PER_SECOND = 32 * 1024;

    @Test
    void doNotKeepAnyFastRequestFromItsAnswer() {
        try (CountingBackend backend = CountingBackend.start();
                RunningServer server = RunningServer.start(
                        "slow-readers", ServerConf.of(4, 16, backend.urls()).with("AcceptCounts Active"));
                SelectorLoop loop = SelectorLoop.start("clients")) {
            List<SlowReader> readers = loop.call(() -> IntStream.range(0, READERS)
                    .mapToObj(number -> SlowReader.start(loop, server.port(), BYTES, BYTES_PER_SECOND))
                    .toList());
            Await.until(
                    "the first bytes of every slow answer",
                    () -> readers.stream().allMatch(reader -> reader.bytes() > 0 || reader.end() != null));

            List<SingleClient> fast = PacedLoad.start(
                            loop, server.port(), Requests.gets("fast", 0), PER_SECOND, REQUESTS)
                    .await();

            assertEquals(List.of(), PacedLoad.losses(fast));
            assertEquals(
                    List.of(),
                    readers.stream()
                            .map(SlowReader::end)
                            .filter(Objects::nonNull)
                            .toList());
            assertTrue(
                    readers.stream().allMatch(reader -> reader.bytes() > 2 * BYTES_PER_SECOND),
                    "slow readers get what they read");
            loop.run(() -> readers.forEach(SlowReader::close));
        }
    }

    /** Their answers lie in the kernel's buffers: to their child they are idle, and it may leave. */
    @Test
    void getTheirWholeAnswersThoughTheirChildClosesAndLeaves() {
        try (CountingBackend backend = CountingBackend.start();
                RunningServer server = RunningServer.start(
                        "slow-readers-left", ServerConf.of(1, 8, backend.urls()).with("KeepAliveTimeout 1"));
                SelectorLoop loop = SelectorLoop.start("clients")) {
            List<SlowReader> readers = loop.call(() -> IntStream.range(0, LEFT)
                    .mapToObj(number -> SlowReader.start(loop, server.port(), LEFT_BYTES, LEFT_BYTES_PER_SECOND))
                    .toList());
            Await.until(
                    "the first bytes of every slow answer",
                    () -> readers.stream().allMatch(reader -> reader.bytes() > 0 || reader.end() != null));
            assertEquals(0, server.whippletree("-k", "graceful").exitCode());
            Await.until(
                    "the end of every slow answer", () -> readers.stream().allMatch(reader -> reader.end() != null));

            for (SlowReader reader : readers) {
                assertTrue(reader.end().startsWith("closed after"), reader.end());
                assertTrue(reader.bytes() > LEFT_BYTES, reader.end());
            }
        }
    }
}
