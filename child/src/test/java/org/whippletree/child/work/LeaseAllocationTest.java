package org.whippletree.child.work;

import static org.whippletree.testkit.Allocations.assertAtMost;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.whippletree.config.QueueLimits;
import org.whippletree.proxy.Lease;
import org.whippletree.proxy.Workers.Waiter;
import org.whippletree.proxy.time.Deadlines;

class LeaseAllocationTest {
    private final WorkerPool pool = new WorkerPool(
            new WorkerPool.Limits(2, 1),
            new QueueLimits(2, Duration.ofSeconds(5)),
            new Deadlines((action, delayNanos) -> {}, () -> 0),
            () -> 0,
            Runnable::run,
            () -> {});

    /** Gives its worker back at once. */
    private static final class Served implements Waiter {
        @Override
        public void granted(Lease lease) {
            lease.describe("192.0.2.7", "GET", "/shop", "HTTP/1.1");
            lease.writing();
            lease.release(7);
        }

        @Override
        public void refused(String reason) {
            throw new AssertionError(reason);
        }
    }

    @Test
    void leasingAWorkerAndGivingItBackAllocatesNothing() {
        Served served = new Served();

        assertAtMost(0, () -> pool.request(served));
    }
}
