package org.whippletree.supervisor.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whippletree.config.directive.ConfigRequest;
import picocli.CommandLine;

class ConfigOptionsTest {
    @TempDir
    Path root;

    @Test
    void takesTheFileOfTheServerRootUnlessToldAnother() {
        ConfigRequest request = parse("-d", root.toString()).request();

        assertEquals(root.resolve("conf/whippletree.conf"), request.file());
        assertEquals(root, request.serverRoot());
    }

    @Test
    void prefersAFileHereToOneInTheServerRoot() throws IOException {
        Path here = Files.createTempFile(Path.of("target"), "here", ".conf");
        try {
            assertEquals(
                    here.toAbsolutePath(),
                    parse("-d", root.toString(), "-f", here.toString())
                            .request()
                            .file());
            assertEquals(
                    root.resolve("other.conf"),
                    parse("-d", root.toString(), "-f", "other.conf").request().file());
        } finally {
            Files.delete(here);
        }
    }

    @Test
    void meansTheSameWhereverItsArgumentsAreReadAgain() {
        ConfigOptions options =
                parse("-d", root.toString(), "-DONE", "-D", "TWO", "-C", "LogLevel info", "-c", "KeepAlive Off");

        ConfigRequest again =
                parse(options.asArguments().toArray(String[]::new)).request();

        assertEquals(options.request(), again);
        assertEquals(Set.of("ONE", "TWO"), again.defines());
        assertTrue(again.file().isAbsolute());
    }

    @Test
    void addsToWhatTheOuterCommandSays() {
        ConfigRequest merged = parse("-d", root.toString(), "-c", "B 1")
                .within(parse("-d", "/elsewhere", "-f", "a.conf", "-c", "A 1"))
                .request();

        assertEquals(root, merged.serverRoot());
        assertEquals(root.resolve("a.conf"), merged.file());
        assertEquals(List.of("A 1", "B 1"), merged.after());
    }

    private static ConfigOptions parse(String... args) {
        return CommandLine.populateCommand(new ConfigOptions(), args);
    }
}
