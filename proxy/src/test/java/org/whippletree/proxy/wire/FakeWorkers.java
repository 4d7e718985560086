package org.whippletree.proxy.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.whippletree.proxy.Lease;
import org.whippletree.proxy.Workers;

/** A settable number of workers, and a check that each lease is released once. Owned by the event loop. */
public final class FakeWorkers implements Workers {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(step -> {
        Thread thread = new Thread(step, "fake-worker");
        thread.setDaemon(true);
        return thread;
    });

    private final Executor loop;
    private final int count;
    private final int queueSize;
    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private int leased;
    private int granted;
    private String flaw = "";

    FakeWorkers(int count, int queueSize, Executor loop) {
        this.loop = loop;
        this.count = count;
        this.queueSize = queueSize;
    }

    @Override
    public void request(Waiter waiter) {
        if (leased < count) {
            grant(waiter);
        } else if (waiting.size() < queueSize) {
            waiting.addLast(waiter);
        } else {
            waiter.refused("the queue is full");
        }
    }

    @Override
    public void withdraw(Waiter waiter) {
        waiting.remove(waiter);
    }

    private void grant(Waiter waiter) {
        leased++;
        granted++;
        OneLease lease = new OneLease();
        lease.reserved = !waiter.brings();
        lease.over = lease.reserved;
        waiter.granted(lease);
    }

    int leased() {
        return leased;
    }

    int queued() {
        return waiting.size();
    }

    int granted() {
        return granted;
    }

    String flaw() {
        return flaw;
    }

    private final class OneLease implements Lease {
        private boolean over;
        private boolean reserved;

        @Override
        public void describe(String client, String method, String target, String version) {
            check();
        }

        @Override
        public void reading() {
            check();
        }

        @Override
        public void writing() {
            check();
        }

        private void check() {
            if (over) {
                flaw = "a lease was used or released after its release";
            }
        }

        @Override
        public void run(String job, boolean computes, Runnable step, Runnable after) {
            check();
            THREADS.execute(() -> {
                step.run();
                loop.execute(after);
            });
        }

        @Override
        public void reserve() {
            reserved = true;
        }

        @Override
        public void renew() {
            over = false;
        }

        @Override
        public void dismiss() {
            reserved = false;
            over = false;
            release(0);
        }

        @Override
        public void release(long bodyBytes) {
            check();
            over = true;
            if (reserved) {
                return;
            }
            leased--;
            if (!waiting.isEmpty()) {
                grant(waiting.poll());
            }
        }

        @Override
        public void answeredLater(long bodyBytes) {
            if (!over) {
                flaw = "bytes were counted for later while the worker was held";
            }
        }
    }
}
