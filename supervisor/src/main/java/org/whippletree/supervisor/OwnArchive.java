package org.whippletree.supervisor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The archive of parsed classes that this program's own JVM starts from: {@code bin/whippletree} names it, and uses it once it is
 * there. Made by a server of one child in a scratch folder, which ends as soon as it has a scoreboard.
 *
 * @param file where it is or will be
 */
record OwnArchive(Path file) {
    /** The system property that {@code bin/whippletree} sets to the file. */
    static final String PROPERTY = "whippletree.archive";

    private static final System.Logger LOG = System.getLogger(OwnArchive.class.getName());
    private static final String TRAINING_MAIN = "org.whippletree.supervisor.command.TrainingRun";
    /** What says which archive this very JVM uses. */
    private static final List<String> OF_THIS_JVM_ONLY =
            List.of("-XX:SharedArchiveFile=", "-agentlib:", "-D" + PROPERTY);

    /** Empty if this process was not started by {@code bin/whippletree}, or there is no cache folder. */
    static Optional<OwnArchive> ofThisProcess() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of).map(OwnArchive::new);
    }

    /**
     * Makes it unless it is there or cannot be made, and then only says so; waits for its making.
     *
     * @param awaited whether somebody waits for it, otherwise it is done at low priority
     */
    boolean makeIfMissing(int uid, Path log, boolean awaited) {
        try {
            ArchiveFolder folder = ArchiveFolder.open(file.getParent(), uid);
            if (!ArchiveFolder.usable(file, uid) && folder.writable()) {
                folder.discardUnfinished(file);
                new ArchiveTraining(OwnArchive::trainingLine, log, awaited).make(file);
            }
            if (ArchiveFolder.usable(file, uid)) {
                folder.keep(file);
                return true;
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "no class archive for the supervisor (" + e + ")");
        }
        return false;
    }

    private static List<String> trainingLine(Path output) {
        return JavaCommand.of(List.of("-XX:ArchiveClassesAtExit=" + output), OF_THIS_JVM_ONLY, TRAINING_MAIN);
    }
}
