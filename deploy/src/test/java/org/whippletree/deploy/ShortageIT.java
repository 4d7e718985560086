package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** What the machine refuses, the server does without. */
class ShortageIT {
    @Test
    void leavesClientsToSiblingsWhenAChildHasNoDescriptorLeft() throws Exception {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start("no-descriptor", ServerConf.of(2, 8, backends.urls()))) {
            long poor = server.status().children().get(0).pid();
            limitDescriptors(poor, Integer.toString(openDescriptors(poor)));

            List<RawConnection> clients = new ArrayList<>();
            try {
                Await.until("an accept that fails", () -> {
                    RawConnection client = RawConnection.open(server.port());
                    clients.add(client);
                    Answer answer = client.get("/");
                    assertEquals(200, answer.status());
                    assertNotEquals(poor, answer.child());
                    return server.logged(poor, "accept failed") > 0;
                });
            } finally {
                for (RawConnection client : clients) {
                    client.close();
                }
            }

            limitDescriptors(poor, "1024");
            Await.until("answers of the child that was short of descriptors", () -> {
                try (RawConnection client = RawConnection.open(server.port())) {
                    return client.get("/").child() == poor;
                }
            });
        }
    }

    @Test
    void servesOnWhenTheDiskOfTheLogIsFull() throws IOException {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start(
                        "full-disk", ServerConf.of(2, 4, backends.urls()).with("ErrorLog /dev/full"))) {
            Status.Child victim = server.status().children().get(0);
            Processes.signal(victim.pid(), "KILL");

            server.status(
                    "a replacement",
                    status -> status.children().stream()
                                    .filter(child -> child.pid() != victim.pid() && child.ready())
                                    .count()
                            == 2);
            LoadReport report = Load.send(server.port(), 2, 50);
            assertEquals(List.of(), report.losses());
            assertEquals(50, report.total());
        }
    }

    private static int openDescriptors(long pid) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return (int) descriptors.count();
        }
    }

    /** The soft limit alone, which may be raised again. */
    private static void limitDescriptors(long pid, String most) throws Exception {
        Process prlimit = new ProcessBuilder("prlimit", "--pid", Long.toString(pid), "--nofile=" + most + ":")
                .inheritIO()
                .start();
        assertTrue(prlimit.waitFor() == 0, "prlimit of " + pid);
    }
}
