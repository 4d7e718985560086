package org.whippletree.supervisor.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.scoreboard.ScoreboardSnapshot;

class StatusTextTest {
    @Test
    void rendersATableThatFitsATerminal() {
        assertEquals("", StatusText.render(SampleStatus.sample()));
    }

    @Test
    void breaksLettersAfterSixtyFour() {
        ServerFacts server = new ServerFacts("box", 1, "0.1.0", 1, 0, "localhost", 1, 100, 511);
        ChildFacts child = new ChildFacts(0, 1, 2, "STARTING", 0);
        ServerStatus status =
                new ServerStatus(server, List.of(child), new ScoreboardSnapshot(List.of(), List.of()), List.of(), 0);

        String text = StatusText.render(status);

        assertTrue(text.contains("\nSlot 0    " + "S".repeat(64) + "\n          " + "S".repeat(36) + "\n"), () -> text);
    }

    @Test
    void keepsEveryLineWithinEightyColumnsWhateverTheNumbers() {
        ServerFacts server = new ServerFacts(
                "box", 4_194_303, "0.1.0-SNAPSHOT", 1000, 0, "a-long-name.of.a.server.example.org", 1, 4, 65_535);
        ChildFacts child = new ChildFacts(255, 999, 4_194_302, "DRAINING", 0);
        BalancerFacts balancer = new BalancerFacts(
                "b".repeat(100), List.of("http://a-backend-with-a-long-name.example.org:65535/and/a/path"));
        ServerStatus status = new ServerStatus(
                server,
                List.of(child),
                new ScoreboardSnapshot(List.of(), List.of()),
                List.of(balancer),
                400L * 86_400_000);

        assertTrue(
                StatusText.render(status).lines().allMatch(line -> line.length() <= StatusText.COLUMNS),
                () -> StatusText.render(status));
    }
}
