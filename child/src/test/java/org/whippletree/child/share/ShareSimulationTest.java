package org.whippletree.child.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.whippletree.child.share.SimulatedClient.Habit;
import org.whippletree.child.share.SimulatedServer.Setting;
import org.whippletree.child.share.SimulatedServer.Wakeup;
import org.whippletree.config.KeepAliveShedding;

/** The policies in a simulated server: digests up to 300 ms late or lost, a kernel that wakes whom it likes, many seeds. */
class ShareSimulationTest {
    private static final Setting FOUR = Setting.of(4, KeepAliveShedding.SCOREBOARD);
    private static final int BEGIN = 500;
    private static final int SEEDS = 8;

    @Nested
    class HotClientsThatAllLiveInOneOfFourChildren {
        @ParameterizedTest
        @EnumSource(Wakeup.class)
        void areSpreadWithinTwoSecondsAndStaySo(Wakeup wakeup) {
            for (int hot : new int[] {16, 24}) {
                double mean = hot / 4.0;
                for (int seed = 0; seed < SEEDS; seed++) {
                    SimulatedServer server = withHotClients(FOUR.with(wakeup), hot, seed);

                    assertAtMost(1.5 * mean, server.trace().busiestSince(BEGIN + 2_000, 1), hot, seed);
                    assertAtMost(1.3 * mean, server.trace().busiestSince(BEGIN + 10_000, 1), hot, seed);
                    assertAtMost(3, server.mostCloses(), hot, seed);
                    assertEquals(shedsOfFirstTenSeconds, server.sheds(), "sheds after ten seconds");
                }
            }
        }

        @Test
        void areSpreadAlsoWhenAThirdOfTheDigestsIsLost() {
            for (int seed = 0; seed < SEEDS; seed++) {
                SimulatedServer server = withHotClients(FOUR.losing(0.3), 24, seed);

                assertAtMost(1.3 * 6, server.trace().busiestSince(BEGIN + 10_000, 1), 24, seed);
                assertAtMost(4, server.mostCloses(), 24, seed);
                assertEquals(shedsOfFirstTenSeconds, server.sheds(), "sheds after ten seconds");
            }
        }

        @Test
        void areSpreadThoughTheChildsWorkersAreNeverAllBusy() {
            for (int seed = 0; seed < SEEDS; seed++) {
                SimulatedServer server = withHotClients(FOUR, 12, seed);

                assertAtMost(4, server.trace().busiestSince(BEGIN + 10_000, 1), 12, seed);
                assertAtMost(3, server.mostCloses(), 12, seed);
            }
        }

        @Test
        void stayWhereTheyAreWithoutTheScoreboard() {
            Setting local = Setting.of(4, KeepAliveShedding.LOCAL);
            Setting off = Setting.of(4, KeepAliveShedding.OFF);
            for (Setting setting : List.of(local, off, FOUR.losing(1))) {
                SimulatedServer server = withHotClients(setting, 12, 1);

                assertTrue(server.trace().busiestSince(BEGIN + 20_000, 4) > 11, setting.toString());
                assertEquals(0, server.sheds(), setting.toString());
            }
        }

        @Test
        void leaveByHttpdsRuleOnlyWhileAllWorkersAreBusy() {
            SimulatedServer server = withHotClients(FOUR.losing(1), 24, 1);

            double busiest = server.trace().busiestSince(BEGIN + 20_000, 4);
            assertTrue(busiest > 12 && busiest <= 16, "busiest child: " + busiest);
        }

        @Test
        void leaveColdClientsOfOthersAlone() {
            SimulatedServer server = new SimulatedServer(FOUR, 1);
            List<SimulatedClient> cold = IntStream.range(0, 4)
                    .mapToObj(slot -> List.copyOf(server.rest(10, slot)))
                    .flatMap(List::stream)
                    .toList();
            server.live(16, Habit.hot(20), 1);

            server.run(20_000);

            assertTrue(server.sheds() > 0);
            assertTrue(cold.stream().allMatch(client -> client.closes == 0));
        }
    }

    @ParameterizedTest
    @EnumSource(Wakeup.class)
    void evensOutTheClientsOfChildrenThatAreAllFull(Wakeup wakeup) {
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedServer server = new SimulatedServer(FOUR.with(wakeup), seed);
            server.run(BEGIN);
            int[] clients = {44, 20, 16, 16};
            for (int slot = 0; slot < clients.length; slot++) {
                server.live(clients[slot], Habit.hot(50), slot);
            }
            server.run(8_000);
            int before = server.sheds();
            server.run(15_000);

            assertAtMost(25, server.trace().busiestSince(BEGIN + 8_000, 4), 96, seed);
            assertAtMost(2 * (44 - 24), before, 96, seed);
            assertAtMost(0, server.sheds() - before, 96, seed);
            assertAtMost(3, server.mostCloses(), 96, seed);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 16", "2, 24", "3, 12", "8, 16", "8, 24", "16, 16", "16, 24", "64, 16", "64, 24"})
    void spreadsHotClientsOverAnyNumberOfChildrenWithFewSheds(int children, int hot) {
        double mean = (double) hot / children;
        int seeds = 4;
        int sheds = 0;
        for (int seed = 0; seed < seeds; seed++) {
            SimulatedServer server = withHotClients(Setting.of(children, KeepAliveShedding.SCOREBOARD), hot, seed);

            assertAtMost(mean + Math.max(1.5, mean / 4), server.trace().busiestSince(BEGIN + 10_000, 4), hot, seed);
            assertAtMost(5, server.mostCloses(), hot, seed);
            assertEquals(shedsOfFirstTenSeconds, server.sheds(), "sheds after ten seconds");
            sheds += server.sheds();
        }
        assertAtMost(1.5 * (hot - mean), (double) sheds / seeds, hot, 0);
    }

    @ParameterizedTest
    @CsvSource({"2, 6, 0", "2, 10, 50", "4, 2, 150", "4, 6, 50", "4, 10, 50", "16, 6, 150", "16, 10, 0"})
    void shedsAlmostNothingWhenLoadIsEvenButForChance(int children, int load, int think) {
        SimulatedServer server = new SimulatedServer(Setting.of(children, KeepAliveShedding.SCOREBOARD), 7);
        server.run(BEGIN);
        server.come(children * load * (50 + think) / 50, Habit.chatty(50, think));
        server.run(5_000);
        int before = server.sheds();
        server.run(20_000);

        assertAtMost(3e-3 * server.answers(), server.sheds() - before, load, 7);
        assertAtMost(2 * load, server.trace().busiestSince(5_500, 4), load, 7);
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "4, 0", "8, 0.3", "32, 0"})
    void doesNotRunAfterClientsThatComeAndGoInBursts(int children, double lost) {
        SimulatedServer server = new SimulatedServer(
                Setting.of(children, KeepAliveShedding.SCOREBOARD).losing(lost), 3);
        server.run(BEGIN);
        server.come(children * 6, Habit.bursty(20, 1_000));
        server.run(30_000);

        assertAtMost(4e-3 * server.answers(), server.sheds(), children, 3);
    }

    @ParameterizedTest
    @EnumSource(Wakeup.class)
    void dealsShortConnectionsEvenlyAndLeavesNoneWaitingLongerThanAProbe(Wakeup wakeup) {
        for (int children : new int[] {2, 4, 8, 32}) {
            for (double lost : new double[] {0, 0.3}) {
                Setting setting = Setting.of(children, KeepAliveShedding.SCOREBOARD);
                SimulatedServer server =
                        new SimulatedServer(setting.with(wakeup).losing(lost), children);
                server.run(BEGIN);
                server.come(children * 8, Habit.shortLived(50, 50));
                server.run(10_000);

                assertAtMost(2.2 * 4, server.trace().busiestSince(1_500, 4), children, children);
                assertAtMost(110, server.longestWait(), children, children);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Wakeup.class)
    void fillsAnEmptyChildWhoeverIsQuickestToAccept(Wakeup wakeup) {
        for (int children : new int[] {4, 8, 32}) {
            Setting setting = Setting.of(children, KeepAliveShedding.SCOREBOARD).with(wakeup);
            SimulatedServer server = new SimulatedServer(setting, children);
            server.run(BEGIN);
            server.live(8, Habit.hot(20), 0);
            for (int slot = 1; slot < children - 1; slot++) {
                server.live(5, Habit.hot(20), slot);
            }
            server.run(12_000);

            double filled = server.trace().highest(children - 1, 11_000, 12_000);
            assertTrue(filled > 2.5, () -> "only " + filled + " of " + children);
        }
    }

    @Test
    void keepsTwoOfManyIdleChildrenArmed() {
        for (int children : new int[] {4, 8, 32}) {
            SimulatedServer server = new SimulatedServer(Setting.of(children, KeepAliveShedding.SCOREBOARD), children);
            server.run(1_000);
            server.come(1, Habit.shortLived(2, 2));
            server.run(10_000);

            assertEquals(2, server.trace().armedSince(1_000), 0.05, children + " children");
            assertAtMost(5, server.longestWait(), children, children);
        }
    }

    @Test
    void closesAsManyIdleConnectionsOfAChildFullOfSlowRequestsAsItIsAboveTheMean() {
        SimulatedServer server = new SimulatedServer(FOUR, 5);
        server.run(BEGIN);
        server.live(16, Habit.hot(3_000), 0);
        server.rest(100, 0);
        server.rest(20, 1);
        server.run(2_900);

        assertEquals(12, server.children().get(0).idleCloses);
        assertEquals(0, server.children().get(1).idleCloses);
    }

    @Test
    void letsAFreshChildIntoItsPartStepByStep() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedServer server = new SimulatedServer(Setting.of(3, KeepAliveShedding.SCOREBOARD), seed);
            server.run(BEGIN);
            server.come(24, Habit.hot(20));
            server.come(12, Habit.shortLived(50, 50));
            server.run(9_500);
            server.join();
            server.run(20_000);

            assertAtMost(0.6 * 7.5, server.trace().highest(3, 10_000, 11_500), 24, seed);
            assertTrue(server.trace().busiestSince(25_000, 8) < 1.5 * 7.5);
            assertTrue(server.trace().highest(3, 20_000, 30_000) > 4, "takes its part, seed " + seed);
        }
    }

    private int shedsOfFirstTenSeconds;

    private SimulatedServer withHotClients(Setting setting, int hot, int seed) {
        SimulatedServer server = new SimulatedServer(setting, seed);
        server.run(BEGIN);
        server.live(hot, Habit.hot(20), 1);
        server.run(10_000);
        shedsOfFirstTenSeconds = server.sheds();
        server.run(15_000);
        return server;
    }

    private static void assertAtMost(double limit, double figure, int load, int seed) {
        assertTrue(figure <= limit, () -> figure + " is more than " + limit + " with " + load + ", seed " + seed);
    }
}
