package org.whippletree.supervisor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.whippletree.config.ChildOwner;

/**
 * The user that children run as when root starts the server ({@code User}, {@code Group}): known to the kernel by its numbers.
 * setpriv(1) of util-linux changes to it and then becomes the child, so that the pid stays.
 *
 * @param uid of the user
 * @param gid of the group
 * @param listed whether the system's tables know the user, and so its further groups
 */
record ChildUser(int uid, int gid, boolean listed) {
    private static final List<Path> SETPRIV = List.of(Path.of("/usr/bin/setpriv"), Path.of("/bin/setpriv"));
    private static final int NUMBERS_FIELD = 2;
    private static final int WAIT_SECONDS = 10;

    /** Asks the system's tables (getent(1), so LDAP and the like too). */
    static ChildUser of(ChildOwner owner) throws StartFailure {
        Optional<String[]> user = entry("passwd", owner.user());
        int uid = user.map(fields -> Integer.parseInt(fields[NUMBERS_FIELD]))
                .or(() -> number(owner.user()))
                .orElseThrow(() -> new StartFailure("AH00543: bad user name " + owner.user()
                        + ": there is none on this machine; make it, or change User"));
        Optional<Integer> gid = owner.group().isEmpty()
                ? user.map(fields -> Integer.parseInt(fields[NUMBERS_FIELD + 1]))
                : entry("group", owner.group())
                        .map(fields -> Integer.parseInt(fields[NUMBERS_FIELD]))
                        .or(() -> number(owner.group()));
        return new ChildUser(
                uid,
                gid.orElseThrow(() -> new StartFailure("AH00544: bad group name '" + owner.group() + "': User "
                        + owner.user() + " has none of its own, name one with Group")),
                user.isPresent());
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    /** The fields of a line of a table. */
    private static Optional<String[]> entry(String table, String key) throws StartFailure {
        Outcome outcome = run(List.of("getent", table, key));
        return outcome.code() == 0 ? Optional.of(outcome.text().strip().split(":", -1)) : Optional.empty();
    }

    /** What stands before the command line of a child. */
    List<String> prefix() throws StartFailure {
        Path setpriv = SETPRIV.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new StartFailure("children cannot run as the User of the configuration: there is no"
                        + " setpriv here; install util-linux, or remove User and start the server as that user"));
        return List.of(
                setpriv.toString(),
                "--reuid=" + uid,
                "--regid=" + gid,
                listed ? "--init-groups" : "--clear-groups",
                "--no-new-privs");
    }

    /** Lets a child pass through a folder of root's, which stays closed to others. */
    void openFolder(Path folder) throws StartFailure {
        try {
            Files.setAttribute(folder, "unix:gid", gid);
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            Files.setPosixFilePermissions(folder, permissions);
        } catch (IOException e) {
            throw new StartFailure(
                    "could not give " + folder + " to group " + gid + " (" + e
                            + "): change its group, or DefaultRuntimeDir",
                    e);
        }
    }

    /** Makes a file the user's own: a socket's owner may connect, and nobody else. */
    void give(Path file) throws IOException {
        Files.setAttribute(file, "unix:uid", uid);
    }

    /** Tries whether a child could start: whether the change of user works, and whether it can read what it needs. */
    void tryOut(Stream<Path> readable) throws StartFailure {
        List<String> line = new ArrayList<>(prefix());
        line.addAll(List.of("/bin/sh", "-c", "for f; do test -r \"$f\" || { echo \"$f\"; exit 1; }; done", "sh"));
        readable.map(Path::toString).forEach(line::add);
        Outcome outcome = run(line);
        if (outcome.code() != 0) {
            throw new StartFailure("children cannot run as user " + uid + ", group " + gid + ": "
                    + (outcome.code() == 1 && outcome.text().startsWith("/")
                            ? "they could not read " + outcome.text().strip()
                                    + "; let them pass through every folder above it, and read it"
                            : outcome.text().strip() + "; give the server the right to change users, or remove User and"
                                    + " start it as that user"));
        }
    }

    private record Outcome(int code, String text) {}

    private static Outcome run(List<String> line) throws StartFailure {
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new StartFailure(line.get(0) + " does not end: the system's tables of users do not answer");
            }
            return new Outcome(process.exitValue(), text);
        } catch (IOException e) {
            throw new StartFailure("could not run " + line.get(0) + " (" + e.getMessage() + "): install it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while the User of the configuration was looked up", e);
        }
    }
}
