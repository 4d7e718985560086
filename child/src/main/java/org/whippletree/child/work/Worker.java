package org.whippletree.child.work;

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

    Worker(int number, WorkerPool pool, LongSupplier millisClock) {
        this.number = number;
        this.pool = pool;
        this.millisClock = millisClock;
        this.stateSinceMillis = millisClock.getAsLong();
    }

    void lease() {
        become(WorkerState.READING);
        requests++;
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
    public void release(long bodyBytes) {
        bytes += bodyBytes;
        become(WorkerState.READY);
        pool.released(this, bodyBytes);
    }

    @Override
    public void answeredLater(long bodyBytes) {
        bytes += bodyBytes;
        pool.answeredLater(bodyBytes);
    }

    private void become(WorkerState next) {
        if (state != next) {
            state = next;
            stateSinceMillis = millisClock.getAsLong();
        }
    }

    WorkerLine line() {
        String request = method.isEmpty() ? "" : method + " " + target + " " + version;
        return new WorkerLine(number, state.letter(), requests, bytes, stateSinceMillis, client, request);
    }
}
