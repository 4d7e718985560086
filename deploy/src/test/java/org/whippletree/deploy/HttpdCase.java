package org.whippletree.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A configuration of httpd in a folder {@code httpd/NN-name}, with names such as {@code @PORT@} for what a run decides. */
record HttpdCase(Path folder) {
    static final Path MODULES = Path.of("/usr/lib/apache2/modules");

    /** Not the copy of the build, in which what was deleted stays. */
    private static final Path FOLDER =
            Path.of("src", "test", "resources", "httpd").toAbsolutePath();

    static List<HttpdCase> all() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.sorted().map(HttpdCase::new).toList();
        } catch (IOException failure) {
            throw new AssertionError("cannot list the configurations", failure);
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    /** Whether answers go through filters. */
    boolean filtered() throws IOException {
        return Files.readString(folder.resolve("httpd.conf")).contains("OutputFilter");
    }

    /** Whether every directive of it is supported. */
    boolean supported() {
        return !Files.exists(folder.resolve("expected"));
    }

    /** What a check of it says, but for the notice; nothing if it is supported. */
    List<String> expectedErrors() throws IOException {
        return supported() ? List.of() : Files.readAllLines(folder.resolve("expected"));
    }

    /** What to ask, one request on each line. */
    List<HttpdRequest> requests(Map<String, String> names) throws IOException {
        return replaced(Files.readString(folder.resolve("requests")), names)
                .lines()
                .map(HttpdRequest::parse)
                .toList();
    }

    /** Copies all files of it but the main one, which is the result. */
    String copyTo(Path target, Map<String, String> names) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(folder.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, replaced(Files.readString(file), names));
            }
        }
        return Files.readString(target.resolve("httpd.conf"));
    }

    private static String replaced(String text, Map<String, String> names) {
        String replaced = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            replaced = replaced.replace("@" + name.getKey() + "@", name.getValue());
        }
        return replaced;
    }
}
