package org.whippletree.proxy.upstream;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.KeepRules;
import org.whippletree.config.ProxyHeaderVersion;
import org.whippletree.proxy.framing.FramingGuard;
import org.whippletree.proxy.http.HeadLines;
import org.whippletree.proxy.time.Deadlines;

/**
 * This child's connections to one backend: at most {@code max}, the one used last is used first, and whoever finds none waits in
 * line. Owned by the event loop.
 *
 * <p>A kept connection may end at any moment. A request that can be repeated takes the risk; one that must not be is given a connection
 * only if the backend's patience is not about to end, else a fresh one; and one that might be, but for its body, always a fresh one. A
 * kept one is given only if nothing can be read from it: what the backend has sent before the request would be taken for the answer to
 * it.
 */
public final class UpstreamPool {
    private final BackendConfig backend;
    private final Connector connector;
    private final Deadlines deadlines;
    private final FramingGuard framing;
    private final HttpDecoderConfig decoderConfig;
    private final DoubleSupplier chance;
    private final Deque<UpstreamConnection> idle = new ArrayDeque<>();
    private final Deque<Claim> line = new ArrayDeque<>();
    private final KeepRules keep;
    private final BackendPatience patience = new BackendPatience();
    private final ByteBuffer probe = ByteBuffer.allocateDirect(1);
    private final HeadLines headLines;
    private int open;

    /**
     * @param headLines the loop's
     * @param chance from 0 to 1, another one for each connection
     */
    public UpstreamPool(
            BackendConfig backend,
            Connector connector,
            Deadlines deadlines,
            FramingGuard framing,
            HttpDecoderConfig decoderConfig,
            HeadLines headLines,
            DoubleSupplier chance) {
        this.backend = backend;
        this.keep = backend.connections().keep();
        this.connector = connector;
        this.deadlines = deadlines;
        this.framing = framing;
        this.decoderConfig = decoderConfig;
        this.headLines = headLines;
        this.chance = chance;
    }

    BackendConfig backend() {
        return backend;
    }

    /** Whether connections tell whose they are, and so serve one client only. */
    boolean introduces() {
        return backend.connections().proxyHeader() != ProxyHeaderVersion.NONE;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    /** Writes the heads of requests to it. */
    HeadLines headLines() {
        return headLines;
    }

    /** Where the octet goes that should not be there. */
    ByteBuffer probe() {
        return probe;
    }

    /** A claim to a connection, to be lodged. */
    public Claim claimFor(Borrower borrower) {
        return new Claim(this, borrower);
    }

    void serve(Claim claim) {
        UpstreamConnection kept = kept(claim);
        if (kept == null) {
            serveFresh(claim);
        } else {
            claim.connected(kept);
        }
    }

    /** The connection used last, if it may be used; what has served long enough is closed on the way. */
    private UpstreamConnection kept(Claim claim) {
        long now = deadlines.nowNanos();
        for (UpstreamConnection last = takeLast(claim); last != null; last = takeLast(claim)) {
            if (last.life().over(now) || !last.silent()) {
                last.abandon();
            } else if (claim.takesAnyKept() || farFromClosing(last.life().unusedNanos(now))) {
                return last;
            } else {
                idle.addLast(last);
                return null;
            }
        }
        return null;
    }

    private boolean farFromClosing(long unusedNanos) {
        patience.openAfter(unusedNanos);
        return patience.farFromClosing(unusedNanos);
    }

    /** The connection used last; where they tell whose they are, of those that tell what is to be told. */
    private UpstreamConnection takeLast(Claim claim) {
        if (!introduces()) {
            return idle.pollLast();
        }
        for (Iterator<UpstreamConnection> all = idle.descendingIterator(); all.hasNext(); ) {
            UpstreamConnection one = all.next();
            if (one.introduces(claim)) {
                all.remove();
                return one;
            }
        }
        return null;
    }

    /** A new connection will be kept in its turn: the one unused longest goes for it, or there would be ever more of them. */
    void makeWay() {
        UpstreamConnection oldest = idle.pollFirst();
        if (oldest != null) {
            oldest.abandon();
        }
    }

    void serveFresh(Claim claim) {
        if (open < backend.maxConnections()) {
            connect(claim);
            return;
        }
        claim.stoodInLine();
        UpstreamConnection oldest = idle.pollFirst();
        if (oldest == null) {
            line.addLast(claim);
        } else {
            line.addFirst(claim);
            oldest.abandon();
        }
    }

    void leaveLine(Claim claim) {
        line.remove(claim);
    }

    /** Ends every idle connection. */
    public void closeIdle() {
        for (UpstreamConnection kept = idle.poll(); kept != null; kept = idle.poll()) {
            kept.abandon();
        }
    }

    private void connect(Claim claim) {
        open++;
        claim.connecting();
        Future<UpstreamConnection> connecting = connector.connect(backend, () -> newConnection(claim));
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                // A channel that never became active tells no channelInactive.
                open--;
                claim.failed(Objects.requireNonNullElseGet(done.cause().getMessage(), done.cause()::toString));
                serveLine();
            } else if (claim.open()) {
                claim.connected(connecting.getNow());
            } else {
                returned(connecting.getNow());
            }
        });
    }

    private UpstreamConnection newConnection(Claim claim) {
        ConnectionLife life = new ConnectionLife(keep, deadlines.nowNanos(), chance.getAsDouble());
        return new UpstreamConnection(this, life, framing.forAnswers(), decoderConfig, claim.introduction());
    }

    /** A connection has ended its exchange in order, or was made for nobody. */
    void returned(UpstreamConnection connection) {
        if (!connection.active()) {
            return;
        }
        boolean reusable = backend.connections().reuse() && !connection.life().over(deadlines.nowNanos());
        Claim next = reusable ? line.peek() : null;
        if (next != null && next.takesOver(connection) && connection.silent()) {
            line.poll().connected(connection);
        } else if (next == null && reusable && idle.size() < Math.max(keep.idleMin(), keep.idleMax())) {
            idle.addLast(connection);
            connection.startIdle();
            retireSpared();
        } else {
            connection.abandon();
        }
    }

    /** Whether so few connections are unused that their {@code ttl} does not count. */
    boolean sparesIdle() {
        return idle.size() <= keep.idleMin();
    }

    /** One of those that are unused goes; it does not count any more when the next one asks whether it is spared. */
    void retire(UpstreamConnection connection) {
        idle.remove(connection);
        connection.abandon();
    }

    /** One has come to those that are unused: there may be enough without the one that is unused longest. */
    private void retireSpared() {
        if (idle.size() > keep.idleMin() && idle.peekFirst().spared()) {
            idle.pollFirst().abandon();
        }
    }

    /** The backend has closed a connection that no exchange used. */
    void closedUnused(UpstreamConnection connection) {
        patience.closedAfter(connection.life().unusedNanos(deadlines.nowNanos()));
    }

    void closed(UpstreamConnection connection) {
        open--;
        idle.remove(connection);
        serveLine();
    }

    private void serveLine() {
        if (!line.isEmpty() && open < backend.maxConnections()) {
            connect(line.poll());
        }
    }
}
