package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;
import org.whippletree.proxy.Lease;
import org.whippletree.proxy.chain.PathFilters;
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
public final class Exchange
        implements Entry.Guest, AnswerReceiver, BackendSearch.Seeker, RequestWay.Owner, AnswerWay.Owner {
    private final DataPath path;
    private final Downstream client;
    private final HttpRequest request;
    private final InterimAnswers interimAnswers = new InterimAnswers();
    private final HeldLease lease = new HeldLease();
    private final Entry entry;
    private final LentConnection upstream = new LentConnection();
    private final LeasedThread thread;
    private final RequestWay asking;
    private final AnswerWay answer;
    private final Timer timer;
    private PathFilters filters = PathFilters.NONE;
    private ExchangeState state = ExchangeState.ENTERING;
    private ForwardedRequest forwarded;
    private BackendSearch search;
    private boolean beginning;

    /** An exchange for a request that {@code RequestRules} admitted; {@link #begin} sets it off. */
    public Exchange(DataPath path, Downstream client, HttpRequest request) {
        this.path = path;
        this.client = client;
        this.request = request;
        this.entry = new Entry(path, client, request, this);
        this.thread = new LeasedThread(lease, path, client, request);
        this.asking = new RequestWay(request, upstream, this);
        this.answer = new AnswerWay(client, request, this);
        this.timer = path.deadlines.timer(this::timedOut);
    }

    /** Sets the exchange off; it may be over when this returns. {@link #requestReadComplete} has to follow. */
    public void begin() {
        beginning = true;
        entry.begin();
        beginning = false;
    }

    @Override
    public void settled(Routing.Decision decision) {
        end();
        Routing.answer(decision, client);
    }

    @Override
    public void admitted(Routing.Way way, Lease leased) {
        filters = way.filters();
        forwarded = new ForwardedRequest(request, way.target(), way.path(), way.edits());
        search = new BackendSearch(path, forwarded, client, asking, this);
        thread.take(leased, filters);
        forwarded.rewrite(client.host().requestHeaders, client);
        asking.open(filters, client.notes(), thread);
        if (state != ExchangeState.DONE) {
            become(ExchangeState.CONNECTING);
            search.begin();
        }
    }

    @Override
    public void found(UpstreamConnection connection) {
        upstream.take(connection);
        connection.lendTo(this);
        become(ExchangeState.REQUESTING);
        HttpRequest head = forwarded.headFor(search.member().config());
        client.asked(head.uri(), connection.reused());
        asking.goOut(head, search.member(), connection, client.host().badFieldsIgnored());
        requestGoesOut(connection);
    }

    private void requestGoesOut(UpstreamConnection connection) {
        if (!beginning) {
            asking.flush();
        }
        if (upstream.held() && upstream.get() == connection) {
            client.reading(asking.wanted());
            if (!beginning || asking.probing()) {
                awaitProgress();
            }
        }
    }

    /** A piece of the request's body has come from the client; the exchange owns it from here on. */
    public void requestBody(HttpContent content) {
        if (state == ExchangeState.DONE) {
            content.release();
        } else if (!asking.take(content, client.host().bodyLimit())) {
            fail(ProxyFailure.BODY_TOO_LONG, "the body is longer than LimitRequestBody allows");
        } else if (state != ExchangeState.DONE) {
            // The last piece too: pieces before it may have stopped the reading, and nothing else would let it go on.
            client.reading(asking.wanted());
        }
    }

    /** What the client sent has been read: a good moment to flush. */
    public void requestReadComplete() {
        if (asking.flush()) {
            awaitProgress();
        }
    }

    /** Whether the whole request has come from the client. */
    public boolean requestComplete() {
        return asking.complete();
    }

    /** The backend's timeout runs while it is the backend that something is awaited from. */
    private void awaitProgress() {
        if (state == ExchangeState.DONE) {
            return;
        }
        lease.requestProgressed(asking.complete());
        if (asking.probing()) {
            timer.start(asking.patience());
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
            case REQUESTING -> asking.awaitsClient();
            case ANSWERING -> !answer.writable() && !answer.working() && upstream.writable();
            case FINISHING -> !answer.working();
            case ENTERING, CONNECTING, DONE -> false;
        };
    }

    @Override
    public void upstreamWritabilityChanged() {
        asking.pump();
        if (state != ExchangeState.DONE && asking.goesOn()) {
            requestGoesOut(upstream.get());
        }
    }

    @Override
    public void requestStepped() {
        requestReadComplete();
        if (state != ExchangeState.DONE) {
            client.reading(asking.wanted());
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
        asking.answered();
        search.answered(head.status().code());
        upstream.answeredWith(head, request.method());
        if (client.overrides(head.status().code())) {
            // The backend's error becomes one of our own.
            upstream.discardRest(asking.sent(), path.deadlines);
            end();
            client.override(head);
            return;
        }
        boolean hasBody = AnswerRules.hasBody(head, request.method());
        client.host().responseHeaders().rewrite(head.headers(), head.protocolVersion(), forwarded.clientHost());
        answer.begin(head, hasBody, filters, thread);
    }

    private void interim(HttpResponse head) {
        // A backend that switches before it has the whole request has not read it as one.
        Optional<String> flaw = interimAnswers.take(
                head,
                switching -> asking.whole()
                        && forwarded.switchesTo(switching, search.member().config()));
        if (flaw.isPresent()) {
            answerBroken(flaw.get());
        } else if (interimAnswers.relay(head, forwarded, asking, client) && state == ExchangeState.REQUESTING) {
            asking.sendBody(upstream.get());
            requestGoesOut(upstream.get());
        }
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
            answer.body(content);
            if (!answer.writable()) {
                client.flush();
                pauseIfClientIsSlow();
            }
        }
    }

    /** A slow client: the rest of the answer stays in the kernel's buffer, and no worker waits for it. */
    private void pauseIfClientIsSlow() {
        if (state == ExchangeState.ANSWERING && !answer.writable()) {
            upstream.get().reading(false);
        }
        if (answer.clientIsSlow()) {
            lease.release();
        }
    }

    private void answerEnded(LastHttpContent last) {
        become(ExchangeState.FINISHING);
        upstream.finish(asking.sent());
        if (answer.filtered()) {
            search.end();
            answer.end(last);
            answerReadComplete();
        } else {
            answerGiven(last);
        }
    }

    @Override
    public void answerGiven(LastHttpContent last) {
        become(ExchangeState.DONE);
        release();
        client.end(last);
    }

    @Override
    public void answerStepped() {
        readOn();
        answerReadComplete();
    }

    @Override
    public void filterFailed(String reason) {
        fail(ProxyFailure.FILTER_FAILED, reason);
    }

    @Override
    public void answerReadComplete() {
        answer.readComplete();
        if (state == ExchangeState.DONE) {
            return;
        }
        upstream.flushTo(client, path.deadlines);
        pauseIfClientIsSlow();
        awaitProgress();
    }

    /** The client takes more of the answer again. */
    public void clientWritable() {
        answer.clientWritable();
        if (state == ExchangeState.ANSWERING || state == ExchangeState.FINISHING) {
            readOn();
            awaitProgress();
        }
    }

    private void readOn() {
        if (state == ExchangeState.ANSWERING && answer.writable()) {
            upstream.get().reading(true);
        }
    }

    @Override
    public void upstreamLost(String reason) {
        UpstreamConnection lost = upstream.leave();
        boolean again = lost.mayHaveEndedUnused() && (asking.probing() || asking.repeatable());
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
        asking.startAgain();
    }

    @Override
    public void answerBroken(String reason) {
        endByBackend(ProxyFailure.BROKEN_ANSWER, reason, upstream.get());
    }

    private void timedOut() {
        if (state == ExchangeState.REQUESTING && asking.probing()) {
            upstream.abandon();
            searchOn();
            search.passOver("no 100 within " + asking.patience().toMillis() + " ms");
        } else if (clientPauses() && asking.broughtEnough()) {
            timer.start(HeldLease.PATIENCE);
        } else if (clientPauses()) {
            lease.release();
        } else {
            String late = search.late();
            if (!asking.giveUp(late) && !answer.giveUp(late)) {
                endByBackend(ProxyFailure.BACKEND_TIMEOUT, late, upstream.get());
            }
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
        end();
        if (answer.begun()) {
            // Nothing else can be said on this connection; the client sees that its answer is cut.
            client.cut();
        } else {
            client.fail(failure);
        }
    }

    private void end() {
        become(ExchangeState.DONE);
        entry.leave();
        upstream.abandon();
        release();
    }

    private void release() {
        timer.stop();
        answer.close();
        asking.release();
        thread.end();
        if (search != null) {
            search.end();
        }
        lease.end();
    }

    private void become(ExchangeState next) {
        state = next;
    }
}
