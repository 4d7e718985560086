package org.whippletree.supervisor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The options of a child's JVM. Pure.
 *
 * @param jdk the version of the JDK: older ones refuse to start on options they do not know
 * @param classPath in the order of the command line
 * @param nativeFolder unpacked native libraries, shared by all processes; without it each JVM unpacks its own
 * @param userOptions options of {@code ChildJavaOptions}: last, so that they win
 */
record ChildCommand(Runtime.Version jdk, List<Path> classPath, Optional<Path> nativeFolder, List<String> userOptions) {
    /** Before it, archives lay at the address they were made for anyway. */
    private static final int FIRST_WITH_MOVED_ARCHIVES = 19;

    private static final int FIRST_WITH_NATIVE_ACCESS = 22;
    private static final int FIRST_WITH_UNSAFE_ACCESS = 23;
    private static final int FIRST_WITH_AOT_CACHE = 25;
    /** Of later ones it is not known whether they take the option that leaves the profiles aside: they would not start if not. */
    private static final int WITH_PROFILES_IN_THE_ARCHIVE = 25;

    /** Since it a JVM can give back what malloc keeps, and older ones since these updates. */
    private static final int FIRST_THAT_TRIMS = 22;

    private static final List<Runtime.Version> FIRST_UPDATES_THAT_TRIM =
            List.of(Runtime.Version.parse("17.0.12"), Runtime.Version.parse("21.0.4"));
    private static final int TRIM_MILLIS = 30_000;

    /** Options that change nothing about the classes in an archive. */
    private static final List<String> OF_NO_CONCERN_TO_THE_ARCHIVE = List.of(
            "-Xms",
            "-Xmx",
            "-Xss",
            "-XX:MaxDirectMemorySize=",
            "-XX:MinHeapFreeRatio=",
            "-XX:MaxHeapFreeRatio=",
            "-XX:+HeapDumpOnOutOfMemoryError",
            "-XX:HeapDumpPath=",
            "-XX:ErrorFile=",
            "-XX:TrimNativeHeapInterval=",
            "-XX:Tier4",
            "-Dio.netty.leakDetection",
            ChildTuning.KEPT_BUFFERS);

    ChildCommand {
        classPath = List.copyOf(classPath);
        userOptions = List.copyOf(userOptions);
    }

    /** Every option but the class path and the archive. */
    List<String> options() {
        List<String> options = new ArrayList<>(List.of(
                // The heap holds objects of exchanges and the scoreboard's client; bodies live in direct memory.
                "-Xms32m",
                "-Xmx128m",
                "-XX:MaxDirectMemorySize=128m",
                // One event loop does the work: a parallel collector would cost threads and memory per child.
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                // Three times HotSpot's own: what only a start needs is not worth the long compilation.
                "-XX:Tier4InvocationThreshold=15000",
                "-XX:Tier4MinInvocationThreshold=2000",
                "-XX:Tier4CompileThreshold=45000",
                "-XX:Tier4BackEdgeThreshold=120000",
                "-Xlog:disable",
                "-Xlog:all=error:stderr"));
        nativeFolder.ifPresent(folder -> options.add("-Djava.library.path=" + folder));
        options.addAll(List.of(
                "-Dvertx.disableFileCPResolving=true",
                "-Dvertx.disableFileCaching=true",
                // With a common pool of one, Hazelcast starts a thread for each answer that it gets.
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
                "-Dvertx.disableMetrics=true",
                "-Dvertx.disableWebsockets=true",
                // Code made for each constructor that the configuration is read with, and events for JFR: a fifth of a
                // start.
                "-Djdk.reflect.useNativeAccessorOnly=true",
                "-Dio.netty.jfr.enabled=false",
                "-Dio.netty.allocator.numHeapArenas=1",
                "-Dio.netty.allocator.numDirectArenas=2"));
        if (trimsNativeHeap()) {
            // The long compilation leaves 20 MiB with malloc that are not needed again.
            options.add("-XX:TrimNativeHeapInterval=" + TRIM_MILLIS);
        }
        if (jdk.feature() >= FIRST_WITH_MOVED_ARCHIVES) {
            // An archive that is moved has each of its pages written to: no child could share them with another.
            options.add("-XX:+UnlockDiagnosticVMOptions");
            options.add("-XX:ArchiveRelocationMode=0");
        }
        if (jdk.feature() == WITH_PROFILES_IN_THE_ARCHIVE) {
            // Compiled by what the training did, a child is compiled anew for real clients, some archives much worse
            // than others.
            options.add("-XX:-AOTReplayTraining");
        }
        if (jdk.feature() >= FIRST_WITH_NATIVE_ACCESS) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        if (jdk.feature() >= FIRST_WITH_UNSAFE_ACCESS) {
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        options.addAll(userOptions);
        return options;
    }

    private boolean trimsNativeHeap() {
        return jdk.feature() >= FIRST_THAT_TRIMS
                || FIRST_UPDATES_THAT_TRIM.stream()
                        .anyMatch(first -> jdk.feature() == first.feature() && jdk.compareToIgnoreOptional(first) >= 0);
    }

    /** What of the options an archive depends on: it serves children of any size. */
    List<String> archiveFacts() {
        return options().stream()
                .filter(option -> OF_NO_CONCERN_TO_THE_ARCHIVE.stream().noneMatch(option::startsWith))
                .toList();
    }

    /** The content of the argument file that all children of a generation share. */
    String argumentFile() {
        List<String> arguments = new ArrayList<>(options());
        arguments.add("-cp");
        arguments.add(classPath.stream().map(Path::toString).collect(Collectors.joining(":")));
        return arguments.stream().map(ChildCommand::quoted).collect(Collectors.joining("\n", "", "\n"));
    }

    /** As the java launcher reads an argument file: quoted, with backslash escapes. */
    private static String quoted(String argument) {
        String escaped = argument.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("\f", "\\f");
        return '"' + escaped + '"';
    }

    boolean hasAotCache() {
        return jdk.feature() >= FIRST_WITH_AOT_CACHE;
    }

    String archiveSuffix() {
        return hasAotCache() ? ".aot" : ".jsa";
    }

    /** The option that starts a JVM from an archive. */
    String useArchive(Path archive) {
        return (hasAotCache() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive;
    }

    /** The option that makes a JVM write an archive when it ends. */
    String makeArchive(Path archive) {
        return (hasAotCache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive;
    }
}
