package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class HarmlessDirectivesTest {
    @TempDir
    private Path folder;

    private LoadedConfig load(String... lines) throws IOException {
        Files.writeString(folder.resolve("test.conf"), "Listen 80\n" + String.join("\n", lines) + "\n");
        return ConfigLoader.load(new ConfigText(folder).request(Set.of()), Map.of(), true);
    }

    @TestFactory
    Stream<DynamicTest> acceptsEachWithANotice() {
        return HarmlessDirectives.rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    String value = sample(row);
                    String line = row.name().startsWith("<")
                            ? row.name().replace(">", " " + value + ">") + "\n"
                                    + row.name().replace("<", "</")
                            : row.name() + " " + value;

                    LoadedConfig loaded = load("ProxyPass / http://127.0.0.1:9001/", line);

                    assertTrue(loaded.ok());
                    assertEquals(
                            List.of("test.conf:3: notice: accepted, and without effect here: " + row.name()
                                    + " (docs/directives.md says why)"),
                            loaded.messages());
                }));
    }

    private static String sample(HarmlessDirectives.Row row) {
        if (row.oneValue()) {
            return row.accepts();
        }
        return row.needsANumberAboveZero() ? "1" : "one two";
    }

    @Test
    void refusesARatioOfBucketsAsHttpdDoes() throws IOException {
        assertEquals(
                List.of("test.conf:2: ListenCoresBucketsRatio must be > 0"),
                load("ListenCoresBucketsRatio 0").messages());
    }

    @TestFactory
    Stream<DynamicTest> refusesAValueThatWouldChangeSomething() {
        return HarmlessDirectives.rows().stream()
                .filter(HarmlessDirectives.Row::oneValue)
                .map(row -> DynamicTest.dynamicTest(
                        row.name(),
                        () -> assertEquals(
                                List.of("test.conf:2: " + row.name() + " Other is not supported: only " + row.name()
                                        + " " + row.accepts() + " is, because " + row.reason()),
                                load(row.name() + " Other").messages())));
    }

    @Test
    void hasNoRowForWhatItIgnores() {
        assertEquals(
                List.of(),
                HarmlessDirectives.rows().stream()
                        .map(HarmlessDirectives.Row::name)
                        .filter(name -> DirectiveTable.find(name).isPresent())
                        .toList());
    }

    @Test
    void tellsOfAllOfThemInOneNotice() throws IOException {
        assertEquals(
                List.of("test.conf:2: notice: accepted, and without effect here: LoadModule x 2, ServerTokens"
                        + " (docs/directives.md says why)"),
                load("LoadModule a_module a.so", "ServerTokens Prod", "LoadModule b_module b.so")
                        .messages());
    }

    @Test
    void refusesFilesForPathsThatNoBackendIsAskedFor() throws IOException {
        String message = "test.conf:2: DocumentRoot is not supported: no files are served, and some paths are left to"
                + " them; ProxyPass / to a backend, or remove it";

        assertEquals(
                List.of(message),
                load("DocumentRoot /srv", "ProxyPass /a http://127.0.0.1:9001/").messages().stream()
                        .filter(line -> !line.contains("notice"))
                        .toList());
        assertEquals(
                List.of(message),
                load("DocumentRoot /srv", "ProxyPass /a !", "ProxyPass / http://127.0.0.1:9001/").messages().stream()
                        .filter(line -> !line.contains("notice"))
                        .toList());
    }
}
