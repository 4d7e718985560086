package org.whippletree.child.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.whippletree.config.KeepAliveShedding;

class ShedPolicyTest {
    private static final long MILLI = 1_000_000;

    private long now = 5_000 * MILLI;
    private ShedPolicy policy = new ShedPolicy(KeepAliveShedding.SCOREBOARD);

    @Nested
    class ByTheScoreboard {
        @Test
        void movesHalfOfWhatIsAboveTheMeanInARound() {
            assertEquals(5, marksOneRoundOf(Figures.view(12, 0, 0, 0), 1));
            assertEquals(ShedCause.BUSIER_THAN_SIBLINGS, causeAfter(400, Figures.view(12, 0, 0, 0)));
        }

        @Test
        void movesNothingBeforeTheExcessHasLasted() {
            assertEquals(0, policy.answersToMark(Figures.view(12, 0, 0, 0), now).count());
            now += 100 * MILLI;
            assertEquals(0, policy.answersToMark(Figures.view(12, 0, 0, 0), now).count());
        }

        @Test
        void waitsASecondWithASmallExcess() {
            SiblingView view = Figures.view(6, 4, 3, 3);

            assertEquals(0, wantedAfter(900, view));
            assertEquals(1, wantedAfter(200, view));
        }

        @Test
        void doesNotWaitSoLongWithWhatIsLeftOfALargeExcess() {
            marksOneRoundOf(Figures.view(12, 0, 0, 0), 700);

            assertEquals(1, wantedAfter(200, Figures.view(6, 4, 3, 3)));
        }

        @Test
        void movesNothingWhenNoSiblingIsBetterOff() {
            assertEquals(0, wantedAfter(2_000, Figures.view(16, 16, 16)));
            assertEquals(0, wantedAfter(2_000, Figures.view(14, 13, 13)));
        }

        @Test
        void movesNothingFromAChildWithoutSiblings() {
            assertEquals(0, wantedAfter(2_000, Figures.view(16)));
        }

        @Test
        void movesToNoSiblingAtItsLimit() {
            assertEquals(0, wantedAfter(2_000, Figures.view(40, 16, 16)));
        }

        @Test
        void movesNoMoreThanTheSiblingsThatAcceptLack() {
            assertEquals(5, marksOneRoundOf(Figures.view(30, 14, 16, 16), 1));
        }

        @Test
        void believesASmallerExcessWhenItsWorkersAreNearlyAllBusy() {
            assertEquals(0, wantedAfter(2_000, Figures.view(14, 11, 11, 11)));
            policy = new ShedPolicy(KeepAliveShedding.SCOREBOARD);
            assertEquals(ShedCause.WORKERS_BUSY, causeAfter(2_000, Figures.view(16, 13, 13, 13)));
        }

        @Test
        void movesTheOneClientThatWaitsWhereASiblingHasAnIdleWorker() {
            SiblingView view = Figures.view(17, 16, 16, 15);

            assertEquals(0, wantedAfter(900, view));
            assertEquals(1, wantedAfter(200, view));
            assertEquals(ShedCause.WORKERS_BUSY, causeAfter(0, view));
        }

        @Test
        void evensOutFullChildrenToTheLastClient() {
            assertEquals(1, wantedAfter(1_100, Figures.fullView(33, 33, 31, 31)));
            policy = new ShedPolicy(KeepAliveShedding.SCOREBOARD);
            assertEquals(0, wantedAfter(5_000, Figures.fullView(25, 24, 24, 24)));
        }

        @Test
        void shedsNoMoreThanItHasWorkersInASecond() {
            int sheds = 0;
            for (int round = 0; round < 2; round++) {
                sheds += marksOneRoundOf(Figures.view(80, 0, 0, 0), 250);
            }

            assertEquals(16, sheds);
        }

        @Test
        void closesIdleConnectionsOnlyWhenFullAndWithoutAnswers() {
            SiblingView full = Figures.view(16, 0, 0, 0);
            SiblingView busy = Figures.view(12, 0, 0, 0);
            policy.idleToClose(full, now);

            assertEquals(0, policy.idleToClose(full, now += 400 * MILLI).count());
            assertEquals(6, policy.idleToClose(full, now += 200 * MILLI).count());
            assertEquals(0, policy.idleToClose(busy, now).count());
        }

        @Test
        void closesNoMoreIdleConnectionsThanThereIsExcess() {
            int closed = 0;
            for (int tick = 0; tick < 200; tick++) {
                ShedOrder order = policy.idleToClose(Figures.view(16, 0, 0, 0), now);
                policy.closed(order.count(), now);
                closed += order.count();
                now += 50 * MILLI;
            }

            assertEquals(12, closed);
        }

        @Test
        void goesByItsOwnWorkersWhenTheDigestIsStale() {
            assertEquals(0, wantedAfter(2_000, Figures.stale(Figures.view(12, 0, 0, 0))));
            assertEquals(ShedCause.LOCAL_RULE, causeAfter(0, Figures.stale(Figures.view(16, 0, 0, 0))));
        }
    }

    @Nested
    class ByItsOwnLoad {
        ByItsOwnLoad() {
            policy = new ShedPolicy(KeepAliveShedding.LOCAL);
        }

        @Test
        void shedsWhenAllItsWorkersAreBusyWhateverItsSiblingsDo() {
            assertEquals(0, wantedAfter(2_000, Figures.view(15, 0, 0, 0)));
            assertEquals(1, wantedAfter(0, Figures.view(16, 16, 16, 16)));
            assertEquals(5, policy.idleToClose(Figures.view(20, 0), now).count());
        }

        @Test
        void shedsNoMoreThanItHasWorkersInASecond() {
            int sheds = 0;
            for (int round = 0; round < 2; round++) {
                sheds += marksOneRoundOf(Figures.view(80, 0, 0, 0), 250);
            }

            assertEquals(16, sheds);
        }
    }

    @Test
    void neverShedsWhenSwitchedOff() {
        policy = new ShedPolicy(KeepAliveShedding.OFF);

        assertEquals(0, wantedAfter(2_000, Figures.waiting(Figures.view(16, 0, 0, 0), 9)));
        assertEquals(0, policy.idleToClose(Figures.view(20, 0, 0), now).count());
    }

    @Test
    void remembersWhatItHasShedUntilTheFiguresShowIt() {
        SiblingView view = Figures.view(12, 0, 0, 0);
        int first = marksOneRoundOf(view, 1);

        assertTrue(first > 0);
        assertEquals(0, wantedAfter(100, view));
    }

    /** Marks answers for as long as it is asked to, and lets the given time pass. */
    private int marksOneRoundOf(SiblingView view, long millis) {
        policy.answersToMark(view, now);
        now += 200 * MILLI;
        int marked = 0;
        while (policy.answersToMark(view, now).count() > 0) {
            policy.marked(now);
            marked++;
        }
        now += millis * MILLI;
        return marked;
    }

    private ShedCause causeAfter(long millis, SiblingView view) {
        policy.answersToMark(view, now);
        now += millis * MILLI;
        ShedOrder order = policy.answersToMark(view, now);
        assertTrue(order.count() > 0);
        return order.cause();
    }

    private int wantedAfter(long millis, SiblingView view) {
        policy.answersToMark(view, now);
        now += millis * MILLI;
        return policy.answersToMark(view, now).count();
    }
}
