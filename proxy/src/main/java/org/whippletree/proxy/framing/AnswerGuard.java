package org.whippletree.proxy.framing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Stands between a backend's socket and the decoder, and lets nothing pass but the well-framed answers to the request in hand. Behind
 * the first flaw it passes a failed message with a {@link FramingException}. Octets that answer nothing end the connection: they
 * could only confuse the next exchange (RFC 9112, 9.2). Owned by the event loop.
 */
public final class AnswerGuard extends ChannelInboundHandlerAdapter {
    /** What becomes of the octets that come. */
    private enum Mode {
        /** No answer is awaited: the connection is idle, or its answer has ended. */
        SILENT,
        SCANNING,
        /** Behind a 101. */
        HOLDING,
        BROKEN
    }

    private final AnswerScanner scanner;
    private Mode mode = Mode.SILENT;
    private boolean excess;
    private final Queue<ByteBuf> held = new ArrayDeque<>(1);
    private ChannelHandlerContext context;

    AnswerGuard(AnswerScanner scanner) {
        this.scanner = scanner;
    }

    /** A request goes out; what comes from now on answers it. */
    public void expectAnswer(boolean toHead) {
        scanner.begin(toHead);
        mode = Mode.SCANNING;
    }

    /** Whether octets came that answer nothing. */
    public boolean excess() {
        return excess;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf octets = (ByteBuf) message;
        switch (mode) {
            case SCANNING -> scan(ctx, octets);
            case HOLDING -> held.add(octets);
            case SILENT -> stray(ctx, octets);
            case BROKEN -> octets.release();
        }
    }

    private void stray(ChannelHandlerContext ctx, ByteBuf octets) {
        boolean any = octets.isReadable();
        octets.release();
        if (any) {
            excess = true;
            ctx.close();
        }
    }

    private void scan(ChannelHandlerContext ctx, ByteBuf octets) {
        int end = scanner.scan(octets, octets.readerIndex());
        FramingFlaw flaw = scanner.flaw();
        if (flaw != null) {
            mode = Mode.BROKEN;
            boolean inHead = scanner.inHead();
            pass(ctx, octets, passed(octets, inHead, end));
            ctx.fireChannelRead(failed(flaw, inHead));
            return;
        }
        if (scanner.complete()) {
            completed(octets, end);
        }
        pass(ctx, octets, end);
    }

    /** Of a head with a flaw nothing more goes to the decoder, of a body what came before the flaw. */
    private int passed(ByteBuf octets, boolean inHead, int end) {
        return inHead ? Math.max(scanner.messageBegin(), octets.readerIndex()) : end;
    }

    private void completed(ByteBuf octets, int end) {
        boolean more = end < octets.writerIndex();
        if (scanner.switching()) {
            mode = Mode.HOLDING;
            if (more) {
                held.add(octets.retainedSlice(end, octets.writerIndex() - end));
            }
        } else {
            mode = Mode.SILENT;
            excess = more;
        }
    }

    /** The switch is on its way to the client: passes what was held, and takes itself out of the pipeline. */
    public void passRaw() {
        for (ByteBuf octets = held.poll(); octets != null; octets = held.poll()) {
            context.fireChannelRead(octets);
        }
        context.fireChannelReadComplete();
        context.pipeline().remove(this);
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

    private void release() {
        for (ByteBuf octets = held.poll(); octets != null; octets = held.poll()) {
            octets.release();
        }
    }

    private static void pass(ChannelHandlerContext ctx, ByteBuf octets, int end) {
        octets.writerIndex(end);
        if (octets.isReadable()) {
            ctx.fireChannelRead(octets);
        } else {
            octets.release();
        }
    }

    private static HttpObject failed(FramingFlaw flaw, boolean inHead) {
        HttpObject failed = inHead
                ? new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_GATEWAY)
                : new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
        failed.setDecoderResult(DecoderResult.failure(new FramingException(flaw)));
        return failed;
    }
}
