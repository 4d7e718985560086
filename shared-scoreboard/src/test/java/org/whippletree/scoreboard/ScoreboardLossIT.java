package org.whippletree.scoreboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.scoreboard.Rows.digest;
import static org.whippletree.scoreboard.Rows.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScoreboardLossIT {
    private static final String SECRET = "00112233445566778899aabbccddeeff";
    private static final Duration A_FEW_MILLIS = Duration.ofMillis(5);
    /** Three seconds, and room for a busy machine. */
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(5);

    private static final Duration A_HICCUP = Duration.ofMillis(500);

    private final CapturedLog log = new CapturedLog(Level.INFO);
    private ScoreboardMember member = ScoreboardMember.start(SECRET);
    private final Relay relay = new Relay(member.access().address());
    private final HazelcastScoreboard child =
            HazelcastScoreboard.connect(new ScoreboardAccess(relay.address(), SECRET), Rows.HOST, digest -> {});

    @BeforeEach
    void aConnectedChildWithARow() {
        child.publish(load(1, 101, 1));
        Eventually.until("the row arrives", () -> requests(1) == 1);
    }

    @AfterEach
    void close() throws IOException {
        child.close();
        member.close();
        relay.close();
        log.close();
        assertEquals(List.of(), log.linesWith(SECRET));
    }

    @Test
    void keepsPublishingAtOnceWhileTheMemberIsFrozenAndCatchesUpAfterwards() {
        relay.freeze();

        assertPublishesAtOnce(1, 100);
        Duration noticed = Eventually.until("the child notices", () -> !child.reachable());
        assertTrue(noticed.compareTo(NOTICED_WITHIN) < 0, "noticed after " + noticed);

        assertPublishesAtOnce(101, 200);
        relay.thaw();

        Eventually.until("the newest row arrives", () -> requests(1) == 200);
        Eventually.until("the child notices", child::reachable);
        List<String> lost = log.linesWith("scoreboard lost: acting on this child's own numbers");
        List<String> back = log.linesWith("scoreboard is back");
        assertEquals(1, lost.size(), log.lines()::toString);
        assertEquals(1, back.size(), log.lines()::toString);
        assertTrue(lost.get(0).startsWith("WARNING") && back.get(0).startsWith("INFO"));
    }

    @Test
    void writesItsRowsAgainToANewMemberAndReadsTheDigestThere() {
        child.publish(load(2, 101, 9));
        Eventually.until("the row arrives", () -> requests(2) == 9);
        member.close();
        Eventually.until("the child notices", () -> !child.reachable());
        assertPublishesAtOnce(201, 300);

        member = ScoreboardMember.start(SECRET);
        member.scoreboard().publish(digest(5_000));
        relay.leadTo(member.access().address());

        Eventually.until("the row published meanwhile arrives", () -> requests(1) == 300);
        Eventually.until("the row published before arrives", () -> requests(2) == 9);
        Eventually.until("the digest arrives", () -> child.digest().equals(digest(5_000)));
        member.scoreboard().publish(digest(6_000));
        Eventually.until("the next digest arrives", () -> child.digest().equals(digest(6_000)));
    }

    @Test
    void closesInBoundedTimeWhileTheMemberIsFrozen() {
        relay.freeze();
        child.publish(load(1, 101, 2));
        child.publish(Rows.detail(1, "GET / HTTP/1.1"));

        long beganNanos = System.nanoTime();
        child.close();

        Duration took = Duration.ofNanos(System.nanoTime() - beganNanos);
        assertTrue(took.toMillis() < 3_000, "closing took " + took);
    }

    /** A call that waited for the member would take seconds; one that met a busy machine may take longer than most. */
    private void assertPublishesAtOnce(int from, int to) {
        List<Duration> sorted = IntStream.rangeClosed(from, to)
                .mapToObj(this::publishTimed)
                .sorted()
                .toList();
        Duration usual = sorted.get(sorted.size() * 9 / 10);
        Duration longest = sorted.get(sorted.size() - 1);
        assertTrue(usual.compareTo(A_FEW_MILLIS) < 0, "nine of ten publishes took up to " + usual);
        assertTrue(longest.compareTo(A_HICCUP) < 0, "a publish took " + longest);
    }

    private Duration publishTimed(int requests) {
        LoadRow row = load(1, 101, requests);
        long beganNanos = System.nanoTime();
        child.publish(row);
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }

    private long requests(int slot) {
        return member.scoreboard().snapshot().load().stream()
                .filter(row -> row.id().slot() == slot)
                .mapToLong(LoadRow::requests)
                .sum();
    }
}
