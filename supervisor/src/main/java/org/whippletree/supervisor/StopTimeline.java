package org.whippletree.supervisor;

import java.util.Collection;
import java.util.List;
import org.whippletree.control.ControlMessage;

/** The stop of some children, step by step until the last is gone or is given up. Owned by the loop. */
final class StopTimeline {
    private static final System.Logger LOG = System.getLogger(StopTimeline.class.getName());

    private final List<ChildHandle> children;
    private final String reason;
    private final long beganAtMillis;
    private StopStep step = StopStep.ASK;

    StopTimeline(Collection<ChildHandle> children, String reason, long nowMillis) {
        this.children = List.copyOf(children);
        this.reason = reason;
        this.beganAtMillis = nowMillis;
    }

    /** The first step. */
    void begin(long nowMillis) {
        children.forEach(child -> ask(child, nowMillis));
    }

    private void ask(ChildHandle child, long nowMillis) {
        // A child that has no link yet serves nobody and can hear nothing but a signal.
        if (child.is(ChildProcessState.STARTING) && !child.hasLink()) {
            child.terminate();
        }
        child.order(new ControlMessage.Stop(StopStep.GRACE_MILLIS));
        if (child.state().mayBecome(ChildProcessState.STOPPING)) {
            child.become(ChildProcessState.STOPPING, nowMillis, reason);
        }
    }

    long nextDeadlineMillis() {
        return step == StopStep.GIVE_UP
                ? ChildHandle.NEVER
                : beganAtMillis + step.next().afterMillis();
    }

    void pass(long nowMillis) {
        while (nowMillis >= nextDeadlineMillis()) {
            step = step.next();
            children.stream().filter(child -> !child.is(ChildProcessState.GONE)).forEach(this::press);
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

    /** Whether every child is gone. */
    boolean over() {
        return children.stream().allMatch(child -> child.is(ChildProcessState.GONE));
    }

    boolean givenUp() {
        return step == StopStep.GIVE_UP && !over();
    }
}
