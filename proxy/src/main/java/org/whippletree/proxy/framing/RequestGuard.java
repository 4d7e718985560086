package org.whippletree.proxy.framing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Stands between a client's socket and the decoder, and lets nothing pass but well-framed requests. Behind the first flaw it passes
 * a failed message with a {@link FramingException}, and nothing any more. Owned by the event loop.
 *
 * <p>Behind a request that asks for another protocol it holds what comes, since only the answer tells what that is: {@link #resume}
 * takes it for requests, {@link #passRaw} for the other protocol.
 */
public final class RequestGuard extends Guard {
    /** What becomes of the octets that come. */
    private enum Mode {
        SCANNING,
        HOLDING,
        BROKEN
    }

    private final RequestScanner scanner;
    private Mode mode = Mode.SCANNING;

    RequestGuard(RequestScanner scanner) {
        this.scanner = scanner;
        scanner.begin();
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
        if (scanner.flaw() != null) {
            mode = Mode.BROKEN;
            passFlawed(octets, end, scanner, failed(scanner.inHead()));
            return;
        }
        if (scanner.complete()) {
            mode = Mode.HOLDING;
            ByteBuf more = behind(octets, end);
            if (more != null) {
                hold(more);
            }
        }
        pass(octets, end);
    }

    private static HttpObject failed(boolean inHead) {
        return inHead
                ? new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/")
                : new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
    }

    private void hold(ByteBuf octets) {
        held().add(octets);
        context().channel().config().setAutoRead(false);
    }

    /** Whether octets wait for {@link #resume}: reading more would only pile them up. */
    public boolean holdsOctets() {
        return !held().isEmpty();
    }

    /** Whether a field name of any request that came so far has an underscore: only then they need be looked for. */
    public boolean underscored() {
        return scanner.underscored();
    }

    /** The exchange is over and HTTP goes on: what was held is scanned as requests. */
    public void resume() {
        if (mode != Mode.HOLDING) {
            return;
        }
        mode = Mode.SCANNING;
        scanner.begin();
        // A request among them may ask for another protocol again.
        int count = held().size();
        for (int i = 0; i < count; i++) {
            channelRead(context(), held().remove());
        }
        if (count > 0) {
            context().fireChannelReadComplete();
        }
    }
}
