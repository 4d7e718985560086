package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLockTest {
    @TempDir
    private Path folder;

    @Test
    void refusesASecondSupervisorAndNamesTheFirst() throws Exception {
        Path file = folder.resolve("supervisor.lock");
        InstanceLock first = InstanceLock.take(file, 4711);

        StartFailure failure = assertThrows(StartFailure.class, () -> InstanceLock.take(file, 4712));

        assertTrue(failure.getMessage().contains("(pid 4711) already running"), failure.getMessage());
        first.close();
    }

    @Test
    void isFreeAgainWhenReleased() throws Exception {
        Path file = folder.resolve("supervisor.lock");
        InstanceLock.take(file, 123_456).close();

        InstanceLock second = InstanceLock.take(file, 7);

        StartFailure failure = assertThrows(StartFailure.class, () -> InstanceLock.take(file, 8));
        assertTrue(failure.getMessage().contains("(pid 7)"), failure.getMessage());
        second.close();
    }
}
