package org.whippletree.supervisor;

import java.util.Optional;
import org.whippletree.control.ChildLink;
import org.whippletree.control.ControlMessage;

/** A child as the supervisor sees it: its place, process, link and state. Owned by the loop. */
final class ChildHandle {
    static final long NEVER = Long.MAX_VALUE;
    /** A child that is not ready after so long hangs. */
    static final long START_TIMEOUT_MILLIS = 60_000;
    /** A linked child that sends no heartbeat for so long hangs, or its machine does. */
    static final long SILENCE_MILLIS = 30_000;

    private static final System.Logger LOG = System.getLogger(ChildHandle.class.getName());

    private final int slot;
    private final int generation;
    private final ChildProcess process;
    private final long startedAtMillis;
    private ChildProcessState state = ChildProcessState.STARTING;
    private long sinceMillis;
    private Optional<ChildLink> link = Optional.empty();
    private long silentAtMillis = NEVER;

    ChildHandle(int slot, int generation, ChildProcess process, long nowMillis) {
        this.slot = slot;
        this.generation = generation;
        this.process = process;
        this.startedAtMillis = nowMillis;
        this.sinceMillis = nowMillis;
    }

    int slot() {
        return slot;
    }

    int generation() {
        return generation;
    }

    long pid() {
        return process.pid();
    }

    ChildProcessState state() {
        return state;
    }

    boolean is(ChildProcessState wanted) {
        return state == wanted;
    }

    long sinceMillis() {
        return sinceMillis;
    }

    long livedMillis(long nowMillis) {
        return nowMillis - startedAtMillis;
    }

    /** The one way to another state. */
    void become(ChildProcessState next, long nowMillis, String reason) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(this + " cannot become " + next + ": " + reason);
        }
        LOG.log(System.Logger.Level.INFO, this + ": " + state + " -> " + next + ", " + reason);
        state = next;
        sinceMillis = nowMillis;
    }

    void linked(ChildLink connected, long nowMillis) {
        // The same process, which the kernel vouched for: its older link is dead, whether or not that was noticed.
        link.filter(old -> old != connected).ifPresent(ChildLink::close);
        link = Optional.of(connected);
        heard(nowMillis);
    }

    void unlinked(ChildLink lost) {
        if (speaksOn(lost)) {
            link = Optional.empty();
            silentAtMillis = NEVER;
        }
    }

    boolean speaksOn(ChildLink other) {
        return link.filter(own -> own == other).isPresent();
    }

    boolean hasLink() {
        return link.isPresent();
    }

    void heard(long nowMillis) {
        silentAtMillis = nowMillis + SILENCE_MILLIS;
    }

    /** Whether it has a link, and has said something since then. */
    boolean heardSince(long millis) {
        return silentAtMillis != NEVER && silentAtMillis - SILENCE_MILLIS >= millis;
    }

    /** Sends if there is a link; a child without one is told when it comes back. */
    void send(ControlMessage message) {
        link.ifPresent(open -> open.send(message));
    }

    void terminate() {
        process.terminate();
    }

    void kill() {
        process.kill();
    }

    long nextDeadlineMillis() {
        return Math.min(readyByMillis(), silentAtMillis);
    }

    private long readyByMillis() {
        return is(ChildProcessState.STARTING) ? startedAtMillis + START_TIMEOUT_MILLIS : NEVER;
    }

    void passDeadlines(long nowMillis) {
        if (nowMillis >= readyByMillis()) {
            String reason = "not ready after " + START_TIMEOUT_MILLIS / 1000 + " s";
            LOG.log(System.Logger.Level.ERROR, this + " is killed: " + reason);
            become(ChildProcessState.STOPPING, nowMillis, reason);
            kill();
        }
        if (nowMillis >= silentAtMillis) {
            LOG.log(System.Logger.Level.WARNING, this + " has sent nothing for " + SILENCE_MILLIS / 1000 + " s");
            silentAtMillis = NEVER;
        }
    }

    @Override
    public String toString() {
        return "child " + slot + " (generation " + generation + ", pid " + pid() + ")";
    }
}
