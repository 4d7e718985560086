package org.whippletree.proxy.upstream;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.whippletree.config.FlushRules;
import org.whippletree.config.process.MemoryExhausted;
import org.whippletree.proxy.framing.AnswerGuard;
import org.whippletree.proxy.identity.ProxyHeader;
import org.whippletree.proxy.identity.ProxyHeaderWriter;
import org.whippletree.proxy.time.Timer;
import org.whippletree.proxy.tunnel.Tunnel;

/**
 * A connection to a backend, lent to one exchange at a time. Owned by the event loop.
 *
 * <p>{@link #lendTo} gives it to an exchange; {@link #giveBack} returns it for the next one; {@link #abandon} ends it.
 */
public final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    private static final AsciiString KEEP_ALIVE = AsciiString.cached("Keep-Alive");

    private static final System.Logger LOG = System.getLogger(UpstreamConnection.class.getName());

    private final UpstreamPool pool;
    private final ConnectionLife life;
    private final AnswerGuard guard;
    private final UpstreamDecoder decoder;
    private final ProxyHeader introduction;
    private final Timer idleTimer;
    private Channel channel;
    private AnswerReceiver receiver;
    private ChannelPromise headOut;
    private HttpMethod method = HttpMethod.GET;
    private boolean headAlone;
    private boolean abandoned;
    private boolean spared;

    /** @param introduction what it tells the backend before its first request, if the backend is to be told */
    UpstreamConnection(
            UpstreamPool pool,
            ConnectionLife life,
            AnswerGuard guard,
            HttpDecoderConfig decoderConfig,
            ProxyHeader introduction) {
        this.pool = pool;
        this.introduction = introduction;
        this.life = life;
        this.guard = guard;
        this.decoder = new UpstreamDecoder(this, decoderConfig);
        this.idleTimer = pool.deadlines().timer(this::idleTooLong);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        channel.pipeline()
                .addBefore(ctx.name(), "guard", guard)
                .addBefore(ctx.name(), "decoder", decoder)
                .addBefore(ctx.name(), "encoder", new UpstreamEncoder(pool.headLines()));
    }

    ConnectionLife life() {
        return life;
    }

    /** Says who hears the answers from here on. */
    public void lendTo(AnswerReceiver exchange) {
        idleTimer.stop();
        receiver = exchange;
        life.exchangeBegins();
    }

    /** The rest of the answer in hand is another's. */
    public void passTo(AnswerReceiver other) {
        receiver = other;
    }

    /** How long the backend may make no progress. */
    public Duration timeout() {
        return pool.backend().timeout();
    }

    /** When pieces of its answers go to the client. */
    public FlushRules flushing() {
        return pool.backend().connections().flush();
    }

    /** Whether an earlier exchange has used it: only then its silent end is no fault of the backend. */
    public boolean reused() {
        return life.exchanges() > 1;
    }

    /** Whether it may have ended before the request that it was given last came: it has been used before, and nothing was heard. */
    public boolean mayHaveEndedUnused() {
        return reused() && guard.unanswered();
    }

    /**
     * Whether the request that it was given last cannot have reached the backend, for its head could not be written. Known of those
     * that are sent once, on a connection that has been used before.
     */
    public boolean unsent() {
        return headOut != null && headOut.isDone() && !headOut.isSuccess();
    }

    /** Whether it may still turn out that the request given last is {@link #unsent}. */
    public boolean maybeUnsent() {
        return headOut != null && !headOut.isSuccess();
    }

    /** Where it stands in its life, for the log. */
    public String describe() {
        long ageMillis =
                TimeUnit.NANOSECONDS.toMillis(life.ageNanos(pool.deadlines().nowNanos()));
        return (reused() ? "request " + life.exchanges() + " on a kept connection, " : "on a new connection, ")
                + ageMillis + " ms old";
    }

    /**
     * Whether nothing can be read from it, asked of the kernel: no FIN that the loop has not come to yet, and no octets, which could
     * only answer a request that has not been sent. Costs one system call; one that is not silent cannot be used any more.
     */
    boolean silent() {
        if (!(channel instanceof UnixChannel socket) || !channel.isActive()) {
            return false;
        }
        try {
            return socket.fd().read(pool.probe(), 0, 1) == 0;
        } catch (IOException reset) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "a kept connection to {0}: {1}",
                    pool.backend().url(),
                    reset);
            return false;
        }
    }

    /** Whether it tells the backend what the claim's borrower wants it to. */
    boolean introduces(Claim claim) {
        return introduction.equals(claim.introduction());
    }

    /**
     * Sends the head of a request; not flushed. One that is a full message has no body to follow it.
     *
     * @param badFieldsIgnored whether lines without a colon may stand in the head of its answer
     * @param once whether the request must not be sent again, unless it is {@link #unsent}
     */
    public void writeHead(HttpRequest head, boolean badFieldsIgnored, boolean once) {
        if (pool.introduces() && !reused()) {
            byte[] octets = ProxyHeaderWriter.octets(
                    introduction, pool.backend().connections().proxyHeader());
            // Past the encoder: it is no part of a request.
            channel.pipeline().context(guard).write(Unpooled.wrappedBuffer(octets), channel.voidPromise());
        }
        method = head.method();
        headAlone = head instanceof FullHttpRequest;
        guard.ignoreBadFields(badFieldsIgnored);
        guard.expectAnswer(method.equals(HttpMethod.HEAD));
        headOut = once && reused() ? channel.newPromise() : null;
        channel.write(head, headOut == null ? channel.voidPromise() : headOut);
    }

    /** Sends a piece of a request's body; not flushed. Behind a head that stands alone there is nothing to be sent. */
    public void writeBody(HttpContent content) {
        if (headAlone) {
            content.release();
        } else {
            channel.write(content, channel.voidPromise());
        }
    }

    public void flush() {
        channel.flush();
    }

    /** Whether more of the request can be taken without piling it up. */
    public boolean writable() {
        return channel.isWritable();
    }

    /** Reads on, or leaves the answer in the kernel's buffer. */
    public void reading(boolean on) {
        channel.config().setAutoRead(on);
    }

    /** Whether nothing is left of the exchange that has just ended: no byte behind its answer, none of its request unsent. */
    public boolean clean() {
        ChannelOutboundBuffer unsent = channel.unsafe().outboundBuffer();
        return !guard.excess() && unsent != null && unsent.totalPendingWriteBytes() == 0;
    }

    /** Returns the connection, its exchange complete, for another one. */
    public void giveBack() {
        receiver = null;
        life.exchangeEnded(pool.deadlines().nowNanos());
        if (!channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
        pool.returned(this);
    }

    /** Ends the connection; its receiver hears nothing more. */
    public void abandon() {
        receiver = null;
        abandoned = true;
        idleTimer.stop();
        channel.close();
    }

    /**
     * The backend has switched protocols: from here on the connection carries a client's bytes, and is never lent again.
     *
     * @param clientTimeout the client's; the tunnel may be idle for the longer one of both sides
     */
    public void tunnelTo(Channel client, Duration clientTimeout) {
        receiver = null;
        channel.pipeline().remove(decoder);
        channel.pipeline().remove(UpstreamEncoder.class);
        Duration own = pool.backend().timeout();
        Tunnel.join(client, channel, own.compareTo(clientTimeout) > 0 ? own : clientTimeout, pool.deadlines());
        guard.passRaw();
    }

    void startIdle() {
        spared = false;
        startIdleTimer(life.idleLimit(pool.backend().idleTimeout()));
    }

    private void startIdleTimer(Duration limit) {
        if (!limit.isZero()) {
            idleTimer.start(limit);
        }
    }

    private void idleTooLong() {
        Duration ttl = pool.backend().idleTimeout();
        if (spared || life.toldToEndBy(ttl) || !pool.sparesIdle()) {
            pool.retire(this);
        } else {
            spared = true;
            startIdleTimer(life.toldBeyond(ttl));
        }
    }

    /** Whether its {@code ttl} is over, and it is there only because few are. */
    boolean spared() {
        return spared;
    }

    boolean active() {
        return channel.isActive();
    }

    boolean answersHead() {
        return method.equals(HttpMethod.HEAD);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (receiver == null) {
            ReferenceCountUtil.release(message);
            ctx.close();
            return;
        }
        if (message instanceof HttpObject object && object.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            receiver.answerBroken("the answer cannot be read: "
                    + object.decoderResult().cause().getMessage());
            return;
        }
        if (message instanceof HttpResponse head) {
            life.told(KeepAliveHint.of(head.headers().get(KEEP_ALIVE)));
            receiver.answerHead(head);
        }
        if (message instanceof HttpContent content) {
            if (receiver == null) {
                content.release();
            } else {
                receiver.answerBody(content);
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (receiver != null) {
            receiver.answerReadComplete();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (receiver != null) {
            receiver.upstreamWritabilityChanged();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        idleTimer.stop();
        if (receiver == null && !abandoned && !guard.excess()) {
            pool.closedUnused(this);
        }
        pool.closed(this);
        lost("the backend closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        MemoryExhausted.endProcessIfCauseOf(cause);
        if (!(cause instanceof IOException)) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "a handler of a connection to " + pool.backend().url() + " failed",
                    cause);
        }
        lost(String.valueOf(cause.getMessage()));
        ctx.close();
    }

    private void lost(String reason) {
        AnswerReceiver last = receiver;
        receiver = null;
        if (last != null) {
            last.upstreamLost(reason);
        }
    }
}
