package org.whippletree.child.report;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.whippletree.scoreboard.DetailRow;
import org.whippletree.scoreboard.LoadRow;
import org.whippletree.scoreboard.Scoreboard;

/**
 * Publishes the child's rows. Owned by the event loop; the scoreboard takes a row without waiting.
 *
 * <p>A second's beat carries the heartbeat, measures how late the loop is, and brings the detail row while somebody looks.
 */
public final class Reporter {
    private final ScheduledExecutorService loop;
    private final LongSupplier millisClock;
    private final IntFunction<LoadRow> loadRow;
    private final Supplier<DetailRow> detailRow;
    private final ReportRhythm rhythm = new ReportRhythm();
    private Scoreboard scoreboard;
    private Future<?> nextRow = CompletableFuture.completedFuture(null);
    private long watchedUntilMillis;
    private int loopLagMillis;
    private boolean due;

    /**
     * @param loadRow makes a row of the figures now, given the loop's lag in milliseconds
     * @param detailRow makes the lines of now
     */
    public Reporter(
            ScheduledExecutorService loop,
            LongSupplier millisClock,
            IntFunction<LoadRow> loadRow,
            Supplier<DetailRow> detailRow) {
        this.loop = loop;
        this.millisClock = millisClock;
        this.loadRow = loadRow;
        this.detailRow = detailRow;
    }

    /** Publishes to this scoreboard from now on. */
    public void reportTo(Scoreboard newest) {
        scoreboard = newest;
        publishNow();
    }

    /** A figure has changed. */
    public void changed() {
        if (scoreboard == null || due) {
            return;
        }
        long now = millisClock.getAsLong();
        if (nextRow.isDone()) {
            schedule(rhythm.delayAfterChangeMillis(now));
        } else if (rhythm.dueSoon(now)) {
            // The loop is awake; its timer would wake it once more.
            nextRow.cancel(false);
            schedule(0);
        }
    }

    private void schedule(long delayMillis) {
        due = delayMillis == 0;
        nextRow = loop.schedule(this::publishNow, delayMillis, TimeUnit.MILLISECONDS);
    }

    /** The child's own state has changed: this does not wait. */
    public void publishNow() {
        due = false;
        if (scoreboard != null) {
            rhythm.published(millisClock.getAsLong());
            scoreboard.publish(loadRow.apply(loopLagMillis));
        }
    }

    /** Somebody looks: the detail row comes now, and with each beat for so long. */
    public void watch(int seconds) {
        watchedUntilMillis = millisClock.getAsLong() + TimeUnit.SECONDS.toMillis(seconds);
        publishNow();
        publishDetail();
    }

    /**
     * Once a second.
     *
     * @param lagMillis how late the beat came
     */
    public void beat(int lagMillis) {
        loopLagMillis = lagMillis;
        long now = millisClock.getAsLong();
        if (rhythm.heartbeatDue(now)) {
            publishNow();
        }
        if (now < watchedUntilMillis) {
            publishDetail();
        }
    }

    private void publishDetail() {
        if (scoreboard != null) {
            scoreboard.publish(detailRow.get());
        }
    }
}
