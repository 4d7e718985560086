package org.whippletree.config.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryExhaustedTest {
    /** What the process of {@link #endsTheProcessWithTheJvmsCode} runs. */
    public static final class Program {
        private Program() {}

        /** Ends with code 3, not 0. */
        public static void main(String[] args) {
            MemoryExhausted.endProcessIfCauseOf(new IOException("an everyday failure"));
            MemoryExhausted.endProcessIfCauseOf(new IllegalStateException(new OutOfMemoryError("direct memory")));
        }
    }

    @Test
    void isFoundBeneathWhatHidesIt() {
        assertTrue(MemoryExhausted.isCauseOf(new OutOfMemoryError("direct memory")));
        assertTrue(MemoryExhausted.isCauseOf(new IllegalStateException(new OutOfMemoryError("direct memory"))));
        assertFalse(MemoryExhausted.isCauseOf(new StackOverflowError()));
        assertFalse(MemoryExhausted.isCauseOf(new IOException("connection reset")));
    }

    @Test
    void endsTheProcessWithTheJvmsCode() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(MemoryExhausted.EXIT_CODE, process.exitValue());
    }
}
