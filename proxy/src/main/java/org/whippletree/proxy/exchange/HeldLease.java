package org.whippletree.proxy.exchange;

import org.whippletree.proxy.Lease;

/** The worker of an exchange, from its grant to its release; what is said to it before or afterwards is lost. */
final class HeldLease {
    private Lease lease;
    private long answerBytes;

    void take(Lease granted) {
        lease = granted;
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

    void answered(int bytes) {
        answerBytes += bytes;
    }

    void release() {
        if (lease != null) {
            Lease ended = lease;
            lease = null;
            ended.release(answerBytes);
        }
    }
}
