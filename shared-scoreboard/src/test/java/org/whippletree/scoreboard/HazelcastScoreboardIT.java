package org.whippletree.scoreboard;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class HazelcastScoreboardIT implements ScoreboardContract {
    private static ScoreboardMember member;
    private static HazelcastScoreboard child;

    @BeforeAll
    static void aMemberAndOneClient() {
        member = ScoreboardMember.start();
        child = HazelcastScoreboard.connect(member.access(), Rows.HOST, digest -> {});
    }

    @AfterAll
    static void close() {
        child.close();
        member.close();
    }

    @Override
    public Scoreboard childSide() {
        return child;
    }

    @Override
    public Scoreboard supervisorSide() {
        return member.scoreboard();
    }
}
