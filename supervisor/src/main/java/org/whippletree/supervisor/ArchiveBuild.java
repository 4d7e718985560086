package org.whippletree.supervisor;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.whippletree.config.FilePaths;
import org.whippletree.config.LogLevel;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.errorlog.ErrorLog;

/**
 * Makes the class archive of a configuration without a server: at the build of an image, for servers that cannot write where it
 * lies.
 */
public final class ArchiveBuild {
    private static final int GENERATION = 0;

    private ArchiveBuild() {}

    /**
     * Returns the archive of the children, made now if it was not there; so is that of the supervisor, where there can be one. Waits
     * for their making.
     *
     * @throws IOException if there can be none; the message says why
     */
    public static Path run(ServerConfig config) throws IOException {
        ErrorLog log = ErrorLog.open(new FileOutputStream(FileDescriptor.err), LogLevel.WARN, "archive");
        try {
            Installation installation = Installation.ofThisProcess();
            if (!installation.packaged()) {
                throw new IOException("only an installed copy has a class archive: call its bin/whippletree");
            }
            ChildCommand command =
                    installation.childCommand(ChildTuning.of(config).allOptions());
            int uid = OwnProcess.uid();
            ArchiveFolder folder = ArchiveFolder.open(
                    ArchiveFolder.choose(System.getenv(), config.paths().runtimeDir()), uid);
            Path archive = folder.file(command);
            if (!ArchiveFolder.usable(archive, uid)) {
                make(config.paths(), command, archive);
            }
            Optional<OwnArchive> own = OwnArchive.ofThisProcess();
            if (own.isPresent()) {
                make(own.get(), uid);
            }
            return archive;
        } catch (StartFailure e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            log.close();
        }
    }

    private static void make(OwnArchive own, int uid) throws IOException {
        Path log = Files.createTempFile("whippletree-archive-", ".log");
        if (!own.makeIfMissing(uid, log, true)) {
            throw new IOException("the supervisor's class archive could not be made; " + log + " may say why");
        }
        Files.delete(log);
    }

    private static void make(FilePaths paths, ChildCommand command, Path archive) throws IOException, StartFailure {
        Path scratch = Files.createTempDirectory("whippletree-archive-");
        FilePaths scratchPaths = new FilePaths(paths.serverRoot(), scratch, scratch, scratch, Path.of(""));
        JvmLauncher launcher = new JvmLauncher(
                scratchPaths, command, ClassArchive.none(), ChildSurroundings.own(), JvmLauncher.CHILD_MAIN);
        launcher.prepare(GENERATION);
        Path log = scratch.resolve("training.log");
        boolean made =
                new ArchiveTraining(output -> launcher.trainingLine(GENERATION, output), log, true).make(archive);
        if (!made) {
            throw new IOException("the class archive could not be made; " + log + " may say why");
        }
        Files.delete(log);
        Files.delete(launcher.argumentFile(GENERATION));
        Files.delete(scratch);
    }
}
