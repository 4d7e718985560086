package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.whippletree.proxy.Lease;
import org.whippletree.proxy.Workers;
import org.whippletree.proxy.chain.FilterThread;
import org.whippletree.proxy.chain.PathFilters;
import org.whippletree.proxy.time.Deadlines;
import org.whippletree.proxy.time.Timer;

/**
 * The thread of an exchange's worker: of the one that it holds, or of another one if it has given that back while its client was slow.
 * Owned by the event loop.
 */
final class LeasedThread implements FilterThread, Workers.Waiter {
    /** How long an exchange in the middle of its answer waits to ask again: others may have filled the line. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final HeldLease lease;
    private final Downstream client;
    private final HttpRequest request;
    private final Deadlines deadlines;
    /** Made for the first step, and for the first pause: most exchanges have no filter. */
    private Deque<Step> waiting;

    private Timer timer;
    private boolean asked;

    private record Step(String filter, boolean computes, Runnable step, Runnable after) {}

    /** @param lease the exchange's */
    LeasedThread(HeldLease lease, DataPath path, Downstream client, HttpRequest request) {
        this.lease = lease;
        this.client = client;
        this.request = request;
        this.deadlines = path.deadlines;
    }

    @Override
    public void run(String filter, boolean computes, Runnable step, Runnable after) {
        if (waiting == null) {
            waiting = new ArrayDeque<>(1);
        }
        waiting.add(new Step(filter, computes, step, after));
        if (lease.held()) {
            runAll();
        } else if (!asked) {
            ask();
        }
    }

    private void ask() {
        asked = true;
        client.workers().request(this);
    }

    @Override
    public void granted(Lease leased) {
        asked = false;
        lease.take(leased, client.clientAddress(), request);
        runAll();
    }

    /** The exchange works under this lease from here on, and its connection does if a filter of this path wants that. */
    void take(Lease leased, PathFilters filters) {
        if (filters.reservesWorker()) {
            client.reserve(leased);
        }
        lease.take(leased, client.clientAddress(), request);
    }

    private void runAll() {
        for (Step next = nextStep(); next != null; next = nextStep()) {
            lease.run(next.filter(), next.computes(), next.step(), next.after());
        }
    }

    private Step nextStep() {
        return waiting == null ? null : waiting.poll();
    }

    @Override
    public void refused(String reason) {
        if (timer == null) {
            timer = deadlines.timer(this::ask);
        }
        timer.start(PAUSE);
    }

    /** The exchange is over: nothing more is run. */
    void end() {
        if (timer != null) {
            timer.stop();
        }
        for (Step left = nextStep(); left != null; left = nextStep()) {
            left.after().run();
        }
        if (asked) {
            asked = false;
            client.workers().withdraw(this);
        }
    }
}
