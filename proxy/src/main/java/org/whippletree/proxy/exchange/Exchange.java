package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;
import org.whippletree.proxy.Lease;
import org.whippletree.proxy.Workers;
import org.whippletree.proxy.http.AnswerRules;
import org.whippletree.proxy.http.HopByHop;
import org.whippletree.proxy.time.Timer;
import org.whippletree.proxy.upstream.AnswerReceiver;
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
public final class Exchange implements Workers.Waiter, AnswerReceiver, BackendSearch.Seeker {
    private final DataPath path;
    private final Downstream client;
    private final HttpRequest request;
    private final RequestBody requestBody = new RequestBody();
    private final InterimAnswers interimAnswers = new InterimAnswers();
    private final HeldLease lease = new HeldLease();
    private final Timer timer;
    private ExchangeState state = ExchangeState.ROUTING;
    private ForwardedRequest forwarded;
    private BackendSearch search;
    private ContinueProbe probe;
    private final LentConnection upstream = new LentConnection();

    /** An exchange for a request that {@code RequestRules} admitted; {@link #begin} sets it off. */
    public Exchange(DataPath path, Downstream client, HttpRequest request) {
        this.path = path;
        this.client = client;
        this.request = request;
        this.timer = path.deadlines.timer(this::timedOut);
    }

    /** Sets the exchange off; it may be over when this returns. */
    public void begin() {
        Routing.Decision decision = client.host().routing.decide(request, client);
        if (decision instanceof Routing.Way way) {
            forward(way);
        } else if (decision instanceof Routing.Denial denial) {
            fail(denial.failure(), denial.reason());
        } else {
            end();
            Routing.answer(decision, client);
        }
    }

    private void forward(Routing.Way way) {
        forwarded = new ForwardedRequest(request, way.target(), way.path(), way.edits());
        search = new BackendSearch(path, forwarded, client, this);
        become(ExchangeState.QUEUED);
        path.workers.request(this);
    }

    @Override
    public void granted(Lease leased) {
        lease.take(leased, client.clientAddress(), request);
        forwarded.rewrite(client.host().requestHeaders, client.identity());
        probe = new ContinueProbe(request);
        become(ExchangeState.CONNECTING);
        search.begin();
    }

    @Override
    public void refused(String reason) {
        fail(ProxyFailure.NO_WORKER, reason);
    }

    @Override
    public boolean repeatable() {
        return requestBody.staysRepeatable(request);
    }

    @Override
    public void found(UpstreamConnection connection) {
        upstream.take(connection);
        connection.lendTo(this);
        client.asked(connection.reused());
        become(ExchangeState.REQUESTING);
        HttpRequest head = forwarded.headFor(search.member().config());
        probe.begin(head, search.member().config());
        connection.writeHead(head, client.host().badFieldsIgnored());
        if (!probe.pending()) {
            search.member().moved(requestBody.startSending(connection));
        }
        connection.flush();
        requestGoesOut(connection);
    }

    private void requestGoesOut(UpstreamConnection connection) {
        if (upstream.get() == connection) {
            client.reading(requestBody.complete() || (requestBody.sending() && connection.writable()));
            awaitProgress();
        }
    }

    /** A piece of the request's body has come from the client; the exchange owns it from here on. */
    public void requestBody(HttpContent content) {
        int bytes = content.content().readableBytes();
        if (state == ExchangeState.DONE || requestBody.size() + bytes > path.bodyLimit) {
            content.release();
            if (state != ExchangeState.DONE) {
                fail(ProxyFailure.BODY_TOO_LONG, "the body is longer than LimitRequestBody allows");
            }
            return;
        }
        requestBody.add(content);
        if (requestBody.sending()) {
            search.member().moved(bytes);
        }
        boolean taken = requestBody.sending() && upstream.writable();
        if (!taken && state != ExchangeState.DONE) {
            client.reading(requestBody.complete());
        }
    }

    /** What the client sent has been read: a good moment to flush. */
    public void requestReadComplete() {
        if (upstream.held() && requestBody.sending()) {
            upstream.get().flush();
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
        if (probe.pending()) {
            timer.start(probe.patience());
        } else if (!clientPauses()) {
            timer.start(search.member().config().timeout());
        } else if (lease.held()) {
            timer.keep(HeldLease.PATIENCE);
        } else {
            timer.stop();
        }
    }

    /** Whether it is only the client that something is awaited from. */
    private boolean clientPauses() {
        return switch (state) {
            case REQUESTING -> requestBody.sending() && !requestBody.complete() && upstream.writable();
            case ANSWERING -> !client.writable() && upstream.writable();
            case ROUTING, QUEUED, CONNECTING, DONE -> false;
        };
    }

    @Override
    public void upstreamWritabilityChanged() {
        if (state != ExchangeState.DONE && requestBody.sending() && !requestBody.complete()) {
            requestGoesOut(upstream.get());
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
        probe.answered();
        search.answered(head.status().code());
        upstream.answeredWith(head, request.method());
        if (client.overrides(head.status().code())) {
            override(head);
            return;
        }
        boolean hasBody = AnswerRules.hasBody(head, request.method());
        client.host().responseHeaders().rewrite(head.headers(), head.protocolVersion(), forwarded.clientHost());
        client.begin(head, hasBody);
    }

    /** The backend's error becomes one of our own. */
    private void override(HttpResponse head) {
        upstream.discardRest(requestSent(), path.deadlines);
        end();
        client.override(head);
    }

    private boolean requestSent() {
        return requestBody.complete() && requestBody.sending();
    }

    private void interim(HttpResponse head) {
        Optional<String> flaw = interimAnswers.take(head, this::maySwitch);
        if (flaw.isPresent()) {
            answerBroken(flaw.get());
            return;
        }
        boolean probed = probe.answeredBy(head);
        boolean ours = probed && !probe.clientExpects();
        if (!ours && forwarded.speaks11() && !head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            client.host().responseHeaders().rewriteInterim(head.headers(), head.protocolVersion());
            client.interim(head);
        }
        if (probed && state == ExchangeState.REQUESTING) {
            continueWithBody();
        }
    }

    private void continueWithBody() {
        probe.answered();
        UpstreamConnection ready = upstream.get();
        search.member().moved(requestBody.startSending(ready));
        ready.flush();
        requestGoesOut(ready);
    }

    /** A backend that switches before it has the whole request has not read it as one. */
    private boolean maySwitch(HttpResponse head) {
        return requestBody.complete()
                && forwarded.switchesTo(head, search.member().config());
    }

    /** HTTP is over: the connection is the client's, and no exchange's any more. */
    private void switchProtocols(HttpResponse head) {
        UpstreamConnection switched = upstream.leave();
        end();
        client.host().responseHeaders().rewriteSwitch(head.headers(), head.protocolVersion());
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
        search.member().moved(content.content().readableBytes());
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
            upstream.get().reading(false);
            lease.release();
        }
    }

    private void answerEnded(LastHttpContent last) {
        become(ExchangeState.DONE);
        upstream.finish(requestSent());
        release();
        client.end(last);
    }

    @Override
    public void answerReadComplete() {
        if (state == ExchangeState.DONE) {
            return;
        }
        upstream.flushTo(client, path.deadlines);
        pauseIfClientIsSlow();
        awaitProgress();
    }

    /** The client takes more of the answer again. */
    public void clientWritable() {
        if (state == ExchangeState.ANSWERING && client.writable()) {
            upstream.get().reading(true);
            awaitProgress();
        }
    }

    @Override
    public void upstreamLost(String reason) {
        UpstreamConnection lost = upstream.leave();
        boolean again = lost.reused() && (probe.pending() || requestBody.repeatable(request));
        if (state == ExchangeState.REQUESTING && again) {
            searchOn();
            search.replace();
        } else {
            endByBackend(ProxyFailure.BACKEND_CLOSED, reason, lost);
        }
    }

    private void searchOn() {
        timer.stop();
        become(ExchangeState.CONNECTING);
        requestBody.startAgain();
    }

    @Override
    public void answerBroken(String reason) {
        endByBackend(ProxyFailure.BROKEN_ANSWER, reason, upstream.get());
    }

    private void timedOut() {
        if (state == ExchangeState.REQUESTING && probe.pending()) {
            upstream.abandon();
            searchOn();
            search.passOver("no 100 within " + probe.patience().toMillis() + " ms");
        } else if (clientPauses() && requestBody.broughtEnough()) {
            timer.start(HeldLease.PATIENCE);
        } else if (clientPauses()) {
            lease.release();
        } else {
            long timeoutMillis = search.member().config().timeout().toMillis();
            endByBackend(ProxyFailure.BACKEND_TIMEOUT, "no progress for " + timeoutMillis + " ms", upstream.get());
        }
    }

    private void endByBackend(ProxyFailure failure, String reason, UpstreamConnection connection) {
        search.failed(failure);
        fail(failure, search.describe(reason, connection));
    }

    /** The client has gone: what was done for it is dropped. */
    public void clientGone() {
        if (state != ExchangeState.DONE) {
            end();
        }
    }

    /** It cannot go on: no member is left, or the rest of the request does not come or cannot be read. */
    @Override
    public void fail(ProxyFailure failure, String reason) {
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
        upstream.abandon();
        release();
    }

    private void release() {
        timer.stop();
        requestBody.release();
        if (search != null) {
            search.end();
        }
        lease.end();
    }

    private void become(ExchangeState next) {
        state = next;
    }
}
