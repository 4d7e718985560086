package org.whippletree.proxy.balance;

import org.whippletree.config.BackendConfig;

/** A backend as this child's requests see it. Owned by the event loop. */
public final class Member {
    private final BackendConfig config;
    private MemberState state = MemberState.OK;
    private long failedAtNanos;
    private int busy;
    private long requests;
    private long errors;

    /** Credit of the weighted round robin; only its balancer touches it. */
    double credit;

    public Member(BackendConfig config) {
        this.config = config;
    }

    public BackendConfig config() {
        return config;
    }

    /** Whether requests may be given to it; a failed member is tried again when its retry time is over. */
    boolean usable(long nowNanos) {
        return state == MemberState.OK
                || config.ignoresErrors()
                || nowNanos - failedAtNanos >= config.retry().toNanos();
    }

    /** A request has been given to it. */
    public void requestStarted() {
        busy++;
        requests++;
    }

    /** The request is over, however it ended. */
    public void requestEnded() {
        busy--;
    }

    /** A connection was made or an answer came. */
    public void succeeded() {
        state = MemberState.OK;
    }

    /** It could not be reached; it is left alone for its retry time. */
    public void unreachable(long nowNanos) {
        errors++;
        state = MemberState.ERR;
        failedAtNanos = nowNanos;
    }

    /** It was reached, and failed a request. */
    public void failedRequest() {
        errors++;
    }

    void forgive() {
        state = MemberState.OK;
    }

    /** As httpd's status page words it: Ok or Err. */
    public String stateWord() {
        return state.word();
    }

    public int busy() {
        return busy;
    }

    public long requests() {
        return requests;
    }

    public long errors() {
        return errors;
    }
}
