package org.whippletree.proxy.balance;

import java.util.StringJoiner;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.MemberFlag;

/** A backend as this child's requests see it. Owned by the event loop. */
public final class Member {
    private final BackendConfig config;
    private MemberState state = MemberState.OK;
    private long failedAtNanos;
    private boolean failureBegins;
    private boolean failedByAnswer;
    private int busy;
    private long requests;
    private long errors;
    private long traffic;
    private boolean toldFull;

    /** Credit of the weighted round robin; only its balancer touches it. */
    double credit;

    public Member(BackendConfig config) {
        this.config = config;
        if (is(MemberFlag.IN_ERROR)) {
            state = MemberState.ERR;
            failureBegins = true;
        }
    }

    boolean is(MemberFlag flag) {
        return config.role().is(flag);
    }

    public BackendConfig config() {
        return config;
    }

    /** Whether requests may be given to it; a failed member is tried again when its retry time is over. */
    boolean usable(long nowNanos) {
        if (is(MemberFlag.DISABLED) || is(MemberFlag.STOPPED) || is(MemberFlag.CHECK_FAILED)) {
            return false;
        }
        if (failureBegins) {
            failureBegins = false;
            failedAtNanos = nowNanos;
        }
        return state == MemberState.OK || config.ignoresErrors() || retryIsOver(nowNanos);
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

    /** A connection was made. What it was left alone for by its answers lasts for its retry time, whoever still gets through. */
    public void succeeded(long nowNanos) {
        if (!failedByAnswer || retryIsOver(nowNanos)) {
            state = MemberState.OK;
            failedByAnswer = false;
        }
    }

    private boolean retryIsOver(long nowNanos) {
        return nowNanos - failedAtNanos >= config.retry().toNanos();
    }

    /** It was reached, and has answered or kept silent so that it is left alone for its retry time. */
    public void failedByAnswer(long nowNanos) {
        failed(nowNanos);
        failedByAnswer = true;
    }

    /** It could not be reached: it is left alone for its retry time, or until a connection is made. */
    public void failed(long nowNanos) {
        errors++;
        failedByAnswer = false;
        state = MemberState.ERR;
        failedAtNanos = nowNanos;
    }

    /** All connections that it may be given are in use, which is no failure; whether this is to be told: it is told once. */
    public boolean full() {
        boolean news = !toldFull;
        toldFull = true;
        return news;
    }

    /** It was reached, and failed a request. */
    public void failedRequest() {
        errors++;
    }

    void forgive() {
        state = MemberState.OK;
        failedByAnswer = false;
    }

    /** Bytes of a body have gone to it or come from it. */
    public void moved(int bytes) {
        traffic += bytes;
    }

    long traffic() {
        return traffic;
    }

    /** Its flags and its state as httpd's status page words them, as in {@code Spar Ok}. */
    public String stateWord() {
        StringJoiner words = new StringJoiner(" ");
        for (MemberFlag flag : MemberFlag.values()) {
            if (is(flag)) {
                switch (flag) {
                    case DISABLED -> words.add("Dis");
                    case STOPPED -> words.add("Stop");
                    case DRAINING -> words.add("Drn");
                    case HOT_SPARE -> words.add("Spar");
                    case HOT_STANDBY -> words.add("Stby");
                    case CHECK_FAILED -> words.add("HcFl");
                    case IN_ERROR -> {}
                }
            }
        }
        return words.add(state.word()).toString();
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
