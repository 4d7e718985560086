package org.whippletree.supervisor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.whippletree.control.ControlMessage;
import org.whippletree.scoreboard.ChildId;
import org.whippletree.scoreboard.LoadRow;
import org.whippletree.scoreboard.Scoreboard;
import org.whippletree.scoreboard.ScoreboardSnapshot;
import org.whippletree.supervisor.status.BalancerFacts;
import org.whippletree.supervisor.status.ChildFacts;
import org.whippletree.supervisor.status.ServerFacts;
import org.whippletree.supervisor.status.ServerStatus;

/**
 * The questions after the server's status that await an answer: children are asked for fresh rows, and the answer goes out when
 * all have come, or after a second with those that have. Owned by the loop.
 */
final class StatusRequests {
    static final long PATIENCE_MILLIS = 1_000;
    static final long POLL_MILLIS = 25;
    private static final int WATCH_SECONDS = 5;

    private record Request(long askedAtWallMillis, long untilMillis, CompletableFuture<ServerStatus> answer) {}

    private record Place(int slot, int generation) {
        static Place of(ChildId id) {
            return new Place(id.slot(), id.generation());
        }
    }

    private ServerFacts server;
    private List<BalancerFacts> balancers;
    private final LongSupplier wallMillis;
    private final List<Request> pending = new ArrayList<>();
    private long nextAtMillis = ChildHandle.NEVER;

    StatusRequests(Generation generation, LongSupplier wallMillis) {
        this.wallMillis = wallMillis;
        describe(generation);
    }

    /** Answers are about this generation from now on. */
    void describe(Generation generation) {
        server = generation.server();
        balancers = StatusFacts.balancers(generation.config());
    }

    void ask(CompletableFuture<ServerStatus> answer, Collection<ChildHandle> children, long nowMillis) {
        pending.add(new Request(wallMillis.getAsLong(), nowMillis + PATIENCE_MILLIS, answer));
        children.forEach(child -> child.send(new ControlMessage.Watch(WATCH_SECONDS)));
        nextAtMillis = nowMillis;
    }

    long nextDeadlineMillis() {
        return nextAtMillis;
    }

    void pass(Optional<Scoreboard> scoreboard, Collection<ChildHandle> children, long nowMillis) {
        if (nowMillis < nextAtMillis) {
            return;
        }
        ScoreboardSnapshot snapshot =
                scoreboard.map(Scoreboard::snapshot).orElseGet(() -> new ScoreboardSnapshot(List.of(), List.of()));
        for (Request request : List.copyOf(pending)) {
            if (scoreboard.isEmpty()
                    || nowMillis >= request.untilMillis()
                    || allFresh(snapshot, children, request.askedAtWallMillis())) {
                pending.remove(request);
                ServerStatus status = status(snapshot, children, nowMillis);
                // What hangs on the answer (rendering, a response) must not run on the loop.
                request.answer().completeAsync(() -> status);
            }
        }
        nextAtMillis = pending.isEmpty() ? ChildHandle.NEVER : nowMillis + POLL_MILLIS;
    }

    /**
     * Whether both rows of each child are of the time since the question: they come independently of each other. A child that has
     * never written a row is still on its way to the scoreboard: its siblings need not wait for it.
     */
    private static boolean allFresh(
            ScoreboardSnapshot snapshot, Collection<ChildHandle> children, long sinceWallMillis) {
        Set<Place> writing =
                snapshot.load().stream().map(LoadRow::id).map(Place::of).collect(Collectors.toSet());
        Set<Place> freshLoad = snapshot.load().stream()
                .filter(row -> row.stampMillis() >= sinceWallMillis)
                .map(row -> Place.of(row.id()))
                .collect(Collectors.toSet());
        Set<Place> freshDetail = snapshot.details().stream()
                .filter(row -> row.stampMillis() >= sinceWallMillis)
                .map(row -> Place.of(row.id()))
                .collect(Collectors.toSet());
        return children.stream()
                .filter(child -> child.is(ChildProcessState.READY))
                .map(child -> new Place(child.slot(), child.generation()))
                .filter(writing::contains)
                .allMatch(place -> freshLoad.contains(place) && freshDetail.contains(place));
    }

    private ServerStatus status(ScoreboardSnapshot snapshot, Collection<ChildHandle> children, long nowMillis) {
        long wallNow = wallMillis.getAsLong();
        List<ChildFacts> facts = children.stream()
                .map(child -> new ChildFacts(
                        child.slot(),
                        child.generation(),
                        child.pid(),
                        child.state().name(),
                        wallNow - (nowMillis - child.sinceMillis())))
                .toList();
        return new ServerStatus(server, facts, snapshot, balancers, wallNow);
    }
}
