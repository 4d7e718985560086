package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;
import static org.whippletree.proxy.wire.Http.post;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.proxy.wire.ImpatientBackend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** A backend that closes idle connections just when they would be used again (RFC 9112, 9.5). */
class StaleConnectionsIT {
    private static final int CLIENTS = 40;
    private static final Duration RUN = Duration.ofSeconds(20);

    private final ImpatientBackend backend = new ImpatientBackend(Duration.ofSeconds(1));

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.toPort(backend.port(), settings -> settings.queueSize = CLIENTS);

    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);

    @AfterEach
    void end() {
        threads.shutdownNow();
        pace.shutdownNow();
        backend.close();
    }

    @Test
    void costNoRequestAndDoubleNone() throws ExecutionException, InterruptedException {
        long endNanos = System.nanoTime() + RUN.toNanos();
        List<Future<Integer>> runs = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            Wire client = proxy.client();
            runs.add(threads.submit(() -> ask(client, number, endNanos)));
        }
        int answered = 0;
        for (Future<Integer> run : runs) {
            answered += run.get();
        }

        assertEquals(Set.of(), backend.doubles());
        assertEquals(answered, backend.requests());
    }

    /** About every second a GET, PUT or POST, for ever another one; a failure ends the run. */
    private int ask(Wire client, int number, long endNanos) throws ExecutionException, InterruptedException {
        Random random = new Random(number);
        int count = 0;
        while (System.nanoTime() < endNanos) {
            String path = "/" + number + "/" + count;
            String put = head("PUT " + path + " HTTP/1.1", "Host: h", "Content-Length: 5");
            client.send(
                    switch (random.nextInt(3)) {
                        case 0 -> get(path);
                        case 1 -> put + "hello";
                        default -> post(path, 5) + "hello";
                    });
            assertEquals(path, client.readAnswer().body());
            count++;
            pace.schedule(() -> {}, 900 + random.nextInt(200), TimeUnit.MILLISECONDS)
                    .get();
        }
        return count;
    }
}
