package org.whippletree.child.work;

import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.whippletree.proxy.Lease;
import org.whippletree.scoreboard.WorkerLine;

/** One of a child's ThreadsPerChild workers. Owned by the event loop. */
final class Worker implements Lease {
    private final int number;
    private final WorkerPool pool;
    private final LongSupplier millisClock;
    private WorkerState state = WorkerState.READY;
    private long stateSinceMillis;
    private long requests;
    private long bytes;
    private String client = "";
    private String method = "";
    private String target = "";
    private String version = "";

    private final WorkerSteps steps;
    private WorkerState wanted = WorkerState.READY;
    private long bytesAtRelease;
    private boolean releasing;
    private boolean reserved;
    private boolean expecting;

    Worker(int number, WorkerPool pool, LongSupplier millisClock, Executor loop, ComputeTurns turns) {
        this.number = number;
        this.pool = pool;
        this.millisClock = millisClock;
        this.steps = new WorkerSteps(number, loop, turns, this::stepMade);
        this.stateSinceMillis = millisClock.getAsLong();
    }

    void lease() {
        become(WorkerState.READING);
        requests++;
    }

    /** It is a client's from here on, whose first request has not come. */
    void hold() {
        reserved = true;
        expecting = true;
        become(WorkerState.READING);
    }

    boolean reserved() {
        return reserved;
    }

    @Override
    public void describe(String client, String method, String target, String version) {
        this.client = client;
        this.method = method;
        this.target = target;
        this.version = version;
    }

    @Override
    public void reading() {
        become(WorkerState.READING);
    }

    @Override
    public void writing() {
        become(WorkerState.WRITING);
    }

    @Override
    public void run(String job, boolean computes, Runnable step, Runnable after) {
        steps.add(job, computes, step, after);
        show();
    }

    private void stepMade() {
        if (releasing && !steps.busy()) {
            free();
        } else {
            show();
        }
    }

    @Override
    public void reserve() {
        reserved = true;
    }

    @Override
    public void renew() {
        expectNoMore();
        lease();
        pool.renewed();
    }

    @Override
    public void dismiss() {
        expectNoMore();
        reserved = false;
        bytesAtRelease = 0;
        letGo();
    }

    private void expectNoMore() {
        if (expecting) {
            expecting = false;
            pool.expectsNoMore();
        }
    }

    @Override
    public void release(long bodyBytes) {
        bytes += bodyBytes;
        if (reserved) {
            steps.cancel();
            become(WorkerState.RESERVED);
            pool.answeredLater(bodyBytes);
        } else {
            bytesAtRelease = bodyBytes;
            letGo();
        }
    }

    private void letGo() {
        releasing = true;
        steps.cancel();
        // What ends with the last step may have freed it.
        if (releasing && !steps.busy()) {
            free();
        }
    }

    private void free() {
        releasing = false;
        become(WorkerState.READY);
        pool.released(this, bytesAtRelease);
    }

    @Override
    public void answeredLater(long bodyBytes) {
        bytes += bodyBytes;
        pool.answeredLater(bodyBytes);
    }

    private void become(WorkerState next) {
        wanted = next;
        show();
    }

    /** What the scoreboard shows: while a step is made, that. */
    private void show() {
        WorkerState next = steps.busy() ? WorkerState.FILTERING : wanted;
        if (state != next) {
            state = next;
            stateSinceMillis = millisClock.getAsLong();
        }
    }

    WorkerLine line() {
        String request = method.isEmpty() ? "" : method + " " + target + " " + version;
        return new WorkerLine(number, state.letter(), requests, bytes, stateSinceMillis, client, request, job());
    }

    private String job() {
        return reserved && !steps.busy() ? "reserved for its client" : steps.job();
    }
}
