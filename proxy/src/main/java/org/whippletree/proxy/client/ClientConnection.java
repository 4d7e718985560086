package org.whippletree.proxy.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Optional;
import org.whippletree.proxy.exchange.Exchange;
import org.whippletree.proxy.exchange.ProxyFailure;
import org.whippletree.proxy.framing.RequestGuard;
import org.whippletree.proxy.http.Refusal;
import org.whippletree.proxy.identity.ProxyHeader;
import org.whippletree.proxy.socket.HalfCloseGuard;

/**
 * A client's connection: one exchange after the other, requests that come early wait in order. Owned by the event loop; its state
 * changes in {@link #become} alone.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOG = System.getLogger(ClientConnection.class.getName());

    private final ClientServices services;
    private final RequestDecoder decoder;
    private final AnswerEncoder encoder;
    private final LingeringClose lingering;
    private final ClientTimers timers;
    private final RequestClock clock;
    private final ConnectionWorkers workers;
    private final WriteProgress progress = new WriteProgress();
    private final EarlyMessages early = new EarlyMessages();
    private final IdleTime idleTime = new IdleTime(this);
    private ClientState state = ClientState.READING;
    private Channel channel;
    private RequestGuard guard;
    private AnswerWriter answers;
    private ReadingGate gate;
    private Farewell farewell;
    private Exchange exchange;
    private int requests;

    ClientConnection(
            ClientServices services,
            RequestDecoder decoder,
            AnswerEncoder encoder,
            RequestClock clock,
            LingeringClose lingering,
            ConnectionWorkers workers) {
        this.services = services;
        this.decoder = decoder;
        this.encoder = encoder;
        this.lingering = lingering;
        this.clock = clock;
        this.workers = workers;
        this.timers = new ClientTimers(services.deadlines(), services.limits(), clock, this::timedOut, this::closeNow);
        clock.onLate(this::requestLate);
    }

    private void become(ClientState next) {
        if (state != next) {
            ClientState last = state;
            state = next;
            services.clients().moved(this, last, next);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        guard = channel.pipeline().get(RequestGuard.class);
        answers = new AnswerWriter(this, services, channel, encoder, workers);
        gate = new ReadingGate(channel, guard, early);
        farewell = new Farewell(channel, lingering, services.clients());
        services.clients().opened(this);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        timers.headBegins();
        if (services.clients().phase() == ServingPhase.STOPPING) {
            closeNow(); // It was on its way when the others were closed.
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        HttpObject object = (HttpObject) message;
        if (state == ClientState.CLOSING || state == ClientState.CLOSED) {
            ReferenceCountUtil.release(object);
        } else if (mustWait(object)) {
            early.add(object);
            gate.update(state);
        } else {
            accept(object);
        }
    }

    /** A message that belongs to a later request than the one in flight. */
    private boolean mustWait(HttpObject object) {
        return !early.isEmpty() || (object instanceof HttpRequest && !idle());
    }

    IdleTime idleTime() {
        return idleTime;
    }

    private boolean idle() {
        return state == ClientState.READING || state == ClientState.KEEP_ALIVE;
    }

    private void accept(HttpObject object) {
        if (object.decoderResult().isFailure()) {
            ReferenceCountUtil.release(object);
            unreadable(object);
            return;
        }
        if (object instanceof HttpRequest request) {
            startExchange(request);
        }
        if (object instanceof HttpContent content) {
            bodyComes(content);
        }
    }

    private void bodyComes(HttpContent content) {
        if (exchange == null || exchange.requestComplete()) {
            content.release();
            return;
        }
        if (content instanceof LastHttpContent last && guard.underscored()) {
            services.underscored().cleanTrailers(last.trailingHeaders(), answers.clientAddress());
        }
        if (content instanceof LastHttpContent last) {
            answers.requestTrailers(last.trailingHeaders());
        }
        timers.bodyComes();
        exchange.requestBody(content);
        if (exchange != null && exchange.requestComplete()) {
            timers.requestComplete();
        }
    }

    /** The decoder cannot go on, behind a bad head or within a bad body. */
    private void unreadable(HttpObject object) {
        if (state == ClientState.WRITING) {
            // It is the rest of a request that has been answered already; the connection is closed behind the answer.
            return;
        }
        Refusal refusal = DecodeFailures.refusal(object);
        if (exchange != null) {
            exchange.fail(ProxyFailure.BROKEN_REQUEST, refusal.reason());
            return;
        }
        if (object instanceof HttpRequest request) {
            answers.next(request);
        }
        answers.refuse(refusal);
    }

    private void startExchange(HttpRequest request) {
        requests++;
        answers.next(request);
        answers.mayKeep(request, requests);
        timers.use(answers.host().limits());
        Optional<Refusal> refusal = answers.refusal(request, guard.underscored());
        if (refusal.isPresent()) {
            answers.refuse(refusal.get());
            return;
        }
        become(ClientState.PROCESSING);
        gate.wantBody(true);
        timers.headComplete(request);
        if (HalfCloseGuard.inputEnded(channel)) {
            timers.inputEnded();
        }
        exchange = new Exchange(services.path(), answers, request);
        exchange.begin();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.requestReadComplete();
        } else if (state == ClientState.KEEP_ALIVE) {
            // Bytes came and no message of them: a head has begun, and has longer than an idle connection.
            become(ClientState.READING);
            timers.headBegins();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (exchange == null) {
            return;
        }
        if (channel.isWritable()) {
            if (exchange.requestComplete()) {
                timers.written();
            }
            exchange.clientWritable();
        } else {
            progress.made(channel);
            timers.writing();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ProxyHeader header) {
            answers.told(header);
        } else if (event instanceof ChannelInputShutdownEvent) {
            inputEnded();
        }
    }

    /** The client's FIN: whoever has asked completely may still be waiting for the answer. */
    private void inputEnded() {
        HalfCloseGuard.protect(channel);
        if (exchange != null && exchange.requestComplete()) {
            timers.inputEnded();
        } else if (state != ClientState.WRITING) {
            closeNow();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        leave(ClientState.CLOSED);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.log(System.Logger.Level.DEBUG, "client {0}: {1}", answers.clientAddress(), cause);
        } else {
            LOG.log(System.Logger.Level.ERROR, "client " + answers.clientAddress() + ": a handler failed", cause);
        }
        closeNow();
    }

    /** Whether the answer that begins is the connection's last one. */
    boolean mustEnd() {
        return !exchange.requestComplete()
                || services.clients().phase() != ServingPhase.SERVING
                || (HalfCloseGuard.inputEnded(channel) && early.isEmpty() && !guard.holdsOctets());
    }

    /** Whether nothing of another request has come, as far as this loop has read. */
    boolean mayBeShed() {
        return early.isEmpty() && !decoder.holdsBytes() && !guard.holdsOctets();
    }

    /** Another exchange, whose request is whole, answers in place of the one that is over. */
    void answerBy(Exchange other) {
        timers.requestComplete();
        become(ClientState.PROCESSING);
        exchange = other;
    }

    /** What follows is no HTTP, and passes this connection by. */
    void leftHttp() {
        exchange = null;
        timers.stop();
        become(ClientState.TUNNEL);
    }

    /** The last piece of an answer: the connection is free again once it is written. */
    void answered(HttpObject last) {
        exchange = null;
        if (answers.intent() != ClientIntent.KEEP) {
            early.drop();
        }
        become(ClientState.WRITING);
        timers.lastIsWritten();
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
        if (answers.intent() != ClientIntent.KEEP || services.clients().phase() == ServingPhase.STOPPING) {
            linger();
            return;
        }
        become(ClientState.KEEP_ALIVE);
        timers.idle();
        takeEarly();
    }

    /** Goes on with what was read during the last exchange, up to the end of the next request. */
    private void takeEarly() {
        while (!early.isEmpty() && (idle() || (early.nextIsBody() && exchange != null))) {
            accept(early.poll());
        }
        if (idle()) {
            guard.resume();
        }
        if (exchange != null) {
            exchange.requestReadComplete();
        }
        if ((idle() || (exchange != null && !exchange.requestComplete())) && HalfCloseGuard.inputEnded(channel)) {
            closeNow();
            return;
        }
        gate.update(state);
    }

    /** Reads the request's body on, or leaves it in the kernel's buffer. */
    void readBody(boolean on) {
        if (gate.wantBody(on) && exchange != null && !exchange.requestComplete()) {
            timers.readingBody(on);
        }
        gate.update(state);
    }

    private void timedOut() {
        switch (state) {
            case READING -> requestLate();
            case KEEP_ALIVE -> closeNow();
            case PROCESSING, WRITING -> stalled();
            case CLOSING, TUNNEL, CLOSED -> {}
        }
    }

    /** Who has not begun to ask is not answered. */
    private void requestLate() {
        if (exchange != null) {
            exchange.fail(ProxyFailure.CLIENT_TIMEOUT, "the request did not come in time");
        } else if (clock.headBegun()) {
            answers.refuseUnread(new Refusal(408, "the request did not come in time"), guard.accepted());
        } else {
            closeNow();
        }
    }

    private void stalled() {
        if (exchange != null && !exchange.requestComplete()) {
            requestLate();
        } else if (progress.made(channel)) {
            timers.writing();
        } else {
            closeNow();
        }
    }

    /** Closes the connection if no request is in flight. */
    void closeIfIdle() {
        if (idle()) {
            closeNow();
        }
    }

    /** Ends the connection, whatever it does; an answer that is cut is seen to be cut. */
    void closeNow() {
        boolean answering = state == ClientState.PROCESSING || state == ClientState.WRITING;
        if (answering && answers.intent() == ClientIntent.CLOSE_ENDS_BODY) {
            reset();
        } else {
            linger();
        }
    }

    private void reset() {
        leave(ClientState.CLOSING);
        farewell.reset();
    }

    private void linger() {
        if (state != ClientState.CLOSED) {
            ClientState left = state;
            leave(ClientState.CLOSING);
            farewell.linger(left);
        }
    }

    private void leave(ClientState next) {
        timers.stop();
        become(next);
        early.drop();
        Exchange left = exchange;
        exchange = null;
        answers.leave(Optional.ofNullable(left));
    }
}
