package org.whippletree.child;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.whippletree.config.GracePeriods;
import org.whippletree.proxy.client.ClientState;
import org.whippletree.proxy.client.Clients;

/**
 * Closes the idle clients of a child that drains, the one idle longest first, over some seconds. One that asked less than a second ago
 * stays: it may be about to ask again, and its next answer tells it to leave. Owned by the event loop.
 */
final class IdleFarewell {
    private static final System.Logger LOG = System.getLogger(IdleFarewell.class.getName());
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long STEP_MILLIS = 100;
    /** Who becomes idle later is rare: an answer had begun before the drain, and ends after it. */
    private static final long LATE_STEP_MILLIS = 1_000;

    private final ScheduledExecutorService loop;
    private final Clients clients;
    private final DrainPace pace;

    private IdleFarewell(ScheduledExecutorService loop, Clients clients, DrainPace pace) {
        this.loop = loop;
        this.clients = clients;
        this.pace = pace;
    }

    /** Begins; it ends with the last client. */
    static void begin(ScheduledExecutorService loop, Clients clients, Duration spread) {
        int idle = clients.in(ClientState.KEEP_ALIVE);
        if (idle > 0) {
            LOG.log(System.Logger.Level.INFO, "{0} idle clients leave within {1} ms", idle, spread.toMillis());
        }
        new IdleFarewell(loop, clients, new DrainPace(idle, System.nanoTime(), spread.toNanos())).step();
    }

    /**
     * How long it may take, so that it is over well before what is left is cut.
     *
     * @param stops whether the whole server stops
     */
    static Duration spread(GracePeriods grace, boolean stops) {
        Duration bound = stops ? grace.shutdown() : grace.restart();
        Duration half = bound.dividedBy(2);
        return bound.isZero() || half.compareTo(LONGEST) > 0 ? LONGEST : half;
    }

    private void step() {
        long now = System.nanoTime();
        clients.closeIdle(pace.leave(clients.in(ClientState.KEEP_ALIVE), now), IDLE_NANOS);
        if (clients.total() > 0) {
            loop.schedule(this::step, pace.over(now) ? LATE_STEP_MILLIS : STEP_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
