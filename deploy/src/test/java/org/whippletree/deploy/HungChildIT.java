package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A child that does not run any more is found, killed and replaced, while its sibling serves. */
class HungChildIT {
    @Test
    void isReplaced() {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start("hung-child", ServerConf.of(2, 4, backends.urls()))) {
            Status.Child hung = server.status().children().get(0);

            Processes.signal(hung.pid(), "STOP");
            Await.until("the end of " + hung, () -> !Processes.lives(hung.pid()));

            Status after = server.status(
                    "two children that serve",
                    status -> status.children().size() == 2
                            && status.children().stream().allMatch(Status.Child::ready));
            assertFalse(after.pids().contains(hung.pid()));
            assertEquals(1, server.logged(server.supervisor(), "hangs: its event loop has said nothing for 10 s"));
            assertEquals(List.of(), Load.send(server.port(), 2, 20).losses());
        }
    }
}
