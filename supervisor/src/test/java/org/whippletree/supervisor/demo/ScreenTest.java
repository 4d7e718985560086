package org.whippletree.supervisor.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final StringWriter out = new StringWriter();

    @Test
    void clearsTheTerminalOnceAndThenRedrawsInPlace() {
        Screen screen = Screen.of(new PrintWriter(out), true, 24);

        screen.show(List.of("a"));
        screen.show(List.of("b"));

        assertEquals("\u001b[H\u001b[2Ja\u001b[K\n\u001b[J\u001b[Hb\u001b[K\n\u001b[J", out.toString());
    }

    @Test
    void cutsAPageThatIsHigherThanTheTerminal() {
        Screen.of(new PrintWriter(out), true, 3).show(List.of("a", "b", "c", "d"));

        assertTrue(out.toString().contains("b") && !out.toString().contains("c"), out::toString);
    }

    @Test
    void writesNoControlCharactersElsewhere() {
        Screen.of(new PrintWriter(out), false, 3).show(List.of("a", "b", "c", "d"));

        assertEquals("a\nb\nc\nd\n\n", out.toString());
    }
}
