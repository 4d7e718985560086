package org.whippletree.config.errorlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.whippletree.config.LogLevel;

@SuppressWarnings("try") // while open, a log is used through loggers
class ErrorLogTest {
    private static final System.Logger LOG = System.getLogger("org.whippletree.supervisor.admin.AdminServer");

    /** Remembers each write, and lets a test hold or fail them. */
    private static final class Writes extends OutputStream {
        private final List<String> lines = new ArrayList<>();
        private final CountDownLatch mayWrite = new CountDownLatch(1);
        private final CountDownLatch begun = new CountDownLatch(1);
        private boolean failing;

        @Override
        public void write(int single) throws IOException {
            throw new IOException("lines are written whole");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            begun.countDown();
            try {
                mayWrite.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (failing) {
                failing = false;
                throw new IOException("No space left on device");
            }
            lines.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }
    }

    private final Writes writes = new Writes();

    private List<String> logged(LogLevel level, Runnable logging) {
        writes.mayWrite.countDown();
        try (ErrorLog log = ErrorLog.open(writes, level, "supervisor")) {
            logging.run();
        }
        return writes.lines;
    }

    /** What follows the time, pid and thread of a single line. */
    private String message(LogLevel level, Runnable logging) {
        List<String> lines = logged(level, logging);
        assertEquals(1, lines.size(), lines.toString());
        return lines.get(0)
                .replaceFirst("^\\[[^]]*\\] \\[[^]]*\\] \\[[^]]*\\] ", "")
                .stripTrailing();
    }

    private static List<String> heads(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceFirst("^\\[[^]]*\\] \\[([^]]*)\\] .*\\R", "$1"))
                .toList();
    }

    @Nested
    class Lines {
        @Test
        void haveTheFormOfHttpd() {
            List<String> lines = logged(LogLevel.WARN, () -> LOG.log(System.Logger.Level.WARNING, "hello"));

            String expected =
                    "\\[(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} \\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6} \\d{4}\\]"
                            + " \\[admin:warn\\] \\[pid "
                            + ProcessHandle.current().pid() + ":tid "
                            + Thread.currentThread().getId() + "\\] hello\n";
            assertTrue(lines.get(0).matches(expected), lines.get(0));
        }

        @Test
        void escapeWhatCouldForgeAnotherLineOrMoveACursor() {
            assertEquals(
                    "a\\nb\\r\\t\\x1b[31m\\\\ \\x7f\\x85\\u{202e} \u00e9",
                    message(
                            LogLevel.WARN,
                            () -> LOG.log(
                                    System.Logger.Level.ERROR, "a\nb\r\t\u001b[31m\\ \u007f\u0085\u202e \u00e9")));
        }

        @Test
        void areCutBelowFourKilobytesBetweenTwoCharacters() {
            String line = logged(LogLevel.WARN, () -> LOG.log(System.Logger.Level.ERROR, "\u20ac".repeat(100_000)))
                    .get(0);

            int bytes = line.getBytes(StandardCharsets.UTF_8).length;
            assertTrue(bytes <= 4095 && bytes > 4085, "bytes: " + bytes);
            assertTrue(line.endsWith("\u20ac...\n"));
        }

        @Test
        void showNumbersWithoutGroupingTheirDigits() {
            assertEquals(
                    "child 12345 at 8080",
                    message(
                            LogLevel.WARN,
                            () -> LOG.log(System.Logger.Level.ERROR, "child {0} at {1}", 12_345, 8080L)));
        }

        @Test
        void surviveAPatternThatIsNone() {
            assertEquals("{0 is [1]", message(LogLevel.WARN, () -> LOG.log(System.Logger.Level.ERROR, "{0 is", 1)));
        }

        @Test
        void surviveAParameterThatThrows() {
            Object broken = new Object() {
                @Override
                public String toString() {
                    throw new IllegalStateException("broken");
                }
            };

            assertEquals(
                    "it is {0} (not written in full: java.lang.IllegalStateException)",
                    message(LogLevel.WARN, () -> LOG.log(System.Logger.Level.ERROR, "it is {0}", broken)));
        }
    }

    @Nested
    class Levels {
        private void logAll() {
            LOG.log(System.Logger.Level.ERROR, "x");
            LOG.log(System.Logger.Level.WARNING, "x");
            ErrorLog.notice(LOG, "x");
            LOG.log(System.Logger.Level.INFO, "x");
            LOG.log(System.Logger.Level.DEBUG, "x");
            LOG.log(System.Logger.Level.TRACE, "x");
        }

        private List<String> levelsAt(LogLevel level) {
            return heads(logged(level, this::logAll)).stream()
                    .map(head -> head.replace("admin:", ""))
                    .toList();
        }

        @Test
        void writeNoticesWhateverTheLevel() {
            assertEquals(List.of("notice"), levelsAt(LogLevel.EMERG));
        }

        @Test
        void holdBackWarningsBelowError() {
            assertEquals(List.of("error", "notice"), levelsAt(LogLevel.ERROR));
        }

        @Test
        void areWarnByDefault() {
            assertEquals(List.of("error", "warn", "notice"), levelsAt(LogLevel.WARN));
        }

        @Test
        void reachFromErrorToTrace() {
            assertEquals(List.of("error", "warn", "notice", "info", "debug", "trace1"), levelsAt(LogLevel.TRACE));
        }

        @Test
        void tellCallersWhatIsNotWritten() {
            logged(LogLevel.WARN, () -> assertFalse(LOG.isLoggable(System.Logger.Level.INFO)));
        }

        @Test
        void letLibrariesTellTheirFailuresOnly() {
            assertEquals(List.of("hazelcast:error"), libraries(LogLevel.INFO));
        }

        @Test
        void letLibrariesWarnAtDebugAndNeverSayMore() {
            assertEquals(List.of("hazelcast:error", "hazelcast:warn"), libraries(LogLevel.TRACE));
        }

        private List<String> libraries(LogLevel level) {
            System.Logger library = System.getLogger("com.hazelcast.core.LifecycleService");
            return heads(logged(level, () -> {
                library.log(System.Logger.Level.ERROR, "x");
                library.log(System.Logger.Level.WARNING, "x");
                library.log(System.Logger.Level.INFO, "x");
            }));
        }
    }

    @Nested
    class Exceptions {
        private final Exception failure =
                new IllegalStateException("no\nroom", new IOException("disk full", new Error("deepest")));

        @Test
        void areToldWithTheirCauseInOneLine() {
            assertEquals(
                    "cannot write: java.lang.IllegalStateException: no\\nroom, caused by java.io.IOException: disk full",
                    message(LogLevel.INFO, () -> LOG.log(System.Logger.Level.ERROR, "cannot write", failure)));
        }

        @Test
        void showTheirStackAtDebug() {
            String text = message(LogLevel.DEBUG, () -> LOG.log(System.Logger.Level.ERROR, "cannot write", failure));

            assertTrue(
                    text.startsWith("cannot write: java.lang.IllegalStateException: no\\nroom | at "
                            + ErrorLogTest.class.getName()),
                    text);
        }
    }

    @Nested
    class WhenTheFileIsSlowOrFull {
        @Test
        void dropsWhatDoesNotFitAndTellsHowMuchOnceThereIsRoom() throws InterruptedException {
            try (ErrorLog log = ErrorLog.open(writes, LogLevel.WARN, "supervisor")) {
                LOG.log(System.Logger.Level.WARNING, "first");
                writes.begun.await();
                for (int i = 0; i < LineWriter.CAPACITY + 7; i++) {
                    LOG.log(System.Logger.Level.WARNING, "more");
                }
                writes.mayWrite.countDown();
            }

            List<String> notes = writes.lines.stream()
                    .filter(line -> line.contains("messages were lost"))
                    .toList();
            assertEquals(1, notes.size());
            assertTrue(notes.get(0).contains("[supervisor:warn]"), notes.get(0));
            assertTrue(notes.get(0).contains("] 7 messages were lost"), notes.get(0));
            assertEquals(1 + LineWriter.CAPACITY + 1, writes.lines.size());
        }

        @Test
        void countsWhatCouldNotBeWritten() {
            writes.failing = true;

            List<String> lines = logged(LogLevel.WARN, () -> {
                LOG.log(System.Logger.Level.WARNING, "lost");
                LOG.log(System.Logger.Level.WARNING, "kept");
            });

            assertTrue(lines.get(0).contains("] 1 messages were lost"), lines.toString());
            assertTrue(lines.get(1).endsWith("] kept\n"), lines.toString());
        }
    }

    @Nested
    class WhenClosed {
        @Test
        void hasWrittenWhatTheRuntimeFlushes() {
            writes.mayWrite.countDown();
            try (ErrorLog log = ErrorLog.open(writes, LogLevel.WARN, "child")) {
                LOG.log(System.Logger.Level.WARNING, "last words");
                for (Handler handler : Logger.getLogger("").getHandlers()) {
                    handler.close();
                }

                assertEquals(1, writes.lines.size());
            }
        }

        @Test
        void givesLoggingBackToTheFormerHandlers() {
            List<Handler> before = List.of(Logger.getLogger("").getHandlers());

            logged(LogLevel.WARN, () -> {
                assertEquals(1, Logger.getLogger("").getHandlers().length);
                assertFalse(before.contains(Logger.getLogger("").getHandlers()[0]));
            });

            assertEquals(before, List.of(Logger.getLogger("").getHandlers()));
        }
    }

    @Test
    void namesModulesByTheirLastPackageAndLibrariesByTheirName() {
        assertEquals("proxy", ModuleName.of("org.whippletree.proxy.Balancer$Member", "child"));
        assertEquals("child", ModuleName.of("org.whippletree.Top", "child"));
        assertEquals("netty", ModuleName.of("io.netty.channel.Foo", "child"));
        assertEquals("vertx", ModuleName.of("io.vertx.core.Foo", "child"));
        assertEquals("java", ModuleName.of("jdk.event.security", "child"));
        assertEquals("child", ModuleName.of("", "child"));
    }

    @Test
    void writesToAnyStream() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ErrorLog log = ErrorLog.open(out, LogLevel.WARN, "child")) {
            LOG.log(System.Logger.Level.ERROR, "x");
        }
        assertTrue(out.toString(StandardCharsets.UTF_8).endsWith("] x\n"));
    }
}
