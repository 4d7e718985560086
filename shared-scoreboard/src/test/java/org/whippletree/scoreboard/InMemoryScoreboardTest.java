package org.whippletree.scoreboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class InMemoryScoreboardTest implements ScoreboardContract {
    private final InMemoryScoreboard scoreboard = new InMemoryScoreboard();

    @Override
    public Scoreboard childSide() {
        return scoreboard;
    }

    @Override
    public Scoreboard supervisorSide() {
        return scoreboard;
    }

    @Test
    void isAlwaysReachable() {
        assertTrue(scoreboard.reachable());
    }

    @Test
    void knowsNoDigestBeforeTheFirst() {
        assertEquals(Digest.none(), scoreboard.digest());
    }
}
