package org.whippletree.proxy.tunnel;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import org.whippletree.proxy.socket.Fin;
import org.whippletree.proxy.socket.FinInTurn;
import org.whippletree.proxy.socket.HalfCloseGuard;

/** One side of a tunnel. Owned by the event loop. */
final class TunnelEnd extends ChannelDuplexHandler {
    private final Tunnel tunnel;
    private final Channel channel;
    private TunnelEnd other;
    private boolean inputEnded;
    private boolean passedOn;
    private boolean leaving;

    TunnelEnd(Tunnel tunnel, Channel channel) {
        this.tunnel = tunnel;
        this.channel = channel;
    }

    void install(TunnelEnd opposite) {
        other = opposite;
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        FinInTurn.undo(channel);
        channel.pipeline().addBefore(channel.pipeline().lastContext().name(), "tunnel", this);
    }

    void start() {
        if (HalfCloseGuard.inputEnded(channel)) {
            endInput();
        } else {
            channel.config().setAutoRead(true);
        }
    }

    boolean open() {
        return channel.isOpen();
    }

    /** Whether this side has ended, and the other has got all of it. */
    boolean passedOn() {
        return passedOn;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        tunnel.moved();
        if (leaving || other.leaving) {
            ReferenceCountUtil.release(message);
        } else {
            other.channel.write(message, other.channel.voidPromise());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        other.channel.flush();
        if (!other.channel.isWritable() && !inputEnded) {
            channel.config().setAutoRead(false);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        tunnel.moved();
        if (channel.isWritable() && !other.inputEnded) {
            other.channel.config().setAutoRead(true);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            HalfCloseGuard.protect(channel);
            endInput();
        }
    }

    /** This side's FIN becomes the other side's, behind all that was read before it. */
    private void endInput() {
        if (inputEnded) {
            return;
        }
        inputEnded = true;
        other.channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> {
            if (flushed.isSuccess() && !other.leaving) {
                Fin.send(other.channel);
            }
            passedOn = true;
            tunnel.passedOn();
        });
    }

    void close() {
        if (!leaving) {
            leaving = true;
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> channel.close());
        }
    }

    void drop() {
        leaving = true;
        channel.close();
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        leaving = true;
        ctx.close(promise);
        tunnel.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        leaving = true;
        ctx.fireChannelInactive();
        tunnel.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A reset: what is still to be written to this side reaches nobody.
        drop();
    }
}
