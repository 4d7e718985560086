package org.whippletree.supervisor;

import java.util.Collection;
import org.whippletree.control.ControlMessage;

/** The stop of all children, step by step until the last is gone or is given up. Owned by the loop. */
final class StopTimeline {
    private static final System.Logger LOG = System.getLogger(StopTimeline.class.getName());

    private final long beganAtMillis;
    private StopStep step = StopStep.ASK;

    StopTimeline(long nowMillis) {
        this.beganAtMillis = nowMillis;
    }

    /** The first step. */
    void begin(Collection<ChildHandle> children, long nowMillis) {
        children.forEach(child -> ask(child, nowMillis));
    }

    private static void ask(ChildHandle child, long nowMillis) {
        // A child that has no link yet serves nobody and can hear nothing but a signal.
        if (child.is(ChildProcessState.STARTING) && !child.hasLink()) {
            child.terminate();
        }
        askAgain(child);
        if (!child.is(ChildProcessState.STOPPING)) {
            child.become(ChildProcessState.STOPPING, nowMillis, "the server stops");
        }
    }

    /** For a child that comes back while the server stops. */
    static void askAgain(ChildHandle child) {
        child.send(new ControlMessage.Stop(StopStep.GRACE_MILLIS));
    }

    long nextDeadlineMillis() {
        return step == StopStep.GIVE_UP
                ? ChildHandle.NEVER
                : beganAtMillis + step.next().afterMillis();
    }

    void pass(Collection<ChildHandle> children, long nowMillis) {
        while (nowMillis >= nextDeadlineMillis()) {
            step = step.next();
            children.forEach(this::press);
        }
    }

    private void press(ChildHandle child) {
        switch (step) {
            case ASK -> throw new IllegalStateException("asked already");
            case TERMINATE -> {
                LOG.log(System.Logger.Level.WARNING, "AH00045: " + stillThere(child) + ", sending a SIGTERM");
                child.terminate();
            }
            case KILL -> {
                LOG.log(System.Logger.Level.ERROR, "AH00046: " + stillThere(child) + ", sending a SIGKILL");
                child.kill();
            }
            case GIVE_UP ->
                LOG.log(
                        System.Logger.Level.ERROR,
                        "AH00047: could not make child process " + child.pid()
                                + " exit, attempting to continue anyway");
        }
    }

    private static String stillThere(ChildHandle child) {
        return "child process " + child.pid() + " still did not exit";
    }

    boolean givenUp() {
        return step == StopStep.GIVE_UP;
    }
}
