package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.Optional;
import org.whippletree.proxy.Lease;
import org.whippletree.proxy.Workers;
import org.whippletree.proxy.balance.Member;
import org.whippletree.proxy.http.AnswerRules;
import org.whippletree.proxy.http.HopByHop;
import org.whippletree.proxy.time.Timer;
import org.whippletree.proxy.upstream.Borrower;
import org.whippletree.proxy.upstream.UpstreamConnection;

/**
 * One request and its answer. Owned by the event loop.
 *
 * <p>The way: a route, a worker, a member, a connection, the request out, the answer back. A member that cannot be reached gives
 * way to the next; a kept connection that ends before it answers is replaced by a fresh one if repeating the request is safe.
 * Bodies stream both ways, and each side is read only as fast as the other takes it.
 *
 * <p>Every write can fail at once and end the exchange before it returns: whatever follows a write looks at the state again.
 */
public final class Exchange implements Workers.Waiter, Borrower {
    /** How long a worker waits for a client that sends nothing more of its request. */
    private static final Duration CLIENT_PATIENCE = Duration.ofSeconds(1);

    private final DataPath path;
    private final Downstream client;
    private final HttpRequest request;
    private final RequestBody requestBody = new RequestBody();
    private final InterimAnswers interimAnswers = new InterimAnswers();
    private final HeldLease lease = new HeldLease();
    private final Timer timer;

    private ExchangeState state = ExchangeState.ROUTING;
    private ForwardedRequest forwarded;
    private MemberTrials trials;
    private Member member;
    private UpstreamConnection upstream;
    private boolean upstreamReusable;

    /** An exchange for a request that {@code RequestRules} admitted; {@link #begin} sets it off. */
    public Exchange(DataPath path, Downstream client, HttpRequest request) {
        this.path = path;
        this.client = client;
        this.request = request;
        this.timer = path.deadlines.timer(this::timedOut);
    }

    /** Sets the exchange off; it may be over when this returns. */
    public void begin() {
        Routing.Decision decision = path.routing.decide(request, client);
        if (decision instanceof Routing.Way way) {
            forward(way);
        } else if (decision instanceof Routing.Denial denial) {
            fail(denial.failure(), denial.reason());
        } else {
            end();
            client.answerOptions();
        }
    }

    private void forward(Routing.Way way) {
        forwarded = new ForwardedRequest(request, way.target(), way.path());
        trials = new MemberTrials(path.balancer(forwarded.balancer()));
        become(ExchangeState.QUEUED);
        path.workers.request(this);
    }

    @Override
    public void granted(Lease leased) {
        lease.take(leased);
        leased.describe(
                client.clientAddress(),
                request.method().name(),
                request.uri(),
                request.protocolVersion().text());
        forwarded.rewrite(path.requestHeaders, client.clientAddress());
        become(ExchangeState.CONNECTING);
        chooseMember();
    }

    @Override
    public void refused(String reason) {
        fail(ProxyFailure.NO_WORKER, reason);
    }

    private void chooseMember() {
        Optional<Member> chosen = trials.next(path.deadlines.nowNanos());
        if (chosen.isEmpty()) {
            fail(ProxyFailure.NO_MEMBER, "no member of " + trials.balancerName() + " can be reached");
            return;
        }
        member = chosen.get();
        timer.start(member.config().timeout());
        path.pool(member).borrow(this);
    }

    @Override
    public boolean wanted() {
        return state == ExchangeState.CONNECTING;
    }

    @Override
    public void connectFailed(String reason) {
        if (wanted()) {
            trials.unreachable(path.deadlines.nowNanos(), reason);
            chooseMember();
        }
    }

    @Override
    public void connected(UpstreamConnection connection) {
        upstream = connection;
        member.succeeded();
        if (connection.reused() && !requestBody.staysRepeatable(request) && !connection.established()) {
            // The kernel knows of a FIN that the loop has not read yet; this request could not be repeated.
            abandonUpstream();
            path.pool(member).borrowFresh(this);
            return;
        }
        become(ExchangeState.REQUESTING);
        upstream.writeHead(forwarded.headFor(member.config()));
        requestBody.startSending(connection);
        connection.flush();
        if (upstream == connection) {
            client.reading(requestBody.complete() || connection.writable());
            awaitProgress();
        }
    }

    /** A piece of the request's body has come from the client; the exchange owns it from here on. */
    public void requestBody(HttpContent content) {
        if (state == ExchangeState.DONE) {
            content.release();
            return;
        }
        if (content instanceof LastHttpContent last) {
            HopByHop.cleanTrailers(last.trailingHeaders());
        }
        requestBody.add(content);
        boolean taken = upstream != null && requestBody.sending() && upstream.writable();
        if (!taken && state != ExchangeState.DONE) {
            client.reading(requestBody.complete());
        }
    }

    /** What the client sent has been read: a good moment to flush. */
    public void requestReadComplete() {
        if (upstream != null && requestBody.sending()) {
            upstream.flush();
            awaitProgress();
        }
    }

    /** Whether the whole request has come from the client. */
    public boolean requestComplete() {
        return requestBody.complete();
    }

    /** The backend's timeout runs while it is the backend that something is awaited from. */
    private void awaitProgress() {
        if (state == ExchangeState.DONE) {
            return;
        }
        lease.requestProgressed(requestBody.complete());
        if (!clientPauses()) {
            timer.start(member.config().timeout());
        } else if (lease.held()) {
            timer.start(CLIENT_PATIENCE);
        } else {
            timer.stop();
        }
    }

    /** Whether it is only the client that something is awaited from. */
    private boolean clientPauses() {
        return switch (state) {
            case REQUESTING -> !requestBody.complete() && upstream.writable();
            case ANSWERING -> !client.writable() && upstream.writable();
            case ROUTING, QUEUED, CONNECTING, DONE -> false;
        };
    }

    @Override
    public void upstreamWritabilityChanged() {
        if (state != ExchangeState.DONE && !requestBody.complete()) {
            client.reading(upstream.writable());
            awaitProgress();
        }
    }

    @Override
    public void answerHead(HttpResponse head) {
        if (head.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            interim(head);
            return;
        }
        Optional<String> flaw = state == ExchangeState.REQUESTING
                ? AnswerRules.flaw(head)
                : Optional.of("a second answer to one request");
        if (flaw.isPresent()) {
            answerBroken(flaw.get());
            return;
        }
        become(ExchangeState.ANSWERING);
        upstreamReusable = HttpUtil.isKeepAlive(head) && AnswerRules.delimited(head, request.method());
        boolean hasBody = AnswerRules.hasBody(head, request.method());
        path.responseHeaders.rewrite(head.headers(), head.protocolVersion(), forwarded.clientHost());
        client.begin(head, hasBody);
    }

    private void interim(HttpResponse head) {
        Optional<String> flaw = interimAnswers.take(head, this::maySwitch);
        if (flaw.isPresent()) {
            answerBroken(flaw.get());
        } else if (forwarded.speaks11() && !head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            path.responseHeaders.rewriteInterim(head.headers(), head.protocolVersion());
            client.interim(head);
        }
    }

    /** A backend that switches before it has the whole request has not read it as one. */
    private boolean maySwitch(HttpResponse head) {
        return requestBody.complete() && forwarded.switchesTo(head, member.config());
    }

    /** HTTP is over: the connection is the client's, and no exchange's any more. */
    private void switchProtocols(HttpResponse head) {
        UpstreamConnection switched = upstream;
        upstream = null;
        end();
        path.responseHeaders.rewriteSwitch(head.headers(), head.protocolVersion());
        client.switchProtocols(head, switched);
    }

    @Override
    public void answerBody(HttpContent content) {
        if (interimAnswers.owns(content) || state != ExchangeState.ANSWERING) {
            content.release();
            if (state == ExchangeState.REQUESTING) {
                interimAnswers.switched().ifPresent(this::switchProtocols);
            }
            return;
        }
        lease.answered(content.content().readableBytes());
        if (content instanceof LastHttpContent last) {
            HopByHop.cleanTrailers(last.trailingHeaders());
            answerEnded(last);
        } else {
            client.body(content);
            if (!client.writable()) {
                client.flush();
                pauseIfClientIsSlow();
            }
        }
    }

    /** A slow client: the rest of the answer stays in the kernel's buffer, and no worker waits for it. */
    private void pauseIfClientIsSlow() {
        if (state == ExchangeState.ANSWERING && !client.writable()) {
            upstream.reading(false);
            lease.release();
        }
    }

    private void answerEnded(LastHttpContent last) {
        become(ExchangeState.DONE);
        UpstreamConnection used = upstream;
        upstream = null;
        if (upstreamReusable && requestBody.complete() && used.clean()) {
            used.giveBack();
        } else {
            used.abandon();
        }
        release();
        client.end(last);
    }

    @Override
    public void answerReadComplete() {
        if (state == ExchangeState.DONE) {
            return;
        }
        client.flush();
        pauseIfClientIsSlow();
        awaitProgress();
    }

    /** The client takes more of the answer again. */
    public void clientWritable() {
        if (state == ExchangeState.ANSWERING && client.writable()) {
            upstream.reading(true);
            awaitProgress();
        }
    }

    @Override
    public void upstreamLost(String reason) {
        UpstreamConnection lost = upstream;
        upstream = null;
        if (state == ExchangeState.REQUESTING && lost.reused() && requestBody.repeatable(request)) {
            become(ExchangeState.CONNECTING);
            requestBody.startAgain();
            timer.start(member.config().timeout());
            path.pool(member).borrowFresh(this);
        } else {
            endByBackend(ProxyFailure.BACKEND_CLOSED, reason);
        }
    }

    @Override
    public void answerBroken(String reason) {
        endByBackend(ProxyFailure.BROKEN_ANSWER, reason);
    }

    private void timedOut() {
        if (clientPauses()) {
            lease.release();
            return;
        }
        long timeoutMillis = member.config().timeout().toMillis();
        if (state == ExchangeState.CONNECTING) {
            fail(ProxyFailure.NO_MEMBER, member.config().url() + ": no connection free for " + timeoutMillis + " ms");
        } else {
            endByBackend(ProxyFailure.BACKEND_TIMEOUT, "no progress for " + timeoutMillis + " ms");
        }
    }

    private void endByBackend(ProxyFailure failure, String reason) {
        member.failedRequest();
        fail(failure, member.config().url() + ": " + reason);
    }

    /** The rest of the request does not come, or cannot be read. */
    public void requestBroken(ProxyFailure failure, String reason) {
        fail(failure, reason);
    }

    /** The client has gone: what was done for it is dropped. */
    public void clientGone() {
        if (state != ExchangeState.DONE) {
            end();
        }
    }

    private void fail(ProxyFailure failure, String reason) {
        failure.log(reason, request);
        boolean begun = state == ExchangeState.ANSWERING;
        end();
        if (begun) {
            // Nothing else can be said on this connection; the client sees that its answer is cut.
            client.cut();
        } else {
            client.fail(failure);
        }
    }

    private void end() {
        ExchangeState last = state;
        become(ExchangeState.DONE);
        if (last == ExchangeState.QUEUED) {
            path.workers.withdraw(this);
        }
        if (last == ExchangeState.CONNECTING && member != null) {
            path.pool(member).withdraw(this);
        }
        abandonUpstream();
        release();
    }

    private void abandonUpstream() {
        if (upstream != null) {
            UpstreamConnection used = upstream;
            upstream = null;
            used.abandon();
        }
    }

    private void release() {
        timer.stop();
        requestBody.release();
        if (trials != null) {
            trials.leave();
        }
        lease.end();
    }

    private void become(ExchangeState next) {
        state = next;
    }
}
