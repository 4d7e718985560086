package org.whippletree.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cache folder of class archives: this user's or root's, closed to others, since what lies in it becomes code.
 *
 * @param folder exists and can be trusted
 */
record ArchiveFolder(Path folder) {
    private static final System.Logger LOG = System.getLogger(ArchiveFolder.class.getName());
    private static final String CHILDREN = "children-";
    private static final int ROOT = 0;
    private static final int WRITABLE_FOR_OTHERS = 022;
    /** Whatever is unfinished for longer will never be finished: the supervisor that it was for was killed. */
    private static final long LONGEST_TRAINING_MILLIS = 300_000;
    /** Archives kept: a few JDKs and versions of the product may take turns. */
    static final int KEPT = 4;

    /** systemd's cache folder, else the user's, else one in the runtime folder. */
    static Path choose(Map<String, String> environment, Path runtimeDir) {
        // systemd may name several, separated by colons; the first is the unit's own.
        Optional<Path> service = absolute(environment.get("CACHE_DIRECTORY")).map(ArchiveFolder::firstOf);
        Optional<Path> user = absolute(environment.get("XDG_CACHE_HOME"));
        Optional<Path> home = absolute(environment.get("HOME"))
                .filter(folder -> Files.isDirectory(folder) && Files.isWritable(folder))
                .map(folder -> folder.resolve(".cache"));
        return service.or(() -> user.or(() -> home).map(cache -> cache.resolve("whippletree")))
                .orElseGet(() -> runtimeDir.resolve("cache"));
    }

    private static Optional<Path> absolute(String value) {
        return Optional.ofNullable(value).filter(text -> text.startsWith("/")).map(Path::of);
    }

    private static Path firstOf(Path folders) {
        return Path.of(folders.toString().split(":")[0]);
    }

    /**
     * Makes the folder if it is missing.
     *
     * @throws IOException if it cannot be used or trusted; the message says why
     */
    static ArchiveFolder open(Path folder, int uid) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.getParent());
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!trusted(folder, uid)) {
            throw new IOException(folder + " belongs to or is writable for another user");
        }
        return new ArchiveFolder(folder);
    }

    /** Whether nobody could have put something there but this user and root. */
    private static boolean trusted(Path path, int uid) throws IOException {
        return trusted(
                (Integer) Files.getAttribute(path, "unix:uid"), (Integer) Files.getAttribute(path, "unix:mode"), uid);
    }

    static boolean trusted(int owner, int mode, int uid) {
        return (owner == uid || owner == ROOT) && (mode & WRITABLE_FOR_OTHERS) == 0;
    }

    /** Whether an archive can be made here: not in an image that is read only. */
    boolean writable() {
        return Files.isWritable(folder);
    }

    /** The archive of a command. Reads every jar. */
    Path file(ChildCommand command) throws IOException {
        List<String> facts = new ArrayList<>(ArchiveName.ofThisJvm());
        facts.addAll(command.archiveFacts());
        return file(ArchiveName.of(facts, command.classPath()), command.archiveSuffix());
    }

    Path file(String hash, String suffix) {
        return folder.resolve(CHILDREN + hash + suffix);
    }

    /** Whether the archive is there and can be trusted. */
    static boolean usable(Path archive, int uid) throws IOException {
        return Files.isRegularFile(archive, LinkOption.NOFOLLOW_LINKS)
                && Files.size(archive) > 0
                && trusted(archive, uid);
    }

    /** Where it may write: marks an archive as used lately, and deletes those of its kind that were not, and unfinished ones. */
    void keep(Path archive) throws IOException {
        if (!writable()) {
            return;
        }
        Files.setLastModifiedTime(archive, FileTime.from(Instant.now()));
        List<Path> newestFirst = filesLike(kind(archive) + ".*\\.(jsa|aot)");
        for (Path old : newestFirst.subList(Math.min(KEPT, newestFirst.size()), newestFirst.size())) {
            Files.deleteIfExists(old);
        }
        discardUnfinished(archive);
    }

    /** Deletes what trainings for archives of this kind have left that nobody will finish. */
    void discardUnfinished(Path archive) throws IOException {
        long now = System.currentTimeMillis();
        for (Path unfinished : filesLike(kind(archive) + ".*\\.tmp(\\..*)?")) {
            if (now - lastUsed(unfinished).toMillis() > LONGEST_TRAINING_MILLIS) {
                Files.deleteIfExists(unfinished);
            }
        }
    }

    private static String kind(Path archive) {
        return archive.getFileName().toString().replaceFirst("-.*", "-");
    }

    private List<Path> filesLike(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(pattern))
                    .sorted(Comparator.comparing(ArchiveFolder::lastUsed).reversed())
                    .toList();
        }
    }

    private static FileTime lastUsed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "deleted by another supervisor", e);
            return FileTime.fromMillis(0);
        }
    }
}
