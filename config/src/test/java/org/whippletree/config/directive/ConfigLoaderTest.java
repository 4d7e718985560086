package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
    @TempDir
    Path folder;

    private LoadedConfig load(Path file, List<String> before, List<String> after, Set<String> defines) {
        return ConfigLoader.load(new ConfigRequest(file, folder, before, after, defines), Map.of(), false);
    }

    private LoadedConfig load(Path file) {
        return load(file, List.of(), List.of(), Set.of());
    }

    @Test
    void readsTheDirectivesOfTheCommandLineBeforeAndAfterTheFile() throws IOException {
        Files.writeString(folder.resolve("x.conf"), "Listen 8080\nStartServers 4\nListenBacklog 10\n");

        LoadedConfig loaded = load(
                Path.of("x.conf"), List.of("ListenBacklog 9", "StartServers 9"), List.of("StartServers 5"), Set.of());

        assertTrue(loaded.ok());
        assertEquals(10, loaded.config().orElseThrow().listenOptions().backlog());
        assertEquals(5, loaded.config().orElseThrow().processes().startServers());
    }

    @Test
    void namesTheDirectiveOfTheCommandLineAndSortsByTheOrderOfReading() throws IOException {
        Files.writeString(folder.resolve("x.conf"), "KeepAlive maybe\nFoo\n");

        LoadedConfig loaded = load(Path.of("x.conf"), List.of("Listen 80", "Bar"), List.of("Qux"), Set.of());

        assertFalse(loaded.ok());
        assertEquals(
                List.of("-C directive:2", "x.conf:1", "x.conf:2", "-c directive:1"),
                loaded.problems().stream()
                        .map(problem -> problem.where().toString())
                        .toList());
    }

    @Test
    void replacesDefines() throws IOException {
        Files.writeString(folder.resolve("x.conf"), "Listen ${PORT}\n");

        LoadedConfig loaded = load(Path.of("x.conf"), List.of(), List.of(), Set.of("PORT=8085"));

        assertEquals(8085, loaded.config().orElseThrow().listeners().get(0).port());
    }

    @Test
    void printsAFileAsTheUserGaveIt() throws IOException {
        Path file = Files.writeString(folder.resolve("x.conf"), "Foo\n");

        assertTrue(load(file).messages().get(0).startsWith(file + ":1: "));
        assertTrue(load(Path.of("x.conf")).messages().get(0).startsWith("x.conf:1: "));
    }

    @Test
    void saysWhatToDoAboutAMissingFile() {
        assertEquals(
                List.of("no.conf: there is no such file: name the configuration with -f FILE"),
                load(Path.of("no.conf")).messages());
    }

    @Test
    void saysWhatToDoAboutAFolder() throws IOException {
        Files.createDirectory(folder.resolve("x.conf"));

        assertEquals(
                List.of("x.conf: is a folder: name the configuration with -f FILE"),
                load(Path.of("x.conf")).messages());
    }

    @Test
    void saysWhatToDoAboutAFileThatMayNotBeRead() throws IOException {
        Path file = Files.writeString(folder.resolve("x.conf"), "Listen 80\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "root reads everything");

        assertEquals(
                List.of(
                        "x.conf: may not be read by this user: change its permissions, or name the configuration with -f FILE"),
                load(Path.of("x.conf")).messages());
    }

    @Test
    void refusesAFileThatIsTooLargeToBeOne() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("x.conf").toFile(), "rw")) {
            file.setLength(16 * 1024 * 1024 + 1);
        }

        assertEquals(
                List.of(
                        "x.conf: cannot be a configuration: it has more than 16 MiB; name the configuration with -f FILE"),
                load(Path.of("x.conf")).messages());
    }

    @Test
    void survivesArbitraryBytes() throws IOException {
        byte[] bytes = new byte[4096];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + i / 256);
        }
        Files.write(folder.resolve("x.conf"), bytes);

        assertFalse(load(Path.of("x.conf")).ok());
    }

    @Test
    void refusesAPathWithANulCharacter() throws IOException {
        Files.writeString(folder.resolve("x.conf"), "Listen 80\nPidFile a\0b\n");

        assertEquals(
                List.of("x.conf:2: Invalid file path 'a\\0b' for PidFile"),
                load(Path.of("x.conf")).messages());
    }
}
