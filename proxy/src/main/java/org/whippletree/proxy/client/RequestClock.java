package org.whippletree.proxy.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.whippletree.config.ReadTime;
import org.whippletree.config.RequestLimits;
import org.whippletree.proxy.time.Deadlines;
import org.whippletree.proxy.time.Timer;

/**
 * Counts a client's bytes as they come and tells when the head or the body of a request takes longer than {@code RequestReadTimeout}
 * allows. Owned by the event loop.
 */
final class RequestClock extends ChannelInboundHandlerAdapter {
    /** So the loop's timeouts are of few lengths. */
    private static final Duration LONGEST_NAP = Duration.ofSeconds(60);

    private final Deadlines deadlines;
    private final RequestLimits limits;
    private final Timer timer;
    private Runnable late = () -> {};
    private ReadDeadline deadline;
    private long unclaimedBytes;

    RequestClock(Deadlines deadlines, RequestLimits limits) {
        this.deadlines = deadlines;
        this.limits = limits;
        this.timer = deadlines.timer(this::expired);
    }

    /** Who is told that a part of a request is late. */
    void onLate(Runnable action) {
        late = action;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf octets) {
            unclaimedBytes += octets.readableBytes();
            if (deadline != null) {
                deadline.received(octets.readableBytes());
            }
        }
        ctx.fireChannelRead(message);
    }

    /** A head is awaited, of which the first bytes may have come. */
    void headBegins() {
        begin(limits.headTime());
    }

    /** The head is complete and a body follows. */
    void bodyBegins() {
        unclaimedBytes = 0;
        begin(limits.bodyTime());
    }

    /** Whether bytes have come that belong to no complete head. */
    boolean headBegun() {
        return unclaimedBytes > 0;
    }

    private void begin(ReadTime rule) {
        timer.stop();
        deadline = null;
        if (rule.bounded()) {
            deadline = new ReadDeadline(rule, deadlines.nowNanos());
            nap();
        }
    }

    /** It is the client that is waited for, or no longer. */
    void reading(boolean on) {
        if (deadline == null) {
            return;
        }
        if (on) {
            deadline.resume(deadlines.nowNanos());
            nap();
        } else {
            deadline.pause(deadlines.nowNanos());
            timer.stop();
        }
    }

    /** Nothing more is awaited of the request. */
    void stop() {
        timer.stop();
        deadline = null;
        unclaimedBytes = 0;
    }

    private void expired() {
        if (deadline.leftNanos(deadlines.nowNanos()) <= 0) {
            deadline = null;
            late.run();
        } else {
            nap();
        }
    }

    private void nap() {
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadline.leftNanos(deadlines.nowNanos()));
        // Rounded up to whole seconds once it is more than one, so that there are few lengths.
        long millis = leftMillis > 1_000 ? (leftMillis + 999) / 1_000 * 1_000 : Math.max(1, leftMillis);
        Duration nap = Duration.ofMillis(millis);
        timer.start(nap.compareTo(LONGEST_NAP) < 0 ? nap : LONGEST_NAP);
    }
}
