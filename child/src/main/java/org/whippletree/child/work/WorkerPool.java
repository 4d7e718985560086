package org.whippletree.child.work;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.whippletree.config.QueueLimits;
import org.whippletree.proxy.Workers;
import org.whippletree.proxy.time.Deadlines;
import org.whippletree.proxy.time.Timer;
import org.whippletree.scoreboard.WorkerLine;

/**
 * The workers of a child. A request that finds none waits in line, bounded in number and time: httpd would drop it unread. Owned by
 * the event loop.
 */
public final class WorkerPool implements Workers {
    private static final System.Logger LOG = System.getLogger(WorkerPool.class.getName());

    private final List<Worker> workers = new ArrayList<>();
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final Map<Waiter, Timer> waiting = new LinkedHashMap<>();
    private final QueueLimits queueLimits;
    private final Deadlines deadlines;
    private final Runnable onChange;
    private long requests;
    private long bytes;
    private int expecting;
    private boolean queueLimitTold;

    /**
     * How many workers there are.
     *
     * @param threadsPerChild all of them
     * @param computeThreads those whose threads may compute at a time; 0: half of the cores, at least one
     */
    public record Limits(int threadsPerChild, int computeThreads) {}

    /**
     * @param limits how many there are, and how many of their threads may compute at a time
     * @param millisClock the time of day, for the scoreboard
     * @param loop the event loop
     * @param onChange told whenever a worker is leased or released, or the line grows or shrinks
     */
    public WorkerPool(
            Limits limits,
            QueueLimits queueLimits,
            Deadlines deadlines,
            LongSupplier millisClock,
            Executor loop,
            Runnable onChange) {
        this.queueLimits = queueLimits;
        this.deadlines = deadlines;
        this.onChange = onChange;
        ComputeTurns turns = new ComputeTurns(limits.computeThreads());
        for (int number = 0; number < limits.threadsPerChild(); number++) {
            workers.add(new Worker(number, this, millisClock, loop, turns));
        }
        idle.addAll(workers);
    }

    @Override
    public void request(Waiter waiter) {
        if (!idle.isEmpty()) {
            lease(waiter);
        } else if (waiting.size() < queueLimits.size()) {
            Timer timer = deadlines.timer(() -> waitedTooLong(waiter));
            waiting.put(waiter, timer);
            timer.start(queueLimits.timeout());
            onChange.run();
        } else {
            tellQueueLimit();
            waiter.refused("no worker is free, and RequestQueueSize requests wait for one");
        }
    }

    @Override
    public void withdraw(Waiter waiter) {
        Timer timer = waiting.remove(waiter);
        if (timer != null) {
            timer.stop();
            onChange.run();
        }
    }

    private void lease(Waiter waiter) {
        Worker worker = idle.pop();
        if (waiter.brings()) {
            worker.lease();
            requests++;
        } else {
            worker.hold();
            expecting++;
        }
        onChange.run();
        waiter.granted(worker);
    }

    private void waitedTooLong(Waiter waiter) {
        waiting.remove(waiter);
        onChange.run();
        waiter.refused("no worker became free within RequestQueueTimeout");
    }

    private void tellQueueLimit() {
        if (!queueLimitTold) {
            queueLimitTold = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "RequestQueueSize {0} reached: further requests are answered 503 (said once)",
                    queueLimits.size());
        }
    }

    void released(Worker worker, long bodyBytes) {
        bytes += bodyBytes;
        idle.push(worker);
        if (waiting.isEmpty()) {
            onChange.run();
            return;
        }
        Waiter next = waiting.keySet().iterator().next();
        waiting.remove(next).stop();
        lease(next);
    }

    void renewed() {
        requests++;
        onChange.run();
    }

    /** A client that has held a worker since it came brings its first request, or leaves without one. */
    void expectsNoMore() {
        expecting--;
        onChange.run();
    }

    void answeredLater(long bodyBytes) {
        bytes += bodyBytes;
        onChange.run();
    }

    public int idle() {
        return idle.size();
    }

    public int busy() {
        return workers.size() - idle.size();
    }

    public int queued() {
        return waiting.size();
    }

    /** Workers that clients hold who have not asked yet. */
    public int expecting() {
        return expecting;
    }

    /** Whether none will be free before a client has left: whoever comes would wait for that, and not for an answer. */
    public boolean allReserved() {
        return idle.isEmpty() && workers.stream().allMatch(Worker::reserved);
    }

    /** Requests that got a worker since the child started. */
    public long requests() {
        return requests;
    }

    /** Body bytes answered since the child started. */
    public long bytes() {
        return bytes;
    }

    /** A line for each worker, for whoever looks. */
    public List<WorkerLine> lines() {
        return workers.stream().map(Worker::line).toList();
    }
}
