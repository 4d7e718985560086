package org.whippletree.scoreboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.scoreboard.Rows.child;
import static org.whippletree.scoreboard.Rows.detail;
import static org.whippletree.scoreboard.Rows.digest;
import static org.whippletree.scoreboard.Rows.load;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every scoreboard promises. Each case has slots of its own, so that one pair of scoreboards serves them all. */
interface ScoreboardContract {
    /** What a child publishes on. */
    Scoreboard childSide();

    /** What the supervisor reads. */
    Scoreboard supervisorSide();

    @Test
    default void showsTheSupervisorEveryColumnOfALoadRow() {
        childSide().publish(load(1, 101, 5));

        Eventually.until("the row arrives", () -> loadOf(1).equals(Optional.of(load(1, 101, 5))));
    }

    @Test
    default void showsTheSupervisorTheNewestOfManyRows() {
        for (int requests = 1; requests <= 1_000; requests++) {
            childSide().publish(load(2, 102, requests));
        }

        Eventually.until("the newest arrives", () -> loadOf(2).equals(Optional.of(load(2, 102, 1_000))));
    }

    @Test
    default void showsTheSupervisorEveryLineOfADetailRow() {
        childSide().publish(detail(3, "GET /a HTTP/1.1"));

        Eventually.until("the row arrives", () -> detailOf(3).equals(Optional.of(detail(3, "GET /a HTTP/1.1"))));
    }

    @Test
    default void showsADetailRowWithoutLines() {
        DetailRow empty = new DetailRow(child(4), List.of(), List.of(), 1);

        childSide().publish(empty);

        Eventually.until("the row arrives", () -> detailOf(4).equals(Optional.of(empty)));
    }

    @Test
    default void showsTheChildrenTheNewestDigest() {
        supervisorSide().publish(digest(1_000));
        supervisorSide().publish(digest(2_000));

        Eventually.until("the digest arrives", () -> childSide().digest().equals(digest(2_000)));
        assertEquals(digest(2_000), supervisorSide().digest());
    }

    @Test
    default void forgetsBothRowsOfARemovedChild() {
        childSide().publish(load(5, 105, 1));
        childSide().publish(detail(5, "GET / HTTP/1.1"));
        Eventually.until(
                "both arrive", () -> loadOf(5).isPresent() && detailOf(5).isPresent());

        supervisorSide().remove(child(5));

        assertTrue(loadOf(5).isEmpty());
        assertTrue(detailOf(5).isEmpty());
    }

    @Test
    default void doesNotBringARemovedChildBackWhenItsLastWriteComesLate() {
        childSide().publish(load(6, 106, 1));
        Eventually.until("the row arrives", () -> loadOf(6).isPresent());
        supervisorSide().remove(child(6));

        childSide().publish(detail(6, "GET /late HTTP/1.1"));
        childSide().publish(load(6, 106, 2));

        childSide().publish(load(7, 107, 1));
        Eventually.until("a later write arrives", () -> loadOf(7).isPresent());
        assertTrue(loadOf(6).isEmpty());
        assertTrue(detailOf(6).isEmpty());
    }

    @Test
    default void showsTheSuccessorOfARemovedChildInTheSameSlot() {
        childSide().publish(load(8, 108, 1));
        Eventually.until("the row arrives", () -> loadOf(8).isPresent());
        supervisorSide().remove(child(8));

        childSide().publish(load(8, 208, 0));
        childSide().publish(detail(8, "GET /b HTTP/1.1"));

        Eventually.until("the successor's row arrives", () -> loadOf(8).equals(Optional.of(load(8, 208, 0))));
        childSide().publish(detail(8, "GET /c HTTP/1.1"));
        Eventually.until("and its lines", () -> detailOf(8).equals(Optional.of(detail(8, "GET /c HTTP/1.1"))));
    }

    @Test
    default void forgetsAChildThatTakesItsOwnRowsAway() {
        childSide().publish(load(9, 109, 1));
        Eventually.until("the row arrives", () -> loadOf(9).isPresent());

        childSide().remove(child(9));

        Eventually.until("the row goes", () -> loadOf(9).isEmpty());
    }

    @Test
    default void ordersTheRowsByChild() {
        childSide().publish(load(11, 111, 1));
        childSide().publish(load(10, 110, 1));
        Eventually.until(
                "both arrive", () -> loadOf(10).isPresent() && loadOf(11).isPresent());

        List<ChildId> ids =
                supervisorSide().snapshot().load().stream().map(LoadRow::id).toList();

        assertEquals(ids.stream().sorted().toList(), ids);
        assertFalse(ids.isEmpty());
    }

    private Optional<LoadRow> loadOf(int slot) {
        return supervisorSide().snapshot().load().stream()
                .filter(row -> row.id().slot() == slot)
                .findFirst();
    }

    private Optional<DetailRow> detailOf(int slot) {
        return supervisorSide().snapshot().details().stream()
                .filter(row -> row.id().slot() == slot)
                .findFirst();
    }
}
