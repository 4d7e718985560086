package org.whippletree.supervisor;

import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.whippletree.scoreboard.ChildLoad;
import org.whippletree.scoreboard.Digest;
import org.whippletree.scoreboard.LoadRow;
import org.whippletree.scoreboard.Scoreboard;

/**
 * Folds the load rows into the digest that every child reads: ten times a second while they change, else five times, and publishes
 * what changed, at least once a second. Never waits. Owned by the loop.
 */
final class DigestTicker {
    static final long BUSY_MILLIS = 100;
    static final long IDLE_MILLIS = 200;
    static final long PUBLISH_MILLIS = 1_000;

    private final Scoreboard scoreboard;
    private final LongSupplier wallMillis;
    private long nextAtMillis;
    private long publishedAtMillis;
    private List<ChildLoad> published = List.of();

    /**
     * @param scoreboard where rows come from and the digest goes to
     * @param wallMillis the time that stamps are in, unlike the loop's
     */
    DigestTicker(Scoreboard scoreboard, LongSupplier wallMillis, long nowMillis) {
        this.scoreboard = scoreboard;
        this.wallMillis = wallMillis;
        this.nextAtMillis = nowMillis;
        this.publishedAtMillis = nowMillis - PUBLISH_MILLIS;
    }

    Scoreboard scoreboard() {
        return scoreboard;
    }

    long nextDeadlineMillis() {
        return nextAtMillis;
    }

    /** Removes the rows of a child whose process has ended, and lets its siblings know soon. */
    void gone(long pid, long nowMillis) {
        for (LoadRow row : scoreboard.snapshot().load()) {
            if (row.pid() == pid) {
                scoreboard.remove(row.id());
            }
        }
        nextAtMillis = nowMillis;
    }

    void pass(Set<Long> livingPids, long nowMillis) {
        if (nowMillis < nextAtMillis) {
            return;
        }
        List<LoadRow> rows = scoreboard.snapshot().load();
        // A last write of a child may arrive after its rows were removed.
        rows.stream().filter(row -> !livingPids.contains(row.pid())).forEach(row -> scoreboard.remove(row.id()));
        List<LoadRow> living =
                rows.stream().filter(row -> livingPids.contains(row.pid())).toList();
        Digest digest = Digest.of(living, wallMillis.getAsLong());
        boolean changed = newsTo(published, digest.children());
        if (changed || nowMillis - publishedAtMillis >= PUBLISH_MILLIS) {
            scoreboard.publish(digest);
            published = digest.children();
            publishedAtMillis = nowMillis;
        }
        nextAtMillis = nowMillis + (changed ? BUSY_MILLIS : IDLE_MILLIS);
    }

    private static boolean newsTo(List<ChildLoad> told, List<ChildLoad> now) {
        return told.size() != now.size()
                || IntStream.range(0, now.size())
                        .anyMatch(index -> now.get(index).newsTo(told.get(index)));
    }
}
