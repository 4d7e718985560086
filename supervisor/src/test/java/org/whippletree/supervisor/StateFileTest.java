package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.process.ProcessFacts;
import org.whippletree.control.ConfigFingerprint;

class StateFileTest {
    private static final int SUPERVISOR_PID = 4711;

    @TempDir
    private Path folder;

    private Path path() {
        return folder.resolve("supervisor.state");
    }

    private static SavedState state(String bootId, String version, String fingerprint, SavedChild... children) {
        return new SavedState(bootId, SUPERVISOR_PID, version, fingerprint, 3, List.of(children));
    }

    private static SavedChild self() {
        return new SavedChild(
                0, 3, OwnProcess.pid(), ProcessStart.ticks(OwnProcess.pid()).orElseThrow(), 1);
    }

    private static SavedChild ended() {
        return new SavedChild(1, 2, Integer.MAX_VALUE, 5, 2);
    }

    @Test
    void givesBackWhatWasWritten() {
        SavedState state = state("boot", "1", "ff", self(), ended());

        new StateFile(path()).write(state);

        assertEquals(Optional.of(state), new StateFile(path()).read());
    }

    @Test
    void isForItsOwnerOnlyAndLeavesNothingBesideIt() throws IOException {
        StateFile file = new StateFile(path());
        file.write(state("boot", "1", "ff"));
        file.write(state("boot", "2", "ff"));

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path())));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(path()), files.toList());
        }
        file.delete();
        assertFalse(Files.exists(path()));
    }

    @Test
    void isWorthNothingIfItIsMissingOrBroken() throws IOException {
        StateFile file = new StateFile(path());
        assertEquals(Optional.empty(), file.read());

        for (String text :
                List.of("", "{}", "[]", "{\"schema\":2}", "{\"schema\":1,\"children\":[{\"slot\":\"x\"}]}")) {
            Files.writeString(path(), text);
            assertEquals(Optional.empty(), file.read(), text);
        }
    }

    @Test
    void doesNotStopASupervisorThatCannotWriteIt() {
        StateFile file = new StateFile(folder.resolve("missing").resolve("supervisor.state"));

        file.write(state("boot", "1", "ff"));

        assertEquals(Optional.empty(), file.read());
    }

    @Test
    void namesTheChildrenThatLive() {
        StateFile file = new StateFile(path());
        file.write(state(ProcessStart.bootId(), "1", "ff", self(), ended()));

        assertEquals(
                List.of(OwnProcess.pid()), Predecessor.find(file).orElseThrow().pids());
    }

    @Test
    void namesNobodyAfterARestartOfTheMachineOrWithoutALivingChild() {
        StateFile file = new StateFile(path());
        file.write(state("another boot", "1", "ff", self()));
        assertEquals(Optional.empty(), Predecessor.find(file));

        file.write(state(ProcessStart.bootId(), "1", "ff", ended()));
        assertEquals(Optional.empty(), Predecessor.find(file));
    }

    @Test
    void letsTheGenerationGoOnUnlessConfigurationOrProgramHaveChanged() {
        ServerConfig config = TestConfigs.server(folder, 2, List.of());
        String fingerprint = ConfigFingerprint.of(config);
        String version = ProcessFacts.version();

        assertEquals(3, new Predecessor(state("b", version, fingerprint), List.of()).generationFor(config));
        assertEquals(4, new Predecessor(state("b", version, "ff"), List.of()).generationFor(config));
        assertEquals(4, new Predecessor(state("b", "0", fingerprint), List.of()).generationFor(config));
    }
}
