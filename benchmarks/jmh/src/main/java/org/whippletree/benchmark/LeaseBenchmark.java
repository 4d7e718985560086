package org.whippletree.benchmark;

import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.whippletree.child.work.WorkerPool;
import org.whippletree.config.QueueLimits;
import org.whippletree.proxy.Lease;
import org.whippletree.proxy.Workers.Waiter;
import org.whippletree.proxy.time.Deadlines;

/** A worker that is leased and given back. */
@State(Scope.Thread)
public class LeaseBenchmark {
    private final Served served = new Served();
    private final WorkerPool pool = new WorkerPool(
            new WorkerPool.Limits(2, 1),
            new QueueLimits(2, Duration.ofSeconds(5)),
            new Deadlines((action, delayNanos) -> {}, () -> 0),
            () -> 0,
            Runnable::run,
            () -> {});

    private static final class Served implements Waiter {
        @Override
        public void granted(Lease lease) {
            lease.describe("192.0.2.7", "GET", "/shop", "HTTP/1.1");
            lease.writing();
            lease.release(7);
        }

        @Override
        public void refused(String reason) {
            throw new IllegalStateException(reason);
        }
    }

    @Benchmark
    public void lease() {
        pool.request(served);
    }
}
