package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whippletree.config.ChildOwner;

class ChildUserTest {
    private static final int UID = 54_321;
    private static final int GID = 54_322;
    private static final ChildUser USER = new ChildUser(UID, GID, false);

    @TempDir
    private Path folder;

    @Test
    void knowsAUserAndItsGroupByName() throws StartFailure {
        ChildUser root = ChildUser.of(new ChildOwner("root", ""));

        assertEquals(new ChildUser(0, 0, true), root);
        assertEquals("--init-groups", root.prefix().get(3));
    }

    @Test
    void takesNumbersThatNoTableHas() throws StartFailure {
        assertEquals(USER, ChildUser.of(new ChildOwner("54321", "54322")));
        assertEquals(
                List.of("--reuid=54321", "--regid=54322", "--clear-groups", "--no-new-privs"),
                USER.prefix().subList(1, 5));
    }

    @Test
    void saysWhichNameIsUnknown() {
        StartFailure user = assertThrows(StartFailure.class, () -> ChildUser.of(new ChildOwner("no.such.user", "")));
        assertTrue(user.getMessage().startsWith("AH00543: bad user name no.such.user"), user.getMessage());

        StartFailure group = assertThrows(StartFailure.class, () -> ChildUser.of(new ChildOwner("54321", "")));
        assertTrue(group.getMessage().startsWith("AH00544: bad group name"), group.getMessage());
    }

    @Test
    void letsTheGroupThroughAFolderThatStaysClosedToOthers() throws Exception {
        assumeTrue(OwnProcess.uid() == 0, "only root gives files away");
        Path closed = Files.createDirectory(
                folder.resolve("run"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        USER.openFolder(closed);

        assertEquals(GID, Files.getAttribute(closed, "unix:gid"));
        assertEquals("rwx--x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(closed)));
    }

    @Test
    void findsOutWhatAChildCouldNotRead() throws Exception {
        assumeTrue(OwnProcess.uid() == 0, "only root changes users");
        Path open = Files.createTempFile("whippletree", "");
        try {
            StartFailure failure = assertThrows(StartFailure.class, () -> USER.tryOut(Stream.of(Path.of("/"), open)));
            assertTrue(failure.getMessage().contains("they could not read " + open), failure.getMessage());

            USER.give(open);
            USER.tryOut(Stream.of(Path.of("/"), open));
        } finally {
            Files.delete(open);
        }
    }

    @Test
    void isChosenForRootOnly() throws Exception {
        assertEquals(Optional.empty(), ChildUsers.choose(TestConfigs.server(folder, 1, List.of()), 1000));
        assertEquals(Optional.empty(), ChildUsers.choose(TestConfigs.server(folder, 1, List.of()), 0));
        assertFalse(ChildUsers.archiveFolder(Optional.of(USER), folder).startsWith("/root"));
        assertEquals(folder.resolve("cache"), ChildUsers.archiveFolder(Optional.of(USER), folder));
    }
}
