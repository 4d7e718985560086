package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.supervisor.ChildProcessState.DRAINING;
import static org.whippletree.supervisor.ChildProcessState.GONE;
import static org.whippletree.supervisor.ChildProcessState.READY;
import static org.whippletree.supervisor.ChildProcessState.STARTING;
import static org.whippletree.supervisor.ChildProcessState.STOPPING;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.whippletree.control.ControlMessage;
import org.whippletree.supervisor.FakeLauncher.FakeProcess;
import org.whippletree.supervisor.admin.RestartReport;

class RestartTest {
    private static final long GRACE_MILLIS = 60_000;
    private static final ControlMessage STOP = new ControlMessage.Stop(5_000);

    private final SupervisorFixture fixture = SupervisorFixture.serving(2);

    private void asks(String signal) {
        fixture.happens(new SupervisorEvent.SignalReceived(signal));
    }

    private FakeProcess process(int index) {
        return fixture.launcher.processes.get(index);
    }

    private List<Integer> generationsIn(ChildProcessState state) {
        return fixture.supervisor.children().living().stream()
                .filter(child -> child.is(state))
                .map(ChildHandle::generation)
                .toList();
    }

    /** A restart in which each child becomes ready as soon as it is started. */
    private void restarts() {
        asks("USR1");
        fixture.isPrepared(2);
        fixture.allStartingBecomeReady(() -> {});
    }

    private RestartReport report() {
        var answer = fixture.supervisor.restarts().toCompletableFuture();
        fixture.supervisor.settle();
        return answer.join();
    }

    @Nested
    class WhenItIsGraceful {
        @Test
        void changesNothingBeforeTheNextGenerationIsPrepared() {
            asks("USR1");

            assertEquals(List.of(1), fixture.prepared);
            assertEquals(List.of(0, 0), generationsIn(READY));
            assertEquals(2, fixture.launcher.processes.size());
        }

        @Test
        void startsOneChildAtATimeAndLetsAnOldOneGoForEachThatServes() {
            asks("USR1");
            fixture.isPrepared(2);
            assertEquals(List.of(1), generationsIn(STARTING));
            assertEquals(List.of(0, 0), generationsIn(READY));

            fixture.becomesReady(process(2));
            assertEquals(DRAINING, fixture.state(0));
            assertEquals(READY, fixture.state(1));
            assertEquals(STARTING, fixture.state(3));

            fixture.becomesReady(process(3));
            assertEquals(List.of(0, 0), generationsIn(DRAINING));
            assertEquals(List.of(1, 1), generationsIn(READY));
        }

        @Test
        void keepsAnyNumberOfChildrenServing() {
            for (int children : List.of(1, 4, 2)) {
                int before = generationsIn(READY).size();
                asks("USR1");
                fixture.isPrepared(children);
                fixture.allStartingBecomeReady(
                        () -> assertTrue(generationsIn(READY).size() >= Math.min(before, children)));
                assertEquals(children, generationsIn(READY).size());
                endAllThatDrain();
            }
        }

        @Test
        void tellsOldChildrenToDrainThoughTheirLinkWasLost() {
            asks("USR1");
            fixture.isPrepared(2);
            fixture.becomesReady(process(2));

            FakeLink again = fixture.connects(process(0), true);

            assertEquals(List.of(new ControlMessage.Drain("generation 1 takes over", false)), again.sent);
        }

        @Test
        void replacesNoChildOfAnOldGenerationThatEnds() {
            asks("USR1");
            fixture.isPrepared(2);

            fixture.exits(process(0), 137);

            assertEquals(List.of(1), generationsIn(STARTING));
            assertEquals(3, fixture.launcher.processes.size());
        }

        @Test
        void stopsOldChildrenThatTakeLongerThanTheGracefulRestartTimeout() {
            FakeLink old = fixture.connects(process(0), true);
            restarts();
            fixture.passes(GRACE_MILLIS - 1);
            assertFalse(old.sent.contains(STOP));

            fixture.passes(1);
            assertTrue(old.sent.contains(STOP));
            assertEquals(STOPPING, fixture.state(0));
            fixture.passes(StopStep.KILL.afterMillis());

            assertEquals(List.of("TERM", "KILL"), process(0).signals);
        }

        @Test
        void needsNoChildAnyMoreThatWasOnlyBeingStarted() {
            fixture.exits(process(0), 137);
            FakeProcess starting = fixture.launcher.last();

            asks("USR1");
            fixture.passes(Restarts.STUCK_MILLIS);
            fixture.isPrepared(2);

            assertEquals(List.of("TERM"), starting.signals);
            fixture.exits(starting, 143);
            assertEquals(List.of(1), generationsIn(STARTING));
        }

        @Test
        void reportsTheGenerationWhenItsChildrenServe() {
            asks("USR1");
            fixture.isPrepared(2);
            fixture.becomesReady(process(2));
            assertEquals(new RestartReport(1, 0, 1, List.of()), report());

            fixture.becomesReady(process(3));

            assertEquals(new RestartReport(1, 1, 1, List.of()), report());
        }

        private void endAllThatDrain() {
            fixture.launcher.processes.stream()
                    .filter(process -> fixture.state(process.slot) == DRAINING)
                    .forEach(process -> fixture.exits(process, 0));
        }
    }

    @Nested
    class WhenItIsRefused {
        @Test
        void leavesEverythingAsItWasAndSaysWhy() {
            asks("USR1");
            fixture.happens(new SupervisorEvent.RestartRefused(List.of("a.conf:3: no")));

            assertEquals(List.of(0, 0), generationsIn(READY));
            assertEquals(2, fixture.launcher.processes.size());
            assertEquals(new RestartReport(1, 1, 0, List.of("a.conf:3: no")), report());
        }

        @Test
        void letsTheNextOneSucceed() {
            asks("USR1");
            fixture.happens(new SupervisorEvent.RestartRefused(List.of("no")));

            restarts();

            assertEquals(List.of(1, 1), fixture.prepared);
            assertEquals(new RestartReport(2, 2, 1, List.of()), report());
        }
    }

    @Nested
    class WhenMoreAreAskedFor {
        @Test
        void waitsUntilTheGenerationBeforeHasTakenOver() {
            asks("USR1");
            fixture.isPrepared(2);
            asks("USR1");
            assertEquals(List.of(1), fixture.prepared);

            fixture.becomesReady(process(2));
            fixture.becomesReady(process(3));

            assertEquals(List.of(1, 2), fixture.prepared);
        }

        @Test
        void readsTheFileOnceMoreForAllThatCameWhileItWasRead() {
            asks("USR1");
            asks("USR1");
            asks("USR1");
            fixture.isPrepared(2);
            fixture.becomesReady(process(2));
            fixture.becomesReady(process(3));

            assertEquals(List.of(1, 2), fixture.prepared);
        }

        @Test
        void doesNotWaitForAGenerationWhoseChildrenDoNotServe() {
            asks("USR1");
            fixture.isPrepared(2);
            asks("USR1");

            fixture.passes(Restarts.STUCK_MILLIS - 1);
            assertEquals(List.of(1), fixture.prepared);
            fixture.passes(1);

            assertEquals(List.of(1, 2), fixture.prepared);
        }

        @Test
        void cutsTheOldestOfTwoOldGenerationsAfterAWhile() {
            restarts();
            restarts();
            asks("USR1");
            assertEquals(List.of(1, 2), fixture.prepared);

            fixture.passes(Restarts.PATIENCE_MILLIS);
            assertEquals(List.of(0, 0), generationsIn(STOPPING));
            fixture.exits(process(0), 0);
            fixture.exits(process(1), 0);

            assertEquals(List.of(1, 2, 3), fixture.prepared);
        }

        @Test
        void cutsNothingIfTheOldestGenerationEndsByItself() {
            FakeLink old = fixture.connects(process(0), true);
            restarts();
            restarts();
            asks("USR1");
            fixture.passes(Restarts.PATIENCE_MILLIS - 1);

            fixture.exits(process(1), 0);
            fixture.exits(process(0), 0);

            assertEquals(List.of(1, 2, 3), fixture.prepared);
            assertFalse(old.sent.contains(STOP));
        }

        @Test
        void givesSlotsToNoTwoThatLive() {
            restarts();
            restarts();

            List<Integer> slots = fixture.supervisor.children().living().stream()
                    .map(ChildHandle::slot)
                    .toList();
            assertEquals(List.of(0, 1, 2, 3, 4, 5), slots);
            fixture.exits(process(1), 0);
            fixture.exits(process(0), 0);
            restarts();
            assertEquals(GONE, fixture.state(6));
        }
    }

    @Nested
    class WhenItIsHard {
        @Test
        void stopsAllOldChildrenAndStartsNewOnesAtOnce() {
            FakeLink old = fixture.connects(process(0), true);
            asks("HUP");
            fixture.isPrepared(2);

            assertTrue(old.sent.contains(STOP));
            assertEquals(List.of(0, 0), generationsIn(STOPPING));
            assertEquals(List.of(1, 1), generationsIn(STARTING));
        }

        @Test
        void doesNotWaitForAGenerationBefore() {
            asks("USR1");
            fixture.isPrepared(2);

            asks("HUP");

            assertEquals(List.of(1, 2), fixture.prepared);
        }
    }

    @Nested
    class WhenTheServerStops {
        @Test
        void isForgotten() {
            asks("USR1");
            asks("TERM");
            fixture.isPrepared(2);

            assertEquals(0, fixture.timesAdopted);
            assertEquals(1, fixture.timesAbandoned);
            assertEquals(2, fixture.launcher.processes.size());
        }

        @Test
        void cannotBeginAnyMore() {
            asks("TERM");
            asks("USR1");

            assertEquals(List.of(), fixture.prepared);
        }
    }

    @Test
    void isToldToAServiceManager() {
        List<String> told = new ArrayList<>();
        SupervisorFixture watched = SupervisorFixture.watched(1, told);
        watched.becomesReady(watched.launcher.last());
        long askedAt = watched.nowMillis;

        watched.happens(new SupervisorEvent.SignalReceived("USR1"));
        watched.isPrepared(1);
        watched.becomesReady(watched.launcher.last());

        List<String> states =
                told.stream().filter(line -> line.contains("=1\n")).toList();
        assertEquals("RELOADING=1\nMONOTONIC_USEC=" + (askedAt * 1_000 + 999), states.get(1));
        assertEquals("READY=1\nSTATUS=1 of 1 children serve", states.get(2));
    }

    @Test
    void meansNothingToAServerWithOneChildOnly() {
        SupervisorFixture single = new SupervisorFixture(2, 2, new RunMode(true, false));

        single.happens(new SupervisorEvent.SignalReceived("USR1"));
        single.happens(new SupervisorEvent.SignalReceived("HUP"));

        assertEquals(List.of(), single.prepared);
    }
}
