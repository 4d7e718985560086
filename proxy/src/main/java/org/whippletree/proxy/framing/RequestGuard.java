package org.whippletree.proxy.framing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Optional;

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
    private AcceptSearch search;

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
        lookAtPartOfHead(octets);
        if (scanner.flaw() != null) {
            mode = Mode.BROKEN;
            passFlawed(octets, end, scanner, failed());
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

    /** Heads that come whole, as nearly all do, are not looked at. */
    private void lookAtPartOfHead(ByteBuf octets) {
        int begin = scanner.messageBegin();
        if (!scanner.inHead() || begin >= octets.writerIndex()) {
            search = null;
            return;
        }
        if (begin >= 0 || search == null) {
            search = new AcceptSearch();
        }
        search.look(octets, Math.max(begin, octets.readerIndex()), octets.writerIndex());
    }

    /** What the client accepts, as a head says that has a flaw or has not come whole, as far as it has come. */
    public Optional<String> accepted() {
        return search == null ? Optional.empty() : search.value();
    }

    private HttpObject failed() {
        if (!scanner.inHead()) {
            return new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
        }
        HttpRequest unread = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        accepted().ifPresent(types -> unread.headers().set(HttpHeaderNames.ACCEPT, types));
        return unread;
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
