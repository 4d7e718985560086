package org.whippletree.supervisor;

import java.util.Optional;
import org.whippletree.control.ChildLink;
import org.whippletree.control.ControlMessage;

/** A child as the supervisor sees it: its place, process, link and state. Owned by the loop. */
final class ChildHandle {
    static final long NEVER = Long.MAX_VALUE;
    /** A child that is not ready after so long hangs. */
    static final long START_TIMEOUT_MILLIS = 60_000;
    /** A linked child whose event loop sends no heartbeat for so long hangs. */
    static final long SILENCE_MILLIS = 10_000;

    private static final System.Logger LOG = System.getLogger(ChildHandle.class.getName());

    private final int slot;
    private final int generation;
    private final ChildProcess process;
    private final long startedAtMillis;
    private final long awaitedSinceMillis;
    private ChildProcessState state = ChildProcessState.STARTING;
    private long sinceMillis;
    private Optional<ChildLink> link = Optional.empty();
    private long heardAtMillis;
    private long silentAtMillis = NEVER;
    private long drainsAtMillis = NEVER;
    private Optional<ControlMessage> order = Optional.empty();

    ChildHandle(int slot, int generation, ChildProcess process, long nowMillis) {
        this(slot, generation, process, nowMillis, nowMillis);
    }

    /** @param startedAtMillis when its process began, in the time of the loop */
    private ChildHandle(int slot, int generation, ChildProcess process, long startedAtMillis, long nowMillis) {
        this.slot = slot;
        this.generation = generation;
        this.process = process;
        this.startedAtMillis = startedAtMillis;
        this.awaitedSinceMillis = nowMillis;
        this.sinceMillis = nowMillis;
    }

    /** A child that an earlier supervisor started. */
    static ChildHandle inherited(SavedChild saved, ChildProcess process, long wallMillis, long nowMillis) {
        long livedMillis = Math.max(0, wallMillis - saved.startedAtMillis());
        return new ChildHandle(saved.slot(), saved.generation(), process, nowMillis - livedMillis, nowMillis);
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

    long startTicks() {
        return process.startTicks();
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
        order.ifPresent(connected::send);
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
        heardAtMillis = nowMillis;
        silentAtMillis = nowMillis + SILENCE_MILLIS;
    }

    /** Whether it has a link, and has said something since then. */
    boolean heardSince(long millis) {
        return hasLink() && heardAtMillis >= millis;
    }

    /** Sends if there is a link; a child without one is told when it comes back. */
    void send(ControlMessage message) {
        link.ifPresent(open -> open.send(message));
    }

    /** It takes no client for the time being, and is told to drain at the given time unless that is taken back before. */
    void retire(long drainAtMillis) {
        drainsAtMillis = drainAtMillis;
        send(new ControlMessage.Disarm());
    }

    /** It is needed again. */
    void stay() {
        drainsAtMillis = NEVER;
        send(new ControlMessage.Arm());
    }

    /** When it is told to drain; {@link #NEVER} unless it is being retired. */
    long drainsAtMillis() {
        return drainsAtMillis;
    }

    boolean retiring() {
        return drainsAtMillis != NEVER;
    }

    /** It says that it leaves. */
    void leaves(String reason, long nowMillis) {
        if (is(ChildProcessState.READY)) {
            become(ChildProcessState.DRAINING, nowMillis, "leaves: " + reason);
        } else if (is(ChildProcessState.STARTING)) {
            // It never served, so nothing is lost: its place is filled, with its delay, when it is gone.
            become(ChildProcessState.STOPPING, nowMillis, "leaves: " + reason);
        }
    }

    /** Tells it to leave; one without a link is told when it comes back. */
    void order(ControlMessage departure) {
        order = Optional.of(departure);
        send(departure);
    }

    /** Whether it was told to leave. */
    boolean ordered() {
        return order.isPresent();
    }

    void terminate() {
        process.terminate();
    }

    void kill() {
        process.kill();
    }

    long nextDeadlineMillis() {
        boolean watched = state.mayBecome(ChildProcessState.STOPPING);
        return Math.min(readyByMillis(), watched ? silentAtMillis : NEVER);
    }

    private long readyByMillis() {
        return is(ChildProcessState.STARTING) ? awaitedSinceMillis + START_TIMEOUT_MILLIS : NEVER;
    }

    void passDeadlines(long nowMillis) {
        if (nowMillis >= readyByMillis()) {
            String reason = "not ready after " + START_TIMEOUT_MILLIS / 1000 + " s";
            LOG.log(System.Logger.Level.ERROR, this + " is killed: " + reason);
            become(ChildProcessState.STOPPING, nowMillis, reason);
            kill();
        }
    }

    /** Whether its event loop hangs. One that is being ended anyway does not count. */
    boolean hangs(long nowMillis) {
        return nowMillis >= silentAtMillis && state.mayBecome(ChildProcessState.STOPPING);
    }

    /** This process itself was late: what the child said meanwhile may still be on its way. */
    void excuse(long untilMillis) {
        if (silentAtMillis != NEVER) {
            silentAtMillis = Math.max(silentAtMillis, untilMillis);
        }
    }

    void quit() {
        process.quit();
    }

    @Override
    public String toString() {
        return "child " + slot + " (generation " + generation + ", pid " + pid() + ")";
    }
}
