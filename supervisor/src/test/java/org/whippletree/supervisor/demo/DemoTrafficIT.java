package org.whippletree.supervisor.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class DemoTrafficIT {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void closeVertx() {
        vertx.close().await();
    }

    @Test
    void countsWhoAnswered() throws InterruptedException {
        SampleBackend backend = SampleBackend.start(vertx, "oak", 1).await();
        DemoTraffic traffic = new DemoTraffic(vertx, backend.port(), 20);

        traffic.start();
        traffic.await();

        assertEquals(new TrafficCounts(20, 0, Map.of("unnamed", 20L), Map.of("oak", 20L)), traffic.counts());
    }

    @Test
    void countsWhatFailed() throws InterruptedException, IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        DemoTraffic traffic = new DemoTraffic(vertx, nobody, 3);

        traffic.start();
        traffic.await();

        assertEquals(new TrafficCounts(0, 3, Map.of(), Map.of()), traffic.counts());
    }
}
