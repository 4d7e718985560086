package org.whippletree.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The processes of this machine, as {@code /proc} tells of them. */
final class Processes {
    private Processes() {}

    /** The living processes with one of these texts in their command line. */
    static List<ProcessHandle> mentioning(String... texts) {
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .filter(process -> Stream.of(texts).anyMatch(commandLine(process.pid())::contains))
                .toList();
    }

    static String commandLine(long pid) {
        return read(pid, "cmdline");
    }

    static String environment(long pid) {
        return read(pid, "environ");
    }

    /** What the kernel knows of it, a field per line. */
    static String status(long pid) {
        return read(pid, "status");
    }

    /** Its mappings, one per line. */
    static String maps(long pid) {
        return read(pid, "maps");
    }

    /** Empty for a process that has ended. */
    private static String read(long pid, String file) {
        try {
            byte[] text = Files.readAllBytes(Path.of("/proc", String.valueOf(pid), file));
            return new String(text, StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    static boolean lives(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /** Sends a signal by its name, such as STOP. */
    static void signal(long pid, String name) {
        run("send SIG" + name + " to pid " + pid, "kill -s " + name + " " + pid);
    }

    /** Sets how many files a living process may have open. */
    static void limitOpenFiles(long pid, long files) {
        run("limit the files of pid " + pid, "prlimit --pid " + pid + " --nofile=" + files + ":");
    }

    private static void run(String what, String command) {
        try {
            int code =
                    new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor();
            if (code != 0) {
                throw new AssertionError("could not " + what);
            }
        } catch (IOException failure) {
            throw new AssertionError("could not " + what, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
