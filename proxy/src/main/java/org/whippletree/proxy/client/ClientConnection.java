package org.whippletree.proxy.client;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.whippletree.config.ClientLimits;
import org.whippletree.proxy.exchange.Downstream;
import org.whippletree.proxy.exchange.Exchange;
import org.whippletree.proxy.exchange.ProxyFailure;
import org.whippletree.proxy.http.Refusal;
import org.whippletree.proxy.http.RequestRules;
import org.whippletree.proxy.time.Deadlines;
import org.whippletree.proxy.time.Timer;

/**
 * A client's connection: one exchange after the other, requests that come early wait in order. Owned by the event loop; its state
 * changes in {@link #become} alone.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter implements Downstream {
    private static final System.Logger LOG = System.getLogger(ClientConnection.class.getName());

    private final ClientServices services;
    private final AnswerEncoder encoder;
    private final Timer timer;
    private final Timer halfCloseTimer;

    /** Messages of later requests, read while an exchange is in flight: at most what one read brought. */
    private final Queue<HttpObject> early = new ArrayDeque<>(2);

    private ClientState state = ClientState.READING;
    private Channel channel;
    private String address = "";
    private Exchange exchange;
    private ClientIntent intent = ClientIntent.KEEP;
    private HttpMethod method = HttpMethod.GET;
    private HttpVersion version = HttpVersion.HTTP_1_1;
    private boolean bodyWanted = true;
    private int requests;
    private long pendingBytes;

    ClientConnection(ClientServices services, AnswerEncoder encoder) {
        this.services = services;
        this.encoder = encoder;
        Deadlines deadlines = services.deadlines();
        this.timer = deadlines.timer(this::timedOut);
        this.halfCloseTimer = deadlines.timer(this::closeNow);
    }

    private void become(ClientState next) {
        if (state != next) {
            ClientState last = state;
            state = next;
            services.clients().moved(this, last, next);
        }
    }

    private ClientLimits limits() {
        return services.limits();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        services.clients().opened(this);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (channel.remoteAddress() instanceof InetSocketAddress remote) {
            address = remote.getAddress().getHostAddress();
        }
        timer.start(limits().timeout());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        HttpObject object = (HttpObject) message;
        if (state == ClientState.CLOSING || state == ClientState.CLOSED) {
            ReferenceCountUtil.release(object);
        } else if (mustWait(object)) {
            early.add(object);
            updateReading();
        } else {
            accept(object);
        }
    }

    /** A message that belongs to a later request than the one in flight. */
    private boolean mustWait(HttpObject object) {
        return !early.isEmpty() || (object instanceof HttpRequest && !idle());
    }

    private boolean idle() {
        return state == ClientState.READING || state == ClientState.KEEP_ALIVE;
    }

    private void accept(HttpObject object) {
        if (object.decoderResult().isFailure()) {
            ReferenceCountUtil.release(object);
            refuse(DecodeFailures.refusal(object.decoderResult().cause()));
            return;
        }
        if (object instanceof HttpRequest request) {
            startExchange(request);
        }
        if (object instanceof HttpContent content) {
            if (exchange == null || exchange.requestComplete()) {
                content.release();
            } else {
                timer.touch();
                exchange.requestBody(content);
                if (exchange != null && exchange.requestComplete()) {
                    timer.stop();
                }
            }
        }
    }

    private void startExchange(HttpRequest request) {
        requests++;
        method = request.method();
        version = request.protocolVersion();
        Optional<Refusal> refusal = RequestRules.refusal(request);
        if (refusal.isPresent()) {
            refuse(refusal.get());
            return;
        }
        intent = wantsToKeep(request) ? ClientIntent.KEEP : ClientIntent.CLOSE;
        become(ClientState.PROCESSING);
        bodyWanted = true;
        timer.start(limits().timeout());
        exchange = new Exchange(services.path(), this, request);
        exchange.begin();
    }

    private boolean wantsToKeep(HttpRequest request) {
        int most = limits().maxKeepAliveRequests();
        return HttpUtil.isKeepAlive(request) && limits().keepAlive() && (most == 0 || requests < most);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.requestReadComplete();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (exchange == null) {
            return;
        }
        if (channel.isWritable()) {
            if (exchange.requestComplete()) {
                timer.stop();
            }
            exchange.clientWritable();
        } else {
            progressed();
            timer.start(limits().timeout());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded();
        }
    }

    /** The client's FIN: whoever has asked completely may still be waiting for the answer. */
    private void inputEnded() {
        if (exchange != null && exchange.requestComplete()) {
            intent = ClientIntent.CLOSE;
            halfCloseTimer.start(limits().halfCloseTimeout());
        } else if (state != ClientState.WRITING) {
            closeNow();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        timer.stop();
        halfCloseTimer.stop();
        become(ClientState.CLOSED);
        Exchange left = exchange;
        exchange = null;
        if (left != null) {
            left.clientGone();
        }
        dropEarly();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.log(System.Logger.Level.DEBUG, "client {0}: {1}", address, cause);
        closeNow();
    }

    // What the exchange asks for.

    @Override
    public String clientAddress() {
        return address;
    }

    @Override
    public void interim(HttpResponse head) {
        channel.writeAndFlush(
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        head.status(),
                        Unpooled.EMPTY_BUFFER,
                        head.headers(),
                        EmptyHttpHeaders.INSTANCE),
                channel.voidPromise());
    }

    @Override
    public void begin(HttpResponse head, boolean hasBody) {
        HttpHeaders headers = head.headers();
        boolean counted = headers.contains(HttpHeaderNames.CONTENT_LENGTH);
        boolean speaks11 = version.equals(HttpVersion.HTTP_1_1);
        head.setProtocolVersion(HttpVersion.HTTP_1_1);
        if (!exchange.requestComplete() || services.clients().phase() != ServingPhase.SERVING) {
            intent = ClientIntent.CLOSE;
        }
        if (hasBody && !counted) {
            if (speaks11) {
                headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            } else {
                intent = ClientIntent.CLOSE_ENDS_BODY;
            }
        }
        if (intent != ClientIntent.KEEP) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (!speaks11) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        encoder.nextIsBodyless(!hasBody);
        channel.write(head, channel.voidPromise());
    }

    @Override
    public void body(HttpContent content) {
        channel.write(content, channel.voidPromise());
    }

    @Override
    public void end(LastHttpContent last) {
        answered(last);
    }

    private void answered(Object last) {
        exchange = null;
        become(ClientState.WRITING);
        timer.start(limits().timeout());
        channel.writeAndFlush(last).addListener(written -> {
            if (state == ClientState.WRITING) {
                if (written.isSuccess()) {
                    writeCompleted();
                } else {
                    closeNow();
                }
            }
        });
    }

    private void writeCompleted() {
        halfCloseTimer.stop();
        if (intent != ClientIntent.KEEP || services.clients().phase() == ServingPhase.STOPPING) {
            closeNow();
            return;
        }
        become(ClientState.KEEP_ALIVE);
        timer.start(limits().keepAliveTimeout());
        takeEarly();
    }

    /** Goes on with what was read during the last exchange, up to the end of the next request. */
    private void takeEarly() {
        while (!early.isEmpty() && (idle() || (early.peek() instanceof HttpContent && exchange != null))) {
            accept(early.poll());
        }
        if (exchange != null) {
            exchange.requestReadComplete();
        }
        updateReading();
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public boolean writable() {
        return channel.isWritable();
    }

    @Override
    public void reading(boolean on) {
        if (on != bodyWanted && exchange != null && !exchange.requestComplete()) {
            // The client is timed only while it is the one that something is awaited from.
            if (on) {
                timer.start(limits().timeout());
            } else {
                timer.stop();
            }
        }
        bodyWanted = on;
        updateReading();
    }

    private void updateReading() {
        if (state != ClientState.CLOSING && state != ClientState.CLOSED) {
            channel.config().setAutoRead(bodyWanted && early.isEmpty());
        }
    }

    @Override
    public void fail(ProxyFailure failure, String reason) {
        exchange = null;
        answerError(failure.status(), reason);
    }

    @Override
    public void cut() {
        exchange = null;
        if (intent == ClientIntent.CLOSE_ENDS_BODY) {
            // Only a reset tells a cut answer from a complete one where the close is the end of the body.
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            become(ClientState.CLOSING);
            channel.unsafe().close(channel.voidPromise());
        } else {
            closeNow();
        }
    }

    private void refuse(Refusal refusal) {
        LOG.log(System.Logger.Level.INFO, "client {0}: {1} {2}", address, refusal.status(), refusal.reason());
        answerError(refusal.status(), refusal.reason());
    }

    private void answerError(int status, String reason) {
        intent = ClientIntent.CLOSE;
        dropEarly();
        FullHttpResponse page = ErrorPage.of(status, reason, services.serverName());
        services.path().responseHeaders().mark(page.headers());
        encoder.nextIsBodyless(method.equals(HttpMethod.HEAD));
        answered(page);
    }

    private void timedOut() {
        switch (state) {
            case READING, KEEP_ALIVE -> closeNow();
            case PROCESSING -> clientStalled();
            case WRITING -> writeStalled();
            case CLOSING, TUNNEL, CLOSED -> {}
        }
    }

    private void clientStalled() {
        if (exchange.requestComplete()) {
            writeStalled();
        } else {
            exchange.clientTimedOut();
        }
    }

    private void writeStalled() {
        if (progressed()) {
            timer.start(limits().timeout());
        } else {
            closeNow();
        }
    }

    /** Whether the client has taken some bytes since the last time this was asked. */
    private boolean progressed() {
        long last = pendingBytes;
        pendingBytes = channel.unsafe().outboundBuffer() == null
                ? 0
                : channel.unsafe().outboundBuffer().totalPendingWriteBytes();
        return pendingBytes < last || last == 0;
    }

    /** Closes the connection if no request is in flight. */
    void closeIfIdle() {
        if (idle()) {
            closeNow();
        }
    }

    /** Closes the connection: what is written is flushed, then FIN and drain. */
    void closeNow() {
        if (state == ClientState.CLOSED) {
            return;
        }
        timer.stop();
        halfCloseTimer.stop();
        become(ClientState.CLOSING);
        Exchange left = exchange;
        exchange = null;
        if (left != null) {
            left.clientGone();
        }
        dropEarly();
        channel.close();
    }

    private void dropEarly() {
        for (HttpObject object = early.poll(); object != null; object = early.poll()) {
            ReferenceCountUtil.release(object);
        }
    }
}
