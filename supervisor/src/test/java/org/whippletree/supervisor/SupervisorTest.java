package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.supervisor.ChildProcessState.DRAINING;
import static org.whippletree.supervisor.ChildProcessState.READY;
import static org.whippletree.supervisor.ChildProcessState.STARTING;
import static org.whippletree.supervisor.ChildProcessState.STOPPING;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.whippletree.control.ControlMessage;
import org.whippletree.scoreboard.InMemoryScoreboard;
import org.whippletree.scoreboard.ScoreboardAccess;
import org.whippletree.supervisor.FakeLauncher.FakeProcess;

class SupervisorTest {
    private static final int KILLED = 137;

    private static FakeProcess process(SupervisorFixture fixture, int index) {
        return fixture.launcher.processes.get(index);
    }

    @Nested
    class WhenItStarts {
        @Test
        void startsAsManyAtOnceAsThereAreProcessors() {
            SupervisorFixture fixture = new SupervisorFixture(3, 2, RunMode.normal());
            assertEquals(2, fixture.launcher.processes.size());

            fixture.becomesReady(process(fixture, 1));

            assertEquals(3, fixture.launcher.processes.size());
            assertEquals(2, fixture.launcher.last().slot);
        }

        @Test
        void givesAFreshChildItsConfigurationAndListeners() {
            SupervisorFixture fixture = new SupervisorFixture(1, 1, RunMode.normal());

            FakeLink link = fixture.connects(process(fixture, 0), false);

            assertEquals(List.of(new ControlMessage.Configure(fixture.config), fixture.listeners), link.sent);
            assertEquals(STARTING, fixture.state(0));
        }

        @Test
        void tellsOnceThatTheFirstGenerationServes() {
            SupervisorFixture fixture = new SupervisorFixture(2, 2, RunMode.normal());
            fixture.becomesReady(process(fixture, 0));
            assertEquals(0, fixture.timesServing);

            fixture.becomesReady(process(fixture, 1));
            fixture.exits(process(fixture, 0), KILLED);
            fixture.becomesReady(fixture.launcher.last());

            assertEquals(1, fixture.timesServing);
        }

        @Test
        void startsTheScoreboardOnceAsManyChildrenServeAsShould() {
            SupervisorFixture fixture = new SupervisorFixture(2, 2, RunMode.normal());
            fixture.becomesReady(process(fixture, 0));
            assertEquals(0, fixture.timesScoreboardStarted);

            fixture.becomesReady(process(fixture, 1));
            fixture.passes(Supervisor.SCOREBOARD_AFTER_MILLIS);

            assertEquals(1, fixture.timesScoreboardStarted);
        }

        @Test
        void startsTheScoreboardAfterAWhileThoughAChildDoesNotServe() {
            SupervisorFixture fixture = new SupervisorFixture(2, 2, RunMode.normal());
            fixture.becomesReady(process(fixture, 0));
            fixture.passes(Supervisor.SCOREBOARD_AFTER_MILLIS - 1);
            assertEquals(0, fixture.timesScoreboardStarted);

            fixture.passes(1);
            assertEquals(1, fixture.timesScoreboardStarted);
            fixture.becomesReady(process(fixture, 1));

            assertEquals(1, fixture.timesScoreboardStarted);
        }

        @Test
        void tellsChildrenWhereTheScoreboardIsWhenItIsUp() {
            SupervisorFixture fixture = new SupervisorFixture(2, 2, RunMode.normal());
            FakeLink early = fixture.connects(process(fixture, 0), false);

            fixture.happens(new SupervisorEvent.ScoreboardUp(
                    new InMemoryScoreboard(), new ScoreboardAccess("127.0.0.1:5701", "secret")));
            FakeLink late = fixture.connects(process(fixture, 1), false);

            ControlMessage message = new ControlMessage.ScoreboardAt("127.0.0.1:5701", "secret");
            assertTrue(early.sent.contains(message));
            assertTrue(late.sent.contains(message));
        }

        @Test
        void killsAndReplacesAChildThatDoesNotBecomeReady() {
            SupervisorFixture fixture = new SupervisorFixture(1, 1, RunMode.normal());
            FakeProcess slow = process(fixture, 0);
            fixture.passes(ChildHandle.START_TIMEOUT_MILLIS - 1);
            assertEquals(List.of(), slow.signals);

            fixture.passes(1);
            assertEquals(List.of("KILL"), slow.signals);
            assertEquals(STOPPING, fixture.state(0));
            fixture.exits(slow, KILLED);

            assertEquals(2, fixture.launcher.processes.size());
            assertEquals(0, fixture.launcher.last().slot);
        }

        @Test
        void triesAgainLaterIfNoProcessCanBeStarted() {
            SupervisorFixture fixture = SupervisorFixture.serving(2);
            fixture.launcher.refusing = true;
            fixture.exits(process(fixture, 0), KILLED);
            fixture.passes(60_000);
            assertEquals(2, fixture.launcher.processes.size());

            fixture.launcher.refusing = false;
            fixture.passes(RestartBackoff.LONGEST_DELAY_MILLIS);

            assertEquals(3, fixture.launcher.processes.size());
        }
    }

    @Nested
    class WhenAChildDies {
        @Test
        void replacesItInItsSlotAtOnce() {
            SupervisorFixture fixture = SupervisorFixture.serving(3);

            fixture.exits(process(fixture, 1), KILLED);

            assertEquals(4, fixture.launcher.processes.size());
            assertEquals(1, fixture.launcher.last().slot);
            assertEquals(STARTING, fixture.state(1));
            assertEquals(READY, fixture.state(0));
        }

        @Test
        void backsOffWhenChildrenDieYoung() {
            SupervisorFixture fixture = new SupervisorFixture(1, 1, RunMode.normal());
            fixture.exits(fixture.launcher.last(), 1);
            fixture.exits(fixture.launcher.last(), 1);
            fixture.exits(fixture.launcher.last(), 1);
            assertEquals(3, fixture.launcher.processes.size());

            fixture.passes(249);
            assertEquals(3, fixture.launcher.processes.size());
            fixture.passes(1);

            assertEquals(4, fixture.launcher.processes.size());
        }

        @Test
        void removesItsRows() {
            SupervisorFixture fixture = SupervisorFixture.serving(2);
            InMemoryScoreboard scoreboard = new InMemoryScoreboard();
            fixture.happens(new SupervisorEvent.ScoreboardUp(scoreboard, new ScoreboardAccess("a:1", "s")));
            scoreboard.publish(fixture.row(process(fixture, 0), 1));
            scoreboard.publish(fixture.row(process(fixture, 1), 2));

            fixture.exits(process(fixture, 0), KILLED);

            assertEquals(1, scoreboard.snapshot().load().size());
            assertEquals(1, scoreboard.digest().children().size());
        }

        @Test
        void endsWithTheOnlyChildInSingleChildMode() {
            SupervisorFixture fixture = new SupervisorFixture(4, 4, new RunMode(true, false));
            assertEquals(1, fixture.launcher.processes.size());
            fixture.becomesReady(process(fixture, 0));

            fixture.exits(process(fixture, 0), 0);

            assertEquals(SupervisorPhase.ENDED, fixture.supervisor.phase());
            assertEquals(0, fixture.supervisor.exitCode());
            assertEquals(1, fixture.launcher.processes.size());
        }
    }

    @Nested
    class WhenALinkIsLost {
        @Test
        void letsTheChildServeOnAndComeBack() {
            SupervisorFixture fixture = new SupervisorFixture(1, 1, RunMode.normal());
            FakeLink first = fixture.becomesReady(process(fixture, 0));
            fixture.happens(new SupervisorEvent.LinkLost(first));
            assertEquals(READY, fixture.state(0));

            FakeLink second = fixture.connects(process(fixture, 0), true);

            assertEquals(List.of(new ControlMessage.Adopted()), second.sent);
            assertEquals(1, fixture.launcher.processes.size());
        }

        @Test
        void learnsFromAReturningChildThatItServes() {
            SupervisorFixture fixture = new SupervisorFixture(1, 1, RunMode.normal());
            fixture.happens(new SupervisorEvent.LinkLost(fixture.connects(process(fixture, 0), false)));

            fixture.connects(process(fixture, 0), true);

            assertEquals(READY, fixture.state(0));
        }

        @Test
        void hearsNothingMoreOnAReplacedLink() {
            SupervisorFixture fixture = new SupervisorFixture(1, 1, RunMode.normal());
            FakeLink old = fixture.connects(process(fixture, 0), false);
            fixture.connects(process(fixture, 0), false);

            fixture.says(old, new ControlMessage.Ready());

            assertEquals(STARTING, fixture.state(0));
            assertTrue(old.sent.contains("close"));
        }

        @Test
        void closesTheLinkOfAChildThatHasEnded() {
            SupervisorFixture fixture = SupervisorFixture.serving(1);
            FakeProcess ended = process(fixture, 0);
            fixture.exits(ended, KILLED);

            FakeLink late = new FakeLink(new ControlMessage.Hello(1, 0, 0, ended.pid(), "1", true));
            fixture.happens(new SupervisorEvent.LinkConnected(late));

            assertEquals(List.of("close"), late.sent);
        }
    }

    @Nested
    class WhenAChildLeaves {
        @Test
        void fillsItsPlaceWhileItDrains() {
            SupervisorFixture fixture = new SupervisorFixture(1, 1, RunMode.normal());
            FakeLink link = fixture.becomesReady(process(fixture, 0));

            fixture.says(link, new ControlMessage.Leaving("asked to"));

            assertEquals(DRAINING, fixture.state(0));
            assertEquals(STARTING, fixture.state(1));
            fixture.says(link, new ControlMessage.Leaving("no client is left"));
            assertEquals(DRAINING, fixture.state(0));
            fixture.exits(process(fixture, 0), 0);
            assertEquals(2, fixture.launcher.processes.size());
        }

        @Test
        void fillsThePlaceOfOneThatNeverServedWhenItIsGone() {
            SupervisorFixture fixture = new SupervisorFixture(1, 1, RunMode.normal());
            FakeLink link = fixture.connects(process(fixture, 0), false);

            fixture.says(link, new ControlMessage.Leaving("SIGTERM"));
            assertEquals(1, fixture.launcher.processes.size());
            fixture.exits(process(fixture, 0), 0);

            assertEquals(2, fixture.launcher.processes.size());
        }
    }

    @Nested
    class WhenItStops {
        private final SupervisorFixture fixture = SupervisorFixture.serving(2);

        @Test
        void asksChildrenAndEndsWhenTheLastIsGone() {
            FakeLink link = fixture.connects(process(fixture, 0), true);
            fixture.happens(new SupervisorEvent.SignalReceived("TERM"));
            assertEquals(List.of(new ControlMessage.Adopted(), new ControlMessage.Stop(5_000)), link.sent);
            assertEquals(1, fixture.timesStopping);

            fixture.exits(process(fixture, 0), 0);
            assertEquals(SupervisorPhase.STOPPING, fixture.supervisor.phase());
            fixture.exits(process(fixture, 1), 0);

            assertEquals(SupervisorPhase.ENDED, fixture.supervisor.phase());
            assertEquals(0, fixture.supervisor.exitCode());
            assertEquals(2, fixture.launcher.processes.size());
            assertEquals(List.of(), process(fixture, 0).signals);
        }

        @Test
        void terminatesAfterSixSecondsAndKillsAfterNine() {
            fixture.happens(new SupervisorEvent.SignalReceived("INT"));
            fixture.passes(5_999);
            assertEquals(List.of(), process(fixture, 0).signals);

            fixture.passes(1);
            assertEquals(List.of("TERM"), process(fixture, 0).signals);
            fixture.passes(2_999);
            assertEquals(List.of("TERM"), process(fixture, 0).signals);
            fixture.passes(1);
            assertEquals(List.of("TERM", "KILL"), process(fixture, 0).signals);
        }

        @Test
        void givesUpAfterTenSeconds() {
            fixture.happens(new SupervisorEvent.SignalReceived("TERM"));
            fixture.passes(9_999);
            assertEquals(SupervisorPhase.STOPPING, fixture.supervisor.phase());

            fixture.passes(1);

            assertEquals(SupervisorPhase.ENDED, fixture.supervisor.phase());
        }

        @Test
        void isNoFasterForASecondSignal() {
            fixture.happens(new SupervisorEvent.SignalReceived("TERM"));
            fixture.happens(new SupervisorEvent.SignalReceived("TERM"));

            assertEquals(List.of(), process(fixture, 0).signals);
            assertEquals(1, fixture.timesStopping);
        }

        @Test
        void terminatesAtOnceAChildThatCannotHearYet() {
            fixture.exits(process(fixture, 0), KILLED);

            fixture.happens(new SupervisorEvent.SignalReceived("TERM"));

            assertEquals(List.of("TERM"), fixture.launcher.last().signals);
        }

        @Test
        void asksAChildThatComesBackMeanwhile() {
            fixture.happens(new SupervisorEvent.SignalReceived("TERM"));

            FakeLink link = fixture.connects(process(fixture, 1), true);

            assertEquals(List.of(new ControlMessage.Stop(5_000)), link.sent);
        }

        @Test
        void keepsTheListenersOpenWhileTheyTravel() {
            fixture.exits(process(fixture, 0), KILLED);
            fixture.connects(fixture.launcher.last(), false);

            fixture.happens(new SupervisorEvent.SignalReceived("TERM"));

            assertEquals(0, fixture.timesStopping);
        }
    }

    @Test
    void shutsDownIfAConfiguredPartCannotStart() {
        SupervisorFixture fixture = SupervisorFixture.serving(1);

        fixture.happens(new SupervisorEvent.PartFailed("AdminListen 127.0.0.1:80: in use"));
        fixture.exits(process(fixture, 0), 0);

        assertEquals(1, fixture.supervisor.exitCode());
    }

    @Test
    void asksTheSiblingsOfADeadChildToAccept() {
        SupervisorFixture fixture = SupervisorFixture.serving(2);
        FakeLink sibling = fixture.connects(process(fixture, 1), true);

        fixture.exits(process(fixture, 0), KILLED);

        assertEquals(List.of(new ControlMessage.Adopted(), new ControlMessage.Arm()), sibling.sent);
    }
}
