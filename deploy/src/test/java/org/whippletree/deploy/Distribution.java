package org.whippletree.deploy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.whippletree.testkit.LeakWatch;

/** The packaged product, run with the JDK of the tests. */
final class Distribution {
    private static final int LIMIT_SECONDS = 120;
    private static final Path FOLDER = Path.of("target", "whippletree").toAbsolutePath();
    private static final Path LAUNCHER = FOLDER.resolve("bin").resolve("whippletree");

    private Distribution() {}

    /** What a command of the product said and returned. */
    record Outcome(int exitCode, String out, String err) {}

    /** Runs a command of the product to its end. */
    static Outcome run(String... arguments) {
        return runThrough(List.of(), arguments);
    }

    /** The same through another program, which runs what follows its own words, as {@code env} does. */
    static Outcome runThrough(List<String> wrapper, String... arguments) {
        try {
            // Files and not pipes: a process left running by the command would keep a pipe open.
            Path out = Files.createTempFile("whippletree", ".out");
            Path err = Files.createTempFile("whippletree", ".err");
            try {
                Process process = command(wrapper, arguments)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError(List.of(arguments) + " still runs after " + LIMIT_SECONDS + " s; it said "
                            + Files.readString(out) + Files.readString(err));
                }
                return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException failure) {
            throw new AssertionError("cannot run " + List.of(arguments), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /** A command of the product, not started yet. */
    static ProcessBuilder command(String... arguments) {
        return command(List.of(), arguments);
    }

    private static ProcessBuilder command(List<String> wrapper, String... arguments) {
        SharedArchives.awaitMade();
        return commandAsItIs(wrapper, arguments);
    }

    /** The same while there may be no class archive. */
    static ProcessBuilder commandAsItIs(List<String> wrapper, String... arguments) {
        if (!Files.isExecutable(LAUNCHER)) {
            throw new AssertionError("there is no " + LAUNCHER + ": mvn package makes it");
        }
        // Whoever runs the tests may ignore SIGHUP, as nohup does, and children would inherit that.
        List<String> line = new ArrayList<>(List.of("env", "--default-signal=HUP"));
        line.addAll(wrapper);
        line.add(LAUNCHER.toString());
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).redirectInput(new File("/dev/null"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // One class archive for all tests of a run, and none in the home of who runs them.
        builder.environment().put("XDG_CACHE_HOME", SharedArchives.CACHE.toString());
        builder.environment().remove("CACHE_DIRECTORY");
        builder.environment().put("WHIPPLETREE_JAVA_OPTS", LeakWatch.JVM_OPTION);
        return builder;
    }
}
