package org.whippletree.deploy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Filters compiled against the packaged product and dropped into its {@code lib/ext}, as an operator would. */
final class FilterJar {
    private static final Path HOME = Path.of("target", "whippletree").toAbsolutePath();
    private static final Path SOURCES = Path.of("src", "test", "resources", "filters", "org", "example");

    private FilterJar() {}

    /** Compiles filters of the tests, one class each, and installs them as one jar. */
    static void install(String jar, String... names) {
        try {
            List<Path> sources = new ArrayList<>();
            for (String name : names) {
                sources.add(SOURCES.resolve(name + ".java"));
            }
            install(HOME.resolve("lib").resolve("ext"), jar, sources, Arrays.asList(names));
        } catch (IOException failure) {
            throw new AssertionError("cannot install " + jar, failure);
        }
    }

    /** Installs a filter whose source is this file, named like its class. */
    static void installSources(String jar, Path source) throws IOException {
        String name = source.getFileName().toString().replace(".java", "");
        install(HOME.resolve("lib").resolve("ext"), jar, List.of(source), List.of(name));
    }

    /** The same from any sources into any folder. */
    static void install(Path folder, String jar, List<Path> sources, List<String> names) throws IOException {
        Path classes = Files.createTempDirectory("filters");
        try {
            compile(sources, classes);
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, jar, ".part");
            pack(classes, names, unfinished);
            Files.move(unfinished, folder.resolve(jar), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        String classPath;
        try (Stream<Path> jars = Files.list(HOME.resolve("lib"))) {
            classPath = jars.map(Path::toString)
                    .filter(jar -> jar.contains("whippletree-proxy"))
                    .collect(Collectors.joining(":"));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> arguments = new ArrayList<>(
                List.of("--release", "17", "-Xlint:all", "-Werror", "-cp", classPath, "-d", classes.toString()));
        sources.forEach(source -> arguments.add(source.toString()));
        int code = compiler.run(null, null, null, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new AssertionError("javac " + arguments + " ended with " + code);
        }
    }

    private static void pack(Path classes, List<String> names, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> files = Files.walk(classes)) {
            out.putNextEntry(new JarEntry("META-INF/services/org.whippletree.proxy.filter.FilterProvider"));
            for (String name : names) {
                out.write(("org.example." + name + "\n").getBytes(StandardCharsets.UTF_8));
            }
            for (Path classFile : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(classFile).toString()));
                Files.copy(classFile, out);
            }
        }
    }
}
