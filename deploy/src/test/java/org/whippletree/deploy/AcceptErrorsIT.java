package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** A child that has no descriptor left waits for better times; it takes nothing with it and fills no log. */
class AcceptErrorsIT {
    private static final int CLIENTS = 30;
    private static final int SOME_DESCRIPTORS = 8;
    /** A few of the pauses that follow a failed accept. */
    private static final int SHORTAGE_MILLIS = 3_500;

    @Test
    void pauseAcceptingAreLoggedOnceAndPass() throws IOException {
        try (CountingBackend backend = CountingBackend.start();
                RunningServer server = RunningServer.start("accept-errors", ServerConf.of(1, 16, backend.urls()));
                SelectorLoop loop = SelectorLoop.start("clients")) {
            Requests requests = Requests.gets("after-all", 0);
            long child = server.status().children().get(0).pid();
            SingleClient first = answered(loop, server, requests);

            Processes.limitOpenFiles(child, openFiles(child) + SOME_DESCRIPTORS);
            List<SingleClient> clients = loop.call(() -> Stream.generate(() -> SingleClient.open(loop, server.port()))
                    .limit(CLIENTS)
                    .toList());
            Await.until("the child's word on its failure", () -> server.logged(child, "accept failed") > 0);
            Await.passing(SHORTAGE_MILLIS);
            loop.run(() -> first.ask(requests.next()));
            Await.until("an answer in the middle of it", () -> first.settled(2));
            Processes.limitOpenFiles(child, 4_096);
            loop.run(() -> clients.forEach(client -> client.ask(requests.next())));
            Await.until("every client's answer", () -> clients.stream().allMatch(client -> client.settled(1)));

            assertEquals(List.of(), PacedLoad.losses(clients));
            assertEquals(List.of(), PacedLoad.losses(List.of(first)));
            assertEquals(1, server.logged(child, "accept failed"), server.logText());
            assertEquals(child, server.status().children().get(0).pid());
        }
    }

    /** A client that has been answered: the child has a connection to the backend from now on. */
    private static SingleClient answered(SelectorLoop loop, RunningServer server, Requests requests) {
        SingleClient client = loop.call(() -> SingleClient.asking(loop, server.port(), requests.next()));
        Await.until("an answer", () -> client.settled(1));
        return client;
    }

    private static long openFiles(long pid) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return files.count();
        }
    }
}
