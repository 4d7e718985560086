package org.whippletree.proxy.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.proxy.Lease;

class HeldLeaseTest {
    private final List<String> told = new ArrayList<>();
    private final HeldLease lease = new HeldLease();

    @Test
    void tellsTheBytesOfAnAnswerAtItsEnd() {
        lease.take(new RecordingLease());

        lease.answered(7);
        lease.answered(5);
        lease.end();

        assertEquals(List.of("released after 12"), told);
    }

    @Test
    void tellsTheBytesThatFollowAnEarlyReleaseOnce() {
        lease.take(new RecordingLease());

        lease.answered(7);
        lease.release();
        lease.answered(5);
        lease.release();
        lease.answered(1);
        lease.end();
        lease.end();

        assertEquals(List.of("released after 7", "6 later"), told);
    }

    @Test
    void tellsNobodyWithoutAGrant() {
        lease.answered(7);
        lease.end();

        assertEquals(List.of(), told);
    }

    private final class RecordingLease implements Lease {
        @Override
        public void describe(String client, String method, String target, String version) {}

        @Override
        public void reading() {}

        @Override
        public void writing() {}

        @Override
        public void run(String job, boolean computes, Runnable step, Runnable after) {
            told.add(job);
        }

        @Override
        public void reserve() {}

        @Override
        public void renew() {}

        @Override
        public void dismiss() {}

        @Override
        public void release(long bodyBytes) {
            told.add("released after " + bodyBytes);
        }

        @Override
        public void answeredLater(long bodyBytes) {
            told.add(bodyBytes + " later");
        }
    }
}
