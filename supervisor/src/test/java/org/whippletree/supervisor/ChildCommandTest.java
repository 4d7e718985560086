package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChildCommandTest {
    private static ChildCommand onJdk(int feature, String... userOptions) {
        return onJdk(Runtime.Version.parse(String.valueOf(feature)), userOptions);
    }

    private static ChildCommand onJdk(Runtime.Version version, String... userOptions) {
        return new ChildCommand(
                version,
                List.of(Path.of("/opt/a b/lib/one.jar"), Path.of("/opt/a b/lib/two.jar")),
                Optional.empty(),
                List.of(userOptions));
    }

    @Test
    void givesAnOlderJdkNoOptionThatItDoesNotKnow() {
        assertFalse(onJdk(17).options().stream().anyMatch(option -> option.startsWith("--")));
        assertTrue(onJdk(22).options().contains("--enable-native-access=ALL-UNNAMED"));
        assertFalse(onJdk(22).options().contains("--sun-misc-unsafe-memory-access=allow"));
        assertTrue(onJdk(23).options().contains("--sun-misc-unsafe-memory-access=allow"));
    }

    @Test
    void leavesTheProfilesOfAnArchiveAsideWhereThatIsKnownToBePossible() {
        String aside = "-XX:-AOTReplayTraining";

        assertTrue(onJdk(25).options().contains(aside));
        assertFalse(onJdk(24).options().contains(aside));
        assertFalse(onJdk(26).options().contains(aside));
    }

    @Test
    void givesBackWhatMallocKeepsWhereTheJdkCan() {
        assertFalse(trims("17"));
        assertFalse(trims("17.0.8"));
        assertTrue(trims("17.0.15+6"));
        assertFalse(trims("20.0.2"));
        assertFalse(trims("21"));
        assertTrue(trims("21.0.4"));
        assertTrue(trims("25"));
    }

    private static boolean trims(String version) {
        return onJdk(Runtime.Version.parse(version)).options().contains("-XX:TrimNativeHeapInterval=30000");
    }

    @Test
    void usesTheArchiveThatTheJdkKnows() {
        Path file = Path.of("/cache/x");
        assertEquals("-XX:SharedArchiveFile=/cache/x", onJdk(17).useArchive(file));
        assertEquals("-XX:ArchiveClassesAtExit=/cache/x", onJdk(24).makeArchive(file));
        assertEquals("-XX:AOTCache=/cache/x", onJdk(25).useArchive(file));
        assertEquals("-XX:AOTCacheOutput=/cache/x", onJdk(25).makeArchive(file));
    }

    @Test
    void letsTheUsersOptionsWin() {
        List<String> options = onJdk(17, "-Xmx1g").options();

        assertEquals("-Xmx1g", options.get(options.size() - 1));
        assertTrue(options.contains("-Xmx128m"));
    }

    @Test
    void namesTheNativeFolderOnlyIfItIsThere() {
        assertFalse(onJdk(17).argumentFile().contains("java.library.path"));
        ChildCommand withNatives = new ChildCommand(
                Runtime.Version.parse("17"), List.of(), Optional.of(Path.of("/opt/lib/native")), List.of());

        assertTrue(withNatives.options().contains("-Djava.library.path=/opt/lib/native"));
    }

    @Test
    void keepsSpacesInPathsTogether() {
        assertTrue(onJdk(17).argumentFile().endsWith("\"-cp\"\n\"/opt/a b/lib/one.jar:/opt/a b/lib/two.jar\"\n"));
    }

    @Test
    void escapesWhatTheLauncherWouldInterpret() {
        String file = onJdk(17, "-Da=say \"hi\"", "-Db=C:\\x", "-Dc=two\nlines").argumentFile();

        assertTrue(file.contains("\n\"-Da=say \\\"hi\\\"\"\n"), file);
        assertTrue(file.contains("\n\"-Db=C:\\\\x\"\n"), file);
        assertTrue(file.contains("\n\"-Dc=two\\nlines\"\n"), file);
    }

    @Test
    void makesAnArchiveThatServesChildrenOfAnySize() {
        assertEquals(
                onJdk(25).archiveFacts(),
                onJdk(
                                25,
                                "-Xmx1g",
                                "-Xms1g",
                                "-Xss512k",
                                "-XX:Tier4CompileThreshold=15000",
                                "-XX:MaxDirectMemorySize=1g",
                                "-XX:MaxHeapFreeRatio=20")
                        .archiveFacts());
        assertEquals(
                onJdk(25).archiveFacts(),
                onJdk(25, "-Dio.netty.leakDetection.level=paranoid").archiveFacts());
        assertNotEquals(onJdk(25).archiveFacts(), onJdk(25, "-XX:+UseG1GC").archiveFacts());
    }
}
