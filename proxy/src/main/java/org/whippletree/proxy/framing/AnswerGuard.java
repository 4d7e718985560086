package org.whippletree.proxy.framing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Stands between a backend's socket and the decoder, and lets nothing pass but the well-framed answers to the request in hand. Behind
 * the first flaw it passes a failed message with a {@link FramingException}. Octets that answer nothing end the connection: they
 * could only confuse the next exchange (RFC 9112, 9.2). Owned by the event loop.
 */
public final class AnswerGuard extends Guard {
    private static final System.Logger LOG = System.getLogger(AnswerGuard.class.getName());

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
    private boolean unanswered;
    private boolean ignoring;
    private BadFieldLines lines;

    AnswerGuard(AnswerScanner scanner) {
        this.scanner = scanner;
    }

    /** A request goes out; what comes from now on answers it. */
    public void expectAnswer(boolean toHead) {
        scanner.begin(toHead);
        mode = Mode.SCANNING;
        unanswered = true;
    }

    /** Whether no octet of an answer, an interim one's neither, has come since the request went out. */
    public boolean unanswered() {
        return unanswered;
    }

    /** Whether octets came that answer nothing. */
    public boolean excess() {
        return excess;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf octets = (ByteBuf) message;
        switch (mode) {
            case SCANNING -> scan(octets);
            case HOLDING -> held().add(octets);
            case SILENT -> stray(octets);
            case BROKEN -> octets.release();
        }
    }

    private void stray(ByteBuf octets) {
        boolean any = octets.isReadable();
        octets.release();
        if (any) {
            excess = true;
            context().close();
        }
    }

    /** Lines without a colon may stand in the heads of answers from now on, and are left out; or they are a flaw. */
    public void ignoreBadFields(boolean on) {
        if (on && lines == null) {
            lines = new BadFieldLines();
        }
        ignoring = on;
        scanner.dropColonless(on);
    }

    private void scan(ByteBuf octets) {
        unanswered &= !octets.isReadable();
        if (ignoring) {
            scanLines(octets);
        } else {
            scanned(octets, scanner.scan(octets, octets.readerIndex()));
        }
    }

    /** What is to be left out is known at the end of a line only: no part of one is passed. */
    private void scanLines(ByteBuf more) {
        ByteBuf octets = lines.behindHeld(more, context().alloc());
        int end = scanner.scan(octets, lines.scanned(octets));
        while (scanner.dropped()) {
            int begin = BadFieldLines.lineBegin(octets, end - 1);
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "{0}: a line without a colon is left out of the head of an answer",
                    context().channel().remoteAddress());
            if (begin > octets.readerIndex()) {
                context().fireChannelRead(octets.readRetainedSlice(begin - octets.readerIndex()));
            }
            octets.readerIndex(end);
            scanner.resume();
            end = scanner.scan(octets, end);
        }
        if (mode == Mode.SCANNING && scanner.inHead() && scanner.flaw() == null) {
            end = lines.hold(octets);
        }
        scanned(octets, end);
    }

    private void scanned(ByteBuf octets, int end) {
        if (scanner.flaw() != null) {
            mode = Mode.BROKEN;
            passFlawed(octets, end, scanner, failed(scanner.inHead()));
            return;
        }
        if (scanner.complete()) {
            completed(octets, end);
        }
        pass(octets, end);
    }

    private void completed(ByteBuf octets, int end) {
        if (scanner.switching()) {
            mode = Mode.HOLDING;
            ByteBuf more = behind(octets, end);
            if (more != null) {
                held().add(more);
            }
        } else {
            mode = Mode.SILENT;
            excess = end < octets.writerIndex();
        }
    }

    @Override
    void release() {
        super.release();
        if (lines != null) {
            lines.release();
        }
    }

    private static HttpObject failed(boolean inHead) {
        return inHead
                ? new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_GATEWAY)
                : new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
    }
}
