package org.whippletree.supervisor;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.whippletree.config.errorlog.ErrorLog;
import org.whippletree.supervisor.admin.RestartReport;
import org.whippletree.supervisor.notify.Notifier;

/**
 * The way from one generation to the next: asked for by a signal, begun when the one before has come far enough, prepared beside the
 * loop, refused or adopted, and at its end when the new children have taken over. What is asked for meanwhile is one more restart,
 * however often. Owned by the loop.
 */
final class Restarts {
    /** How long a restart waits for the oldest of two old generations before that is stopped. */
    static final long PATIENCE_MILLIS = 15_000;
    /** A generation none of whose children has begun to serve for so long is no reason to wait any more. */
    static final long STUCK_MILLIS = 10_000;

    private static final System.Logger LOG = System.getLogger(Restarts.class.getName());
    private static final int OLD_GENERATIONS = 2;

    private enum State {
        IDLE,
        /** The generations before are not far enough. */
        WAITING,
        /** The next generation is being made. */
        PREPARING,
        /** Its children take over. */
        REPLACING
    }

    private final GenerationMaker maker;
    private final ChildPool pool;
    private final Departures departures;
    private final ChildLinks links;
    private final Notifier notifier;
    private State state = State.IDLE;
    private RestartKind kind = RestartKind.GRACEFUL;
    /** Asked for while one is being prepared, which may have read the file before it was changed. */
    private Optional<RestartKind> next = Optional.empty();

    private int lastNumber;
    /** Whether listeners that are not used any more are still open, which the next change must not see. */
    private boolean closing;

    private long askedAtMillis;
    private boolean oldestStopped;
    private long asked;
    private long begun;
    private long ended;
    private List<String> problems = List.of();

    Restarts(GenerationMaker maker, ChildPool pool, Departures departures, ChildLinks links, Notifier notifier) {
        this.maker = maker;
        this.pool = pool;
        this.departures = departures;
        this.links = links;
        this.notifier = notifier;
        this.lastNumber = pool.current().number();
    }

    /** Somebody wants a restart. */
    void ask(RestartKind wanted, long nowMillis) {
        asked++;
        ErrorLog.notice(LOG, wanted.notice());
        notifier.reloading(nowMillis);
        if (state == State.PREPARING) {
            next = Optional.of(next.orElse(wanted).or(wanted));
        } else {
            RestartKind both = state == State.WAITING ? kind.or(wanted) : wanted;
            await(both, nowMillis);
        }
    }

    private void await(RestartKind wanted, long nowMillis) {
        kind = wanted;
        if (state != State.WAITING) {
            askedAtMillis = nowMillis;
            oldestStopped = false;
            become(State.WAITING, kind + " restart");
        }
    }

    private void become(State newState, String reason) {
        LOG.log(System.Logger.Level.DEBUG, "restart: {0} -> {1}, {2}", state, newState, reason);
        state = newState;
    }

    long nextDeadlineMillis() {
        if (state != State.WAITING) {
            return ChildHandle.NEVER;
        }
        if (tooManyOld()) {
            return oldestStopped ? ChildHandle.NEVER : askedAtMillis + PATIENCE_MILLIS;
        }
        return pool.progressAtMillis() + STUCK_MILLIS;
    }

    /** Does what is due. */
    void pass(Supplier<String> statusLine, long nowMillis) {
        if (state == State.REPLACING && pool.complete()) {
            end(List.of(), statusLine, nowMillis);
        }
        if (state == State.WAITING) {
            if (mayBegin(nowMillis)) {
                begun = asked;
                become(State.PREPARING, "generation " + (lastNumber + 1));
                maker.begin(lastNumber + 1, kind);
            } else if (tooManyOld() && !oldestStopped && nowMillis >= askedAtMillis + PATIENCE_MILLIS) {
                stopOldest(nowMillis);
            }
        }
    }

    private boolean mayBegin(long nowMillis) {
        if (closing) {
            return false;
        }
        if (kind == RestartKind.HARD) {
            return true;
        }
        boolean farEnough = pool.complete() || nowMillis - pool.progressAtMillis() >= STUCK_MILLIS;
        return farEnough && !tooManyOld();
    }

    private boolean tooManyOld() {
        long old = pool.table().olderThan(pool.current().number()).stream()
                .mapToInt(ChildHandle::generation)
                .distinct()
                .count();
        return old >= OLD_GENERATIONS;
    }

    private void stopOldest(long nowMillis) {
        int oldest = pool.table().olderThan(pool.current().number()).stream()
                .mapToInt(ChildHandle::generation)
                .min()
                .orElseThrow();
        oldestStopped = true;
        LOG.log(
                System.Logger.Level.WARNING,
                "generation " + oldest
                        + " is cut: two old generations still finish what is in flight, and one more restart waits");
        departures.stop(pool.table().of(oldest), "one more restart waits", nowMillis);
    }

    /** The next generation takes over, beginning now. */
    void prepared(NextGeneration generation, long nowMillis) {
        lastNumber = generation.generation().number();
        pool.adopt(generation, kind, nowMillis);
        closing = true;
        links.whenDelivered(lastNumber, () -> {
            generation.adopted().run();
            closing = false;
        });
        ErrorLog.notice(
                LOG,
                "AH00489: Whippletree/" + generation.generation().server().version()
                        + " configured -- resuming normal operations, as generation " + lastNumber);
        become(State.REPLACING, "generation " + lastNumber);
        next.ifPresent(wanted -> await(wanted, nowMillis));
        next = Optional.empty();
    }

    /** Nothing has changed; the reasons have been logged. */
    void refused(List<String> reasons, Supplier<String> statusLine, long nowMillis) {
        end(reasons, statusLine, nowMillis);
        next.ifPresent(wanted -> await(wanted, nowMillis));
        next = Optional.empty();
    }

    private void end(List<String> reasons, Supplier<String> statusLine, long nowMillis) {
        become(State.IDLE, reasons.isEmpty() ? "complete" : "refused");
        ended = begun;
        problems = reasons;
        if (ended == asked) {
            notifier.reloaded(statusLine.get(), nowMillis);
        }
    }

    RestartReport report() {
        return new RestartReport(asked, ended, pool.current().number(), problems);
    }
}
