package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.LeakWatch;

/** The README's first command. */
class DemoIT {
    @Test
    void showsAScoreboardAndEndsWithSuccess() {
        // The demo writes its configuration itself: its children get the option as every JVM does.
        Distribution.Outcome outcome = Distribution.runThrough(
                List.of("env", "JDK_JAVA_OPTIONS=" + LeakWatch.JVM_OPTION), "demo", "--once", "--children", "2");

        assertEquals(0, outcome.exitCode(), outcome.toString());
        assertTrue(outcome.out().contains("Slot 0 "), outcome.out());
        assertTrue(outcome.out().contains("Slot 1 "), outcome.out());
    }
}
