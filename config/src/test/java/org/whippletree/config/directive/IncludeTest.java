package org.whippletree.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whippletree.config.ListenAddress;

/** Each file of the test listens on the port that is its name; the order of the ports is that of reading. */
class IncludeTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        for (String name : List.of("b/2", "b/10", "b/sub/3", "b/sub/deep/4", "b/.5", "c/6", "a/7")) {
            Path file = folder.resolve(name + ".conf");
            Files.createDirectories(file.getParent());
            Files.writeString(file, "Listen " + file.getFileName().toString().replaceAll("[^0-9]", "") + "\n");
        }
    }

    private List<Integer> ports(String... lines) throws IOException {
        return new ConfigText(folder)
                .config(lines).listeners().stream().map(ListenAddress::port).toList();
    }

    private List<String> messages(String... lines) throws IOException {
        return new ConfigText(folder)
                .messages(lines).stream()
                        .map(message -> message.replace(folder + "/", ""))
                        .toList();
    }

    @Test
    void readsAFileInItsPlace() throws IOException {
        assertEquals(List.of(1, 7, 8), ports("Listen 1", "Include a/7.conf", "Listen 8"));
        assertEquals(List.of(7), ports("Include \"" + folder + "/a/7.conf\""));
    }

    @Test
    void readsEveryFileBelowAFolderInTheOrderOfNames() throws IOException {
        assertEquals(List.of(5, 10, 2, 3, 4), ports("Include b"));
    }

    @Test
    void readsWhatMatchesInTheOrderOfNames() throws IOException {
        assertEquals(List.of(10, 2), ports("Include b/*.conf"));
        assertEquals(List.of(2), ports("Include b/[!13-9].conf"));
        assertEquals(List.of(10), ports("Include b/?[0-2].conf"));
        assertEquals(List.of(5), ports("Include b/.*.conf"));
    }

    @Test
    void matchesFoldersOnTheWayToo() throws IOException {
        assertEquals(List.of(7, 10, 2, 6), ports("Include [abc]/*.conf"));
        assertEquals(List.of(3, 4), ports("Include ?/su*"));
        assertEquals(List.of(3), ports("IncludeOptional */sub/3.conf"));
    }

    @Test
    void startsFromTheServerRootThatIsReadBefore() throws IOException {
        assertEquals(List.of(6), ports("ServerRoot " + folder + "/c", "Include 6.conf"));
    }

    @Test
    void readsNothingWhereNothingIsOnlyIfThatIsAllowed() throws IOException {
        assertEquals(List.of(1), ports("Listen 1", "IncludeOptional x.conf", "IncludeOptional x/*/*.conf"));
        assertEquals(
                List.of(
                        "1: Could not open configuration file x.conf: there is no such file; create it, or use"
                                + " IncludeOptional in place of Include",
                        "2: No matches for the wildcard 'b/x*', failing: create a file, or use IncludeOptional in place"
                                + " of Include",
                        "3: Could not open configuration file a/sub/3.conf: there is no such file; create it, or use"
                                + " IncludeOptional in place of Include"),
                messages("Include x.conf", "Include b/x*", "Include */sub/3.conf", "Listen 1"));
    }

    @Test
    void putsWhatASectionIncludesIntoTheSection() throws IOException {
        Files.writeString(folder.resolve("members"), "BalancerMember http://127.0.0.1:9001\n");

        assertEquals(
                List.of(1),
                ports(
                        "Listen 1",
                        "<Proxy balancer://app>",
                        "Include members",
                        "</Proxy>",
                        "ProxyPass / balancer://app/"));
    }

    @Test
    void tellsTheWayToAnErrorAndOnlyThePlaceOfAWarning() throws IOException {
        Files.writeString(folder.resolve("outer"), "\nInclude inner\n");
        Files.writeString(folder.resolve("inner"), "Listen 1\nStartServers x\nMinSpareThreads 0\n</Proxy>\n");

        List<String> messages = new ConfigText(folder)
                .load("# first", "Include outer").messages().stream()
                        .map(message -> message.replace(folder + "/", ""))
                        .toList();

        assertEquals(
                List.of(
                        "test.conf:2: in outer:2: in inner:2: Invalid value 'x' for StartServers, expected integer",
                        "inner:3: warning: MinSpareThreads of 0 not allowed, increasing to 1",
                        "test.conf:2: in outer:2: in inner:4: </Proxy> without matching <Proxy> section"),
                messages);
    }

    @Test
    void endsALoopWithOneMessage() throws IOException {
        Files.writeString(folder.resolve("one"), "Include two\nInclude two\n");
        Files.writeString(folder.resolve("two"), "Include one\nInclude one\n");

        assertEquals(
                List.of("2: Exceeded maximum include depth of 128: two seems to include itself through one"),
                messages("Listen 1", "Include one"));
    }

    @Test
    void readsOneHundredAndTwentyEightLevels() throws IOException {
        for (int level : IntStream.rangeClosed(1, 128)
                .boxed()
                .sorted(Comparator.reverseOrder())
                .toList()) {
            String text = level == 128 ? "Listen 9\n" : "Include level" + (level + 1) + "\n";
            Files.writeString(folder.resolve("level" + level), text);
        }

        assertEquals(List.of(9), ports("Include level1"));
    }

    @Test
    void refusesWhatIsNoFile() throws IOException {
        assertEquals(List.of(1), ports("Listen 1", "Include /dev/null"));
        assertTrue(messages("Listen 1", "Include /dev/zero")
                .get(0)
                .startsWith("2: Access to file /dev/zero denied by server: not a regular file"));
    }
}
