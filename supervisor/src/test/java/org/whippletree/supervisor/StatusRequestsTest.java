package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.whippletree.config.process.ProcessFacts;
import org.whippletree.control.ControlMessage;
import org.whippletree.scoreboard.ChildId;
import org.whippletree.scoreboard.DetailRow;
import org.whippletree.scoreboard.InMemoryScoreboard;
import org.whippletree.scoreboard.ScoreboardAccess;
import org.whippletree.supervisor.status.BalancerFacts;
import org.whippletree.supervisor.status.ChildFacts;
import org.whippletree.supervisor.status.ServerStatus;

class StatusRequestsTest {
    private final SupervisorFixture fixture = new SupervisorFixture(2, 2, RunMode.normal());
    private final InMemoryScoreboard scoreboard = new InMemoryScoreboard();
    private final FakeLink first = fixture.becomesReady(fixture.launcher.processes.get(0));

    private CompletableFuture<ServerStatus> asked() {
        CompletableFuture<ServerStatus> answer = fixture.supervisor.status().toCompletableFuture();
        fixture.supervisor.settle();
        return answer;
    }

    private void scoreboardIsUp() {
        scoreboard.publish(fixture.row(fixture.launcher.processes.get(0), 0));
        fixture.happens(new SupervisorEvent.ScoreboardUp(scoreboard, new ScoreboardAccess("a:1", "s")));
    }

    private void publishesDetail(int slot, long stampMillis) {
        scoreboard.publish(new DetailRow(new ChildId(ProcessFacts.host(), slot, 0), List.of(), List.of(), stampMillis));
    }

    @Test
    void answersWhenTheRowsOfAllReadyChildrenAreNew() {
        scoreboardIsUp();
        fixture.passes(1);
        publishesDetail(0, fixture.wallMillis() - 1);
        CompletableFuture<ServerStatus> answer = asked();
        assertTrue(first.sent.contains(new ControlMessage.Watch(5)));
        fixture.passes(StatusRequests.POLL_MILLIS);
        assertFalse(answer.isDone());

        publishesDetail(0, fixture.wallMillis());
        fixture.passes(StatusRequests.POLL_MILLIS);
        assertFalse(answer.isDone(), "its figures are still those of before");

        scoreboard.publish(fixture.row(fixture.launcher.processes.get(0), 1));
        fixture.passes(StatusRequests.POLL_MILLIS);

        assertEquals(1, answer.join().scoreboard().details().size());
    }

    @Test
    void answersAfterASecondWithWhatIsThere() {
        scoreboardIsUp();
        CompletableFuture<ServerStatus> answer = asked();
        fixture.passes(StatusRequests.PATIENCE_MILLIS - StatusRequests.POLL_MILLIS);
        assertFalse(answer.isDone());

        fixture.passes(StatusRequests.POLL_MILLIS);

        assertEquals(List.of(), answer.join().scoreboard().details());
    }

    @Test
    void answersAtOnceWithoutAScoreboard() {
        assertEquals(2, asked().join().children().size());
    }

    @Test
    void doesNotWaitForAChildThatHasNotReachedTheScoreboard() {
        fixture.happens(new SupervisorEvent.ScoreboardUp(scoreboard, new ScoreboardAccess("a:1", "s")));

        assertEquals(List.of(), asked().join().scoreboard().details());
    }

    @Test
    void stopsPollingWhenAllIsAnswered() {
        asked().join();

        assertTrue(fixture.supervisor.nextDeadlineMillis() - fixture.nowMillis > 1_000);
    }

    @Test
    void describesTheServerAndItsChildren() {
        fixture.passes(1_500);

        ServerStatus status = asked().join();

        ChildFacts child = status.children().get(0);
        assertEquals(new ChildFacts(0, 0, 100, "READY", fixture.wallMillis() - 1_500), child);
        assertEquals("STARTING", status.children().get(1).state());
        assertEquals(fixture.wallMillis(), status.nowMillis());
        assertEquals(List.of(new BalancerFacts("app", List.of("http://127.0.0.1:8081"))), status.balancers());
        assertEquals(8, status.server().serverLimit());
        assertEquals("test.example", status.server().serverName());
        assertTrue(
                status.server().version().matches("\\d+\\.\\d+.*"),
                status.server().version());
    }
}
