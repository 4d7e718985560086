package org.whippletree.supervisor.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whippletree.config.directive.DirectiveTable;

class WhippletreeCommandTest {
    private static final String GOOD = "Listen 127.0.0.1:8080\nProxyPass / http://127.0.0.1:9001/\n";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path root;

    @BeforeEach
    void writeConfiguration() throws IOException {
        Files.createDirectory(root.resolve("conf"));
        configure(GOOD);
    }

    @Test
    void saysSyntaxOkOnStandardErrorOnly() {
        assertEquals(0, run("-t"));
        assertEquals("Syntax OK\n", err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void printsWarningsAndGoesOn() throws IOException {
        configure(GOOD + "ThreadsPerChild 100000\n");

        assertEquals(0, run("-t"));
        assertTrue(err.toString().contains("conf/whippletree.conf:3: warning: "), err::toString);
        assertTrue(err.toString().endsWith("Syntax OK\n"), err::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t", "-S", "-X", "-kstart", "-kstop", "-DFOREGROUND", "dump"})
    void refusesEveryWordWithABrokenConfiguration(String word) throws IOException {
        configure("Listen 127.0.0.1:8080\nThreadsPerChild x\nNoSuchThing 1\n");

        assertEquals(78, run(word));
        assertTrue(err.toString().contains("whippletree.conf:2: "), err::toString);
        assertTrue(err.toString().contains("whippletree.conf:3: "), err::toString);
        assertEquals("", out.toString());
    }

    @Test
    void tellsAMissingConfigurationFile() {
        assertEquals(78, run("-t", "-f", "absent.conf"));
        assertTrue(err.toString().contains(root.resolve("absent.conf").toString()), err::toString);
    }

    @Test
    void readsDirectivesOfTheCommandLineBeforeAndAfterTheFile() throws IOException {
        configure("");

        assertEquals(78, run("-t"));
        assertEquals(0, run("-t", "-C", "Listen 127.0.0.1:8081", "-c", "KeepAlive Off", "-c", "LogLevel info"));
        assertEquals(78, run("-t", "-C", "Listen 127.0.0.1:8081", "-c", "KeepAlive Perhaps"));
    }

    @Test
    void tellsANoticeOnlyToWhoChecksOrStarts() throws IOException {
        configure(GOOD + "ServerTokens Prod\n");

        assertEquals(0, run("-t"));
        assertTrue(err.toString().contains("conf/whippletree.conf:3: notice: "), err::toString);
        assertTrue(err.toString().endsWith("Syntax OK\n"), err::toString);
        err.getBuffer().setLength(0);
        assertEquals(0, run("-k", "stop"));
        assertEquals("", err.toString());
    }

    @Test
    void showsWhatTheConfigurationComesTo() throws IOException {
        configure("""
                Define NAME www.example.com
                Listen 127.0.0.1:8080
                ServerName ${NAME}
                <Proxy balancer://app>
                    BalancerMember http://127.0.0.1:9001 loadfactor=2
                </Proxy>
                ProxyPass /static !
                ProxyPass /one http://127.0.0.1:9002/1
                ProxyPass / balancer://app/
                """);

        assertEquals(0, run("-S", "-D", "SLOW"));
        String place = "(" + root + "/conf/whippletree.conf:2)";
        assertEquals(
                List.of(
                        "VirtualHost configuration:",
                        "127.0.0.1:8080         www.example.com " + place,
                        "Proxy configuration:",
                        "/static                not proxied",
                        "/one                   http://127.0.0.1:9002/1",
                        "/                      balancer://app/",
                        "balancer://app lbmethod=byrequests maxattempts=0",
                        "    http://127.0.0.1:9001 loadfactor=2.0 max=200",
                        "ServerRoot: \"" + root + "\"",
                        "Main ErrorLog: \"" + root + "/logs/error_log\"",
                        "DefaultRuntimeDir: \"" + root + "/logs\"",
                        "PidFile: \"" + root + "/logs/whippletree.pid\"",
                        "Define: SLOW",
                        "Define: NAME=www.example.com",
                        "User: name=\"" + System.getProperty("user.name") + "\""),
                out.toString().replaceAll("\n {4}\\(", " (").lines().toList());
    }

    @Test
    void showsTheHostsOfEachAddress() throws IOException {
        configure("""
                Listen 127.0.0.1:8080
                Listen 127.0.0.1:8081
                Listen 8082
                ServerName main
                <VirtualHost *:8080>
                    ServerName a
                    ServerAlias b *.b
                    ProxyPass / http://127.0.0.1:9001/
                </VirtualHost>
                <VirtualHost *:8080 127.0.0.1:8081>
                    ServerName c
                </VirtualHost>
                """);
        String place = " (" + root + "/conf/whippletree.conf:";

        assertEquals(0, run("-S"));
        assertEquals(
                List.of(
                        "VirtualHost configuration:",
                        "127.0.0.1:8081         c" + place + "10)",
                        "*:8080                 is a NameVirtualHost",
                        "         default server a" + place + "5)",
                        "         port 8080 namevhost a" + place + "5)",
                        "                 alias b",
                        "                 wild alias *.b",
                        "         port 8080 namevhost c" + place + "10)",
                        "*:8082                 main" + place + "3)",
                        "Proxy configuration:",
                        "a:",
                        "/                      http://127.0.0.1:9001/",
                        "c:"),
                out.toString()
                        .replaceAll("\n {4,13}\\(", " (")
                        .lines()
                        .takeWhile(line -> !line.startsWith("ServerRoot"))
                        .toList());
    }

    @Test
    void listsEveryDirective() {
        assertEquals(0, run("-L"));
        assertTrue(out.toString().contains("""
                Listen [address:]port [http]
                    An address and port on which clients are accepted; at least one is required,
                        and port 0 lets the kernel choose.
                    Allowed in: server config
                """), out::toString);
        assertTrue(out.toString().lines().allMatch(line -> line.length() <= 80), out::toString);
        DirectiveTable.rows()
                .forEach(row ->
                        assertTrue(("\n" + out).contains("\n" + row.name().replace(">", "")), row.name()));
    }

    @Test
    void showsWhatItWasBuiltWith() {
        assertEquals(0, run("-V"));
        assertTrue(out.toString().startsWith("Server version: Whippletree/0.1.0\n"), out::toString);
        assertTrue(out.toString().contains("\nServer MPM:     event\n"), out::toString);
        assertTrue(out.toString().contains("\n -D SERVER_CONFIG_FILE=\"conf/whippletree.conf\"\n"), out::toString);
        assertTrue(out.toString().contains("\n -D DEFAULT_THREADS_PER_CHILD=25\n"), out::toString);
        assertTrue(out.toString().lines().allMatch(line -> line.length() <= 80), out::toString);
        assertEquals("", err.toString());
    }

    @Test
    void showsItsVersion() {
        assertEquals(0, run("-v"));
        assertTrue(out.toString().startsWith("Server version: Whippletree/0.1.0\n"), out::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dump", "demo"})
    void helpsWithinEightyColumns(String subCommand) {
        assertEquals(
                0,
                run(Stream.of(subCommand, "-h").filter(word -> !word.isEmpty()).toArray(String[]::new)));
        assertTrue(out.toString().startsWith("Usage: whippletree "), out::toString);
        assertFalse(out.toString().contains("null"), out::toString);
        assertTrue(out.toString().lines().allMatch(line -> line.length() <= 80), out::toString);
        assertEquals("", err.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "restart",
                "-kreload",
                "--no-such",
                "-f",
                "demo --port=x",
                "demo --children=0",
                "dump --json --auto"
            })
    void explainsWrongUsage(String line) {
        assertEquals(2, run(line.split(" ")));
        assertTrue(err.toString().startsWith("whippletree: "), err::toString);
        assertTrue(err.toString().contains("\nUsage: whippletree "), err::toString);
        assertEquals("", out.toString());
    }

    @Test
    void saysHowToStartAServerThatIsNotThereToBeDumped() {
        assertEquals(1, run("dump", "--json"));
        assertTrue(err.toString().contains("no server answers on " + root), err::toString);
        assertTrue(err.toString().contains("whippletree -k start"), err::toString);
    }

    @Nested
    class WhenStopping {
        @Test
        void findsNothingToStopWithoutAPidFile() {
            assertEquals(0, run("-k", "stop"));
            assertEquals("whippletree (no pid file) not running\n", out.toString());
        }

        @Test
        void leavesAProcessAloneWhoseLockIsNotHeld() throws IOException {
            long another = ProcessHandle.current().parent().orElseThrow().pid();
            recordPid(Long.toString(another));

            assertEquals(0, run("-k", "stop"));
            assertEquals("whippletree (pid " + another + "?) not running\n", out.toString());
            assertTrue(ProcessHandle.of(another).isPresent());
        }

        @Test
        void refusesAPidFileThatHoldsNoPid() throws IOException {
            recordPid("soon");

            assertEquals(1, run("-k", "stop"));
            assertTrue(err.toString().startsWith("whippletree: cannot read a pid from " + root), err::toString);
            assertFalse(err.toString().contains("\tat "), err::toString);
        }

        private void recordPid(String text) throws IOException {
            configure(GOOD + "PidFile my.pid\n");
            Files.writeString(root.resolve("my.pid"), text + "\n");
        }
    }

    private void configure(String text) throws IOException {
        Files.writeString(root.resolve("conf/whippletree.conf"), text);
    }

    private int run(String... words) {
        String[] args = Stream.concat(Stream.of("-d", root.toString()), Stream.of(words))
                .toArray(String[]::new);
        return WhippletreeCommand.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
