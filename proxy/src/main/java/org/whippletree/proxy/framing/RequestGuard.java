package org.whippletree.proxy.framing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Stands between a client's socket and the decoder, and lets nothing pass but well-framed requests. Behind the first flaw it passes
 * a failed message with a {@link FramingException}, and nothing any more. Owned by the event loop.
 *
 * <p>Behind a request that asks for another protocol it holds what comes, since only the answer tells what that is: {@link #resume}
 * takes it for requests, {@link #passRaw} for the other protocol.
 */
public final class RequestGuard extends ChannelInboundHandlerAdapter {
    /** What becomes of the octets that come. */
    private enum Mode {
        SCANNING,
        HOLDING,
        BROKEN
    }

    private final RequestScanner scanner;
    private final Queue<ByteBuf> held = new ArrayDeque<>(2);
    private Mode mode = Mode.SCANNING;
    private ChannelHandlerContext context;

    RequestGuard(RequestScanner scanner) {
        this.scanner = scanner;
        scanner.begin();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        release();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        release();
        ctx.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf octets = (ByteBuf) message;
        switch (mode) {
            case SCANNING -> scan(octets);
            case HOLDING -> hold(octets);
            case BROKEN -> octets.release();
        }
    }

    private void scan(ByteBuf octets) {
        int end = scanner.scan(octets, octets.readerIndex());
        FramingFlaw flaw = scanner.flaw();
        if (flaw != null) {
            mode = Mode.BROKEN;
            boolean inHead = scanner.inHead();
            pass(octets, passed(octets, inHead, end));
            context.fireChannelRead(failed(flaw, inHead));
            return;
        }
        if (scanner.complete()) {
            mode = Mode.HOLDING;
            if (end < octets.writerIndex()) {
                hold(octets.retainedSlice(end, octets.writerIndex() - end));
            }
        }
        pass(octets, end);
    }

    /** Of a head with a flaw nothing more goes to the decoder, of a body what came before the flaw. */
    private int passed(ByteBuf octets, boolean inHead, int end) {
        return inHead ? Math.max(scanner.messageBegin(), octets.readerIndex()) : end;
    }

    private void pass(ByteBuf octets, int end) {
        octets.writerIndex(end);
        if (octets.isReadable()) {
            context.fireChannelRead(octets);
        } else {
            octets.release();
        }
    }

    private static HttpObject failed(FramingFlaw flaw, boolean inHead) {
        HttpObject failed = inHead
                ? new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/")
                : new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
        failed.setDecoderResult(DecoderResult.failure(new FramingException(flaw)));
        return failed;
    }

    private void hold(ByteBuf octets) {
        held.add(octets);
        context.channel().config().setAutoRead(false);
    }

    /** Whether octets wait for {@link #resume}: reading more would only pile them up. */
    public boolean holdsOctets() {
        return !held.isEmpty();
    }

    /** The exchange is over and HTTP goes on: what was held is scanned as requests. */
    public void resume() {
        if (mode != Mode.HOLDING) {
            return;
        }
        mode = Mode.SCANNING;
        scanner.begin();
        // A request among them may ask for another protocol again.
        int count = held.size();
        for (int i = 0; i < count; i++) {
            channelRead(context, held.remove());
        }
        if (count > 0) {
            context.fireChannelReadComplete();
        }
    }

    /** The other protocol has begun: passes what was held, and takes itself out of the pipeline. */
    public void passRaw() {
        for (ByteBuf octets = held.poll(); octets != null; octets = held.poll()) {
            context.fireChannelRead(octets);
        }
        context.fireChannelReadComplete();
        context.pipeline().remove(this);
    }

    private void release() {
        for (ByteBuf octets = held.poll(); octets != null; octets = held.poll()) {
            octets.release();
        }
    }
}
