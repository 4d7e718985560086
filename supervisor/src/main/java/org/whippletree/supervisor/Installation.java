package org.whippletree.supervisor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where this program's jars are.
 *
 * @param classPath what children run from
 * @param nativeFolder unpacked native libraries, if there are any
 * @param packaged whether the class path is a distribution's {@code lib}: jars only, the same for every start
 */
record Installation(List<Path> classPath, Optional<Path> nativeFolder, boolean packaged) {
    /** The system property that {@code bin/whippletree} sets to the folder of the distribution. */
    static final String HOME_PROPERTY = "whippletree.home";

    Installation {
        classPath = List.copyOf(classPath);
    }

    /** What this process runs from. */
    static Installation ofThisProcess() throws StartFailure {
        return of(Optional.ofNullable(System.getProperty(HOME_PROPERTY)), System.getProperty("java.class.path"));
    }

    /** How to start children from here, with the JDK of this process. */
    ChildCommand childCommand(List<String> userOptions) {
        return new ChildCommand(Runtime.version(), classPath, nativeFolder, userOptions);
    }

    /** The distribution of the home folder, or else the class path of this process. */
    static Installation of(Optional<String> home, String ownClassPath) throws StartFailure {
        if (home.isEmpty()) {
            List<Path> entries = Stream.of(ownClassPath.split(File.pathSeparator))
                    .filter(entry -> !entry.isEmpty())
                    .map(entry -> Path.of(entry).toAbsolutePath())
                    .toList();
            return new Installation(entries, Optional.empty(), false);
        }
        Path lib = Path.of(home.get(), "lib").toAbsolutePath().normalize();
        Optional<Path> nativeFolder = Optional.of(lib.resolve("native")).filter(Files::isDirectory);
        try (Stream<Path> files = Files.list(lib)) {
            List<Path> jars = files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            return new Installation(jars, nativeFolder, true);
        } catch (IOException e) {
            throw new StartFailure(
                    "could not list " + lib + " (" + e + "): " + HOME_PROPERTY + " must name the installation folder",
                    e);
        }
    }
}
