package org.whippletree.proxy.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import org.whippletree.config.process.MemoryExhausted;
import org.whippletree.proxy.socket.Delivery;
import org.whippletree.proxy.socket.Fin;
import org.whippletree.proxy.socket.HalfCloseGuard;
import org.whippletree.proxy.time.Deadlines;
import org.whippletree.proxy.time.Timer;

/**
 * Turns a close into a FIN and a drain, as httpd's lingering close: closing a socket with unread bytes resets it, and the reset can
 * destroy the answer on its way to a client that is still sending. Stands nearest the socket. Owned by the event loop.
 */
final class LingeringClose extends ChannelDuplexHandler {
    /** How long a client may go on sending (httpd: MAX_SECS_TO_LINGER). */
    static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    /** The same for one that was sending nothing, or whose child leaves (httpd: SECONDS_TO_LINGER). */
    static final Duration SHORT_TIME_LIMIT = Duration.ofSeconds(2);

    /** How many bytes of it are read and thrown away. */
    static final long BYTE_LIMIT = 64L << 20;

    /** Whether the connection still speaks, drains, or is gone. */
    private enum Phase {
        OPEN,
        DRAINING,
        CLOSED
    }

    private final Timer timer;
    private final Delivery delivery = new Delivery();
    private boolean awaitsReader;
    private Phase phase = Phase.OPEN;
    private Duration timeLimit = TIME_LIMIT;
    private long drainedBytes;
    private Runnable onCrossing = () -> {};
    private ChannelHandlerContext context;

    LingeringClose(Deadlines deadlines) {
        this.timer = deadlines.timer(this::timeOver);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    /** How long the drain may take, from here on. */
    void limit(Duration limit) {
        timeLimit = limit;
    }

    /**
     * A client that still takes what was written before the FIN has more time: bytes that come to a closed socket reset it, and
     * what it has yet to read would be lost.
     */
    void awaitReader() {
        awaitsReader = true;
    }

    /** Tells if bytes come after all: nothing was awaited, so they are a request that crossed the FIN. */
    void onCrossing(Runnable action) {
        onCrossing = action;
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (phase != Phase.OPEN || !ctx.channel().isActive()) {
            phase = Phase.CLOSED;
            timer.stop();
            ctx.close(promise);
            return;
        }
        phase = Phase.DRAINING;
        timer.start(timeLimit);
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> {
            if (phase == Phase.DRAINING) {
                if (flushed.isSuccess() && !HalfCloseGuard.inputEnded(ctx.channel()) && Fin.send(ctx.channel())) {
                    // Its FIN is the end now. As half a close it would cost a system call, which fails with an
                    // exception.
                    ctx.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
                    ctx.channel().config().setAutoRead(true);
                } else {
                    finish();
                }
            }
        });
        promise.trySuccess();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (phase == Phase.OPEN) {
            ctx.fireChannelRead(message);
            return;
        }
        if (message instanceof ByteBuf buffer) {
            if (drainedBytes == 0 && buffer.isReadable()) {
                onCrossing.run();
            }
            drainedBytes += buffer.readableBytes();
        }
        ReferenceCountUtil.release(message);
        if (drainedBytes > BYTE_LIMIT) {
            finish();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (phase == Phase.OPEN) {
            ctx.fireChannelReadComplete();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        phase = Phase.CLOSED;
        timer.stop();
        ctx.fireChannelInactive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        // Half a close before our FIN: what is still to be sent is sent first, then the connection closed.
        if (phase == Phase.OPEN || !(event instanceof ChannelInputShutdownEvent)) {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // What fails to read, for want of a buffer to read into, is told here first.
        MemoryExhausted.endProcessIfCauseOf(cause);
        if (phase == Phase.OPEN) {
            ctx.fireExceptionCaught(cause);
        } else {
            // A reset while draining: the client has gone, which is what was waited for.
            finish();
        }
    }

    private void timeOver() {
        if (awaitsReader && delivery.goesOn(context.channel())) {
            timer.start(TIME_LIMIT);
        } else {
            finish();
        }
    }

    private void finish() {
        if (phase != Phase.CLOSED) {
            phase = Phase.CLOSED;
            timer.stop();
            context.close();
        }
    }
}
