package org.whippletree.proxy.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/http-rules.md names the tests that show each duty: each of them exists. */
class HttpRulesPageTest {
    private static final Path PAGE = Path.of("../docs/http-rules.md");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern SHOWN_BY = Pattern.compile("`(\\w+IT)\\.(\\w+)`");
    private static final Pattern WITH_SECOND_CLIENT = Pattern.compile("@RegisterExtension\\s+final ProxyFixture ");
    private static final Pattern DUTY = Pattern.compile("(?m)^\\| ([0-9]+) \\| .* \\|$");

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new AssertionError(file + " cannot be read", failure);
        }
    }

    private static Map<String, String> suites() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(file -> file.toString().endsWith("IT.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            Function.<Path>identity().andThen(HttpRulesPageTest::read)));
        }
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Map<String, String> suites = suites();
        List<String> missing = SHOWN_BY.matcher(read(PAGE))
                .results()
                .filter(named -> !suites.getOrDefault(named.group(1), "").contains("void " + named.group(2) + "("))
                .map(MatchResult::group)
                .toList();

        assertEquals(List.of(), missing);
    }

    /** The fixture asks for a second client's answer after each test. */
    @Test
    void everySuiteHasASecondClient() throws IOException {
        List<String> without = suites().entrySet().stream()
                .filter(suite -> !WITH_SECOND_CLIENT.matcher(suite.getValue()).find())
                .map(Map.Entry::getKey)
                .toList();

        assertEquals(List.of(), without);
    }

    @Test
    void dutiesAreNumberedInARowAndEachNamesATest() {
        List<MatchResult> duties = DUTY.matcher(read(PAGE)).results().toList();

        assertEquals(
                IntStream.rangeClosed(1, duties.size())
                        .mapToObj(String::valueOf)
                        .toList(),
                duties.stream().map(duty -> duty.group(1)).toList());
        assertTrue(duties.size() >= 65, "there are " + duties.size());
        assertEquals(
                List.of(),
                duties.stream()
                        .map(MatchResult::group)
                        .filter(duty -> !SHOWN_BY.matcher(duty).find())
                        .toList());
    }
}
