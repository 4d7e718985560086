package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each {@code bad/NAME.conf} has its messages beside it, in {@code bad/NAME.expected}. */
class BadFilesTest {
    @TestFactory
    Stream<DynamicTest> tellsEveryMistakeOfEveryFile() throws IOException, URISyntaxException {
        Path folder = Path.of(BadFilesTest.class.getResource("/bad").toURI());
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".conf"))
                    .sorted()
                    .toList();
        }
        assertFalse(files.isEmpty());
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(folder, file)));
    }

    private static void check(Path folder, Path file) throws IOException {
        ConfigRequest request = new ConfigRequest(file.getFileName(), folder, List.of(), List.of(), Set.of());
        Path expected = Path.of(file.toString().replace(".conf", ".expected"));

        LoadedConfig loaded = ConfigLoader.load(request, Map.of(), false);

        assertEquals(
                Files.readString(expected), String.join("\n", loaded.messages()).replace(folder + "/", "") + "\n");
        assertEquals(loaded.problems().stream().noneMatch(Problem::error), loaded.ok());
    }
}
