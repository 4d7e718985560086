package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;
import org.whippletree.proxy.Lease;

/**
 * The worker of an exchange, from its grant to its release. What is said to it before or afterwards is lost, but for the bytes of the
 * answer: those that follow the release are told at the end.
 */
final class HeldLease {
    /** How long a worker waits for a client that takes nothing of its answer, or sends little or nothing more of its request. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private Lease lease;
    private Lease released;
    private long answerBytes;

    void take(Lease granted) {
        lease = granted;
    }

    void take(Lease granted, String client, HttpRequest request) {
        take(granted);
        granted.describe(
                client,
                request.method().name(),
                request.uri(),
                request.protocolVersion().text());
    }

    boolean held() {
        return lease != null;
    }

    void requestProgressed(boolean complete) {
        if (lease == null) {
            return;
        }
        if (complete) {
            lease.writing();
        } else {
            lease.reading();
        }
    }

    /** Runs a step on the worker's thread. Only while one is held. */
    void run(String job, boolean computes, Runnable step, Runnable after) {
        lease.run(job, computes, step, after);
    }

    void answered(int bytes) {
        answerBytes += bytes;
    }

    void release() {
        if (lease != null) {
            released = lease;
            lease = null;
            long untold = answerBytes;
            answerBytes = 0;
            released.release(untold);
        }
    }

    /** The exchange is over. */
    void end() {
        release();
        if (answerBytes > 0 && released != null) {
            released.answeredLater(answerBytes);
            answerBytes = 0;
        }
    }
}
