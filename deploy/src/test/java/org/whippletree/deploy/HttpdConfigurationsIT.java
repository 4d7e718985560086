package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Configurations written for httpd are read as they are, and answer as httpd does. */
class HttpdConfigurationsIT {
    /** Goes first: httpd asks for the error page of a POST with its length, but without its body, which the backend waits for. */
    private static final String OF_HALF_A_MINUTE = "14-errors";

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> areReadOrRefusedByNameOfWhatIsNotSupported() {
        return HttpdCase.all().stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> {
                    Path root = Files.createDirectory(folder.resolve(one.name()));
                    one.copyTo(root, names("8080", "8081", "127.0.0.1:9001", "127.0.0.1:9002"));

                    Distribution.Outcome outcome =
                            Distribution.run("-t", "-d", root.toString(), "-f", root + "/httpd.conf");

                    List<String> said =
                            outcome.err().replace(root + "/", "").lines().toList();
                    assertTrue(said.stream().anyMatch(line -> line.contains(": notice: ")), said::toString);
                    List<String> last = one.supported()
                            ? List.of("Syntax OK")
                            : List.of("whippletree: the configuration has errors; nothing was changed");
                    assertEquals(
                            Stream.concat(one.expectedErrors().stream(), last.stream())
                                    .toList(),
                            said.stream()
                                    .filter(line -> !line.contains(": notice: "))
                                    .toList());
                    assertEquals(one.supported() ? 0 : 78, outcome.exitCode());
                }));
    }

    @TestFactory
    Stream<DynamicTest> answerAsHttpdDoes() {
        assumeTrue(Apache.installed(), "apache2 is not installed");
        List<HttpdCase> cases = HttpdCase.all().stream()
                .filter(one -> one.supported() && Files.exists(one.folder().resolve("requests")))
                .sorted(Comparator.comparing(one -> !one.name().equals(OF_HALF_A_MINUTE)))
                .toList();
        // Starting and stopping is partly waiting: three at a time take little more than one.
        ExecutorService some = Executors.newFixedThreadPool(3);
        Map<HttpdCase, Future<?>> comparisons = new LinkedHashMap<>();
        for (HttpdCase one : cases) {
            comparisons.put(one, some.submit(() -> {
                compare(one);
                return one;
            }));
        }
        some.shutdown();
        return cases.stream().map(one -> DynamicTest.dynamicTest(one.name(), () -> await(comparisons.get(one))));
    }

    private static void await(Future<?> comparison) throws InterruptedException {
        try {
            comparison.get();
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause().getMessage(), failure.getCause());
        }
    }

    private void compare(HttpdCase one) throws IOException {
        try (EchoBackend a = EchoBackend.start("a");
                EchoBackend b = EchoBackend.start("b")) {
            List<Integer> ports = freePorts();
            Map<String, String> names =
                    names(String.valueOf(ports.get(0)), String.valueOf(ports.get(1)), a.authority(), b.authority());
            HttpdComparison comparison = new HttpdComparison(one.requests(names), List.of(a, b), one.filtered());
            Path root = Files.createDirectories(folder.resolve("apache").resolve(one.name()));
            one.copyTo(root, names);
            // Its children are another user's, and read files of passwords.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));

            List<String> byApache;
            try (Apache apache = Apache.start(root, ports.get(0))) {
                byApache = comparison.observe(apache.port());
            }
            Path ownRoot;
            try (RunningServer server = RunningServer.start("httpd-" + one.name(), conf(one, names))) {
                ownRoot = server.root();
                List<String> byWhippletree = comparison.observe(ports.get(0));
                assertEquals(List.of(), comparison.faults(byApache, byWhippletree), server::logText);
            }
            assertEquals(accessLog(root), accessLog(ownRoot));
        }
    }

    /** What a case's log of what both must agree on has; nothing if it has no such log. */
    private static String accessLog(Path root) throws IOException {
        Path log = root.resolve("logs/compared_log");
        // Children append in the order in which they come to it.
        return Files.exists(log) ? Files.readAllLines(log).stream().sorted().collect(Collectors.joining("\n")) : "";
    }

    /** The case's own text behind what says where this server has its files, and how large its children are. */
    private static ConfText conf(HttpdCase one, Map<String, String> names) {
        return (root, runtimeDir, port) ->
                """
                ServerRoot "%s"
                DefaultRuntimeDir "%s"
                PidFile whippletree.pid
                %s
                """.formatted(root, runtimeDir, ServerConf.CHILD_OPTIONS) + one.copyTo(root, names);
    }

    @Test
    void differOnlyWhereThePageOfDifferencesSaysSo() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "differences.md"));

        for (DeliberateDifference difference : DeliberateDifference.values()) {
            assertTrue(page.contains("| " + difference.title() + " |"), difference.title());
        }
    }

    private static Map<String, String> names(String port, String secondPort, String a, String b) {
        return Map.of("PORT", port, "PORT2", secondPort, "A", a, "B", b, "MODULES", HttpdCase.MODULES.toString());
    }

    private static List<Integer> freePorts() {
        return List.of(FreePorts.next(), FreePorts.next());
    }
}
