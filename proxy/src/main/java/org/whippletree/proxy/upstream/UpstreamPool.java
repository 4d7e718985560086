package org.whippletree.proxy.upstream;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.whippletree.config.BackendConfig;
import org.whippletree.proxy.framing.FramingGuard;
import org.whippletree.proxy.time.Deadlines;

/**
 * This child's connections to one backend: at most {@code max}, the one used last is used first, and whoever finds none waits in
 * line. Owned by the event loop.
 */
public final class UpstreamPool {
    private final BackendConfig backend;
    private final Connector connector;
    private final Deadlines deadlines;
    private final FramingGuard framing;
    private final HttpDecoderConfig decoderConfig;
    private final Deque<UpstreamConnection> idle = new ArrayDeque<>();
    private final Deque<Borrower> waiting = new ArrayDeque<>();
    private int open;

    public UpstreamPool(
            BackendConfig backend,
            Connector connector,
            Deadlines deadlines,
            FramingGuard framing,
            HttpDecoderConfig decoderConfig) {
        this.backend = backend;
        this.connector = connector;
        this.deadlines = deadlines;
        this.framing = framing;
        this.decoderConfig = decoderConfig;
    }

    BackendConfig backend() {
        return backend;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    /** Asks for a connection: the borrower is called at once or later, once, unless it withdraws. */
    public void borrow(Borrower borrower) {
        for (UpstreamConnection kept = idle.pollLast(); kept != null; kept = idle.pollLast()) {
            if (kept.active()) {
                lend(kept, borrower);
                return;
            }
        }
        if (open < backend.maxConnections()) {
            connect(borrower);
        } else {
            waiting.addLast(borrower);
        }
    }

    /** Asks for a connection that no exchange has used yet. */
    public void borrowFresh(Borrower borrower) {
        if (open < backend.maxConnections()) {
            connect(borrower);
            return;
        }
        UpstreamConnection kept = idle.pollFirst();
        waiting.addFirst(borrower);
        if (kept != null) {
            kept.abandon();
        }
    }

    /** Takes a borrower out of the line. */
    public void withdraw(Borrower borrower) {
        waiting.remove(borrower);
    }

    /** Ends every idle connection, and hands out no more than is asked for. */
    public void closeIdle() {
        for (UpstreamConnection kept = idle.poll(); kept != null; kept = idle.poll()) {
            kept.abandon();
        }
    }

    private void connect(Borrower borrower) {
        open++;
        UpstreamConnection connection = new UpstreamConnection(this, framing.forAnswers(), decoderConfig);
        Future<Void> connecting = connector.connect(backend, connection);
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                // A channel that never became active tells no channelInactive.
                open--;
                borrower.connectFailed(
                        Objects.requireNonNullElseGet(done.cause().getMessage(), done.cause()::toString));
                serveNextWaiting();
            } else if (borrower.wanted()) {
                lend(connection, borrower);
            } else {
                returned(connection);
            }
        });
    }

    private static void lend(UpstreamConnection connection, Borrower borrower) {
        connection.lend(borrower);
        borrower.connected(connection);
    }

    void returned(UpstreamConnection connection) {
        if (!connection.active()) {
            return;
        }
        Borrower next = waiting.poll();
        if (next != null) {
            lend(connection, next);
        } else {
            idle.addLast(connection);
            connection.startIdle();
        }
    }

    void closed(UpstreamConnection connection) {
        open--;
        idle.remove(connection);
        serveNextWaiting();
    }

    private void serveNextWaiting() {
        if (!waiting.isEmpty() && open < backend.maxConnections()) {
            connect(waiting.poll());
        }
    }
}
