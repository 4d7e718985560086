package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.whippletree.proxy.Lease;
import org.whippletree.proxy.Workers;
import org.whippletree.proxy.balance.Balancer;
import org.whippletree.proxy.balance.Member;
import org.whippletree.proxy.balance.RoutedPath;
import org.whippletree.proxy.http.AnswerRules;
import org.whippletree.proxy.http.HopByHop;
import org.whippletree.proxy.http.RequestTarget;
import org.whippletree.proxy.time.Timer;
import org.whippletree.proxy.upstream.Borrower;
import org.whippletree.proxy.upstream.UpstreamConnection;

/**
 * One request and its answer. Owned by the event loop.
 *
 * <p>The way: a route, a worker, a member, a connection, the request out, the answer back. A member that cannot be reached gives
 * way to the next; a kept connection that ends before it answers is replaced by a fresh one if repeating the request is safe.
 * Bodies stream both ways, and each side is read only as fast as the other takes it.
 */
public final class Exchange implements Workers.Waiter, Borrower {
    /** As httpd: a backend that sends more interim answers than this in a row is broken. */
    private static final int MAX_INTERIM_ANSWERS = 10;

    private static final System.Logger LOG = System.getLogger(Exchange.class.getName());

    private final DataPath path;
    private final Downstream client;
    private final HttpRequest request;
    private final RequestBody requestBody = new RequestBody();
    private final Timer timer;

    private ExchangeState state = ExchangeState.QUEUED;
    private RoutedPath routed;
    private String query = "";
    private String clientHost = "";
    private Balancer balancer;
    private Set<Member> tried = Set.of();
    private Lease lease;
    private Member member;
    private UpstreamConnection upstream;
    private int interimAnswers;
    private boolean interimEndsNext;
    private boolean upstreamReusable;
    private long answerBytes;

    /** An exchange for a request that {@code RequestRules} admitted; {@link #begin} sets it off. */
    public Exchange(DataPath path, Downstream client, HttpRequest request) {
        this.path = path;
        this.client = client;
        this.request = request;
        this.timer = path.deadlines.timer(this::upstreamTimedOut);
    }

    /** Sets the exchange off; it may be over when this returns. */
    public void begin() {
        Optional<RequestTarget> target = RequestTarget.parse(request.uri());
        String named = request.headers().get(HttpHeaderNames.HOST);
        clientHost = named == null ? "" : named;
        if (target.isPresent() && !target.get().authority().isEmpty()) {
            // RFC 9112, 3.2.2: the host of an absolute target replaces Host.
            clientHost = target.get().authority();
        }
        if (target.isEmpty()) {
            fail(ProxyFailure.BAD_PATH, "the path leads above the root");
            return;
        }
        Optional<RoutedPath> found = path.routes.find(target.get().path());
        if (found.isEmpty()) {
            fail(ProxyFailure.NO_ROUTE, "no ProxyPass for this path");
            return;
        }
        routed = found.get();
        query = target.get().query();
        balancer = path.balancer(routed.route().balancer());
        path.workers.request(this);
    }

    @Override
    public void granted(Lease leased) {
        lease = leased;
        lease.describe(
                client.clientAddress(),
                request.method().name(),
                request.uri(),
                request.protocolVersion().text());
        path.requestHeaders.rewrite(
                request.headers(), request.protocolVersion(), client.clientAddress(), clientHost, clientHost);
        become(ExchangeState.CONNECTING);
        chooseMember();
    }

    @Override
    public void refused(String reason) {
        fail(ProxyFailure.NO_WORKER, reason);
    }

    private void chooseMember() {
        Optional<Member> chosen = tried.size() > balancer.maxAttempts()
                ? Optional.empty()
                : balancer.choose(path.deadlines.nowNanos(), tried);
        if (chosen.isEmpty()) {
            fail(ProxyFailure.NO_MEMBER, "no member of " + balancer.name() + " can be reached");
            return;
        }
        member = chosen.get();
        member.requestStarted();
        timer.start(member.config().timeout());
        path.pool(member).borrow(this);
    }

    @Override
    public boolean wanted() {
        return state == ExchangeState.CONNECTING;
    }

    @Override
    public void connectFailed(String reason) {
        if (!wanted()) {
            return;
        }
        Member failed = member;
        failed.unreachable(path.deadlines.nowNanos());
        LOG.log(
                System.Logger.Level.WARNING,
                "backend {0} cannot be reached: {1}",
                failed.config().url(),
                reason);
        leaveMember();
        if (tried.isEmpty()) {
            tried = new HashSet<>();
        }
        tried.add(failed);
        chooseMember();
    }

    @Override
    public void connected(UpstreamConnection connection) {
        upstream = connection;
        member.succeeded();
        if (connection.reused() && !requestBody.repeatable(request) && !connection.established()) {
            // The kernel knows of a FIN that the loop has not read yet; this request could not be repeated.
            abandonUpstream();
            path.pool(member).borrowFresh(this);
            return;
        }
        become(ExchangeState.REQUESTING);
        sendHead();
        requestBody.startSending(upstream);
        client.reading(upstream.writable());
        upstream.flush();
        bodyProgressed();
    }

    private void sendHead() {
        String target = routed.path().equals("*") ? "*" : member.config().path() + routed.path() + query;
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, request.method(), target, request.headers());
        String host = routed.route().preserveHost() && !clientHost.isEmpty()
                ? clientHost
                : member.config().authority();
        head.headers().set(HttpHeaderNames.HOST, host);
        upstream.writeHead(head);
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
        if (!requestBody.sending() || !upstream.writable()) {
            client.reading(requestBody.complete());
        }
    }

    /** What the client sent has been read: a good moment to flush. */
    public void requestReadComplete() {
        if (upstream != null && requestBody.sending() && state != ExchangeState.DONE) {
            upstream.flush();
            bodyProgressed();
        }
    }

    /** Whether the whole request has come from the client. */
    public boolean requestComplete() {
        return requestBody.complete();
    }

    private void bodyProgressed() {
        if (lease != null) {
            if (requestBody.complete()) {
                lease.writing();
            } else {
                lease.reading();
            }
        }
        awaitUpstream();
    }

    /** The backend's timeout runs while it is the backend that something is awaited from. */
    private void awaitUpstream() {
        boolean clientPauses = state == ExchangeState.ANSWERING ? !client.writable() : !requestBody.complete();
        if (clientPauses && (upstream == null || upstream.writable())) {
            timer.stop();
        } else {
            timer.start(member.config().timeout());
        }
    }

    @Override
    public void upstreamWritabilityChanged() {
        if (state != ExchangeState.DONE && !requestBody.complete()) {
            client.reading(upstream.writable());
            awaitUpstream();
        }
    }

    @Override
    public void answerHead(HttpResponse head) {
        HttpResponseStatus status = head.status();
        if (status.codeClass() == HttpStatusClass.INFORMATIONAL) {
            interim(head);
            return;
        }
        if (state != ExchangeState.REQUESTING) {
            answerBroken("a second answer to one request");
            return;
        }
        Optional<String> flaw = AnswerRules.flaw(head);
        if (flaw.isPresent()) {
            answerBroken(flaw.get());
            return;
        }
        become(ExchangeState.ANSWERING);
        upstreamReusable = HttpUtil.isKeepAlive(head) && AnswerRules.delimited(head, request.method());
        boolean hasBody = AnswerRules.hasBody(head, request.method());
        path.responseHeaders.rewrite(head.headers(), head.protocolVersion(), clientHost);
        client.begin(head, hasBody);
    }

    private void interim(HttpResponse head) {
        interimAnswers++;
        if (head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            answerBroken("101 without having been asked to switch protocols");
        } else if (interimAnswers > MAX_INTERIM_ANSWERS) {
            answerBroken("more than " + MAX_INTERIM_ANSWERS + " interim answers");
        } else {
            interimEndsNext = true;
            if (request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
                path.responseHeaders.rewrite(head.headers(), head.protocolVersion(), clientHost);
                client.interim(head);
            }
        }
    }

    @Override
    public void answerBody(HttpContent content) {
        if (interimEndsNext) {
            interimEndsNext = !(content instanceof LastHttpContent);
            content.release();
            return;
        }
        if (state != ExchangeState.ANSWERING) {
            content.release();
            return;
        }
        answerBytes += content.content().readableBytes();
        if (content instanceof LastHttpContent last) {
            HopByHop.cleanTrailers(last.trailingHeaders());
            answerEnded(last);
        } else {
            client.body(content);
            if (!client.writable()) {
                client.flush();
                pauseForClient();
            }
        }
    }

    /** A slow client: the rest of the answer stays in the kernel's buffer, and no worker waits for it. */
    private void pauseForClient() {
        if (!client.writable()) {
            upstream.reading(false);
            releaseLease();
        }
    }

    private void answerEnded(LastHttpContent last) {
        become(ExchangeState.DONE);
        UpstreamConnection used = upstream;
        upstream = null;
        leaveMember();
        if (upstreamReusable && requestBody.complete() && !used.holdsStrayBytes()) {
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
        if (state == ExchangeState.ANSWERING) {
            pauseForClient();
        }
        awaitUpstream();
    }

    /** The client takes more of the answer again. */
    public void clientWritable() {
        if (state == ExchangeState.ANSWERING && client.writable()) {
            upstream.reading(true);
            awaitUpstream();
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

    private void upstreamTimedOut() {
        long timeoutMillis = member.config().timeout().toMillis();
        if (state == ExchangeState.CONNECTING) {
            fail(ProxyFailure.NO_MEMBER, member.config().url() + ": no connection free for " + timeoutMillis + " ms");
        } else {
            endByBackend(ProxyFailure.BACKEND_TIMEOUT, "no progress for " + timeoutMillis + " ms");
        }
    }

    private void endByBackend(ProxyFailure failure, String reason) {
        member.failedRequest();
        String told = member.config().url() + ": " + reason;
        if (state == ExchangeState.ANSWERING) {
            LOG.log(System.Logger.Level.WARNING, "answer cut: {0} ({1})", told, requestLine());
            end();
            client.cut();
        } else {
            fail(failure, told);
        }
    }

    /** The client did not send the rest of its request in time. */
    public void clientTimedOut() {
        if (state == ExchangeState.ANSWERING) {
            end();
            client.cut();
        } else if (state != ExchangeState.DONE) {
            fail(ProxyFailure.CLIENT_TIMEOUT, "the request did not come in time");
        }
    }

    /** The client has gone: what was done for it is dropped. */
    public void clientGone() {
        if (state != ExchangeState.DONE) {
            end();
        }
    }

    /** Whether the answer has begun: nothing else can be said on this connection. */
    public boolean answering() {
        return state == ExchangeState.ANSWERING;
    }

    private void fail(ProxyFailure failure, String reason) {
        if (failure.status() >= HttpResponseStatus.INTERNAL_SERVER_ERROR.code()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} {1}: {2} ({3})",
                    failure.status(),
                    failure,
                    reason,
                    requestLine());
        }
        end();
        client.fail(failure, reason);
    }

    private void end() {
        ExchangeState last = state;
        become(ExchangeState.DONE);
        if (last == ExchangeState.QUEUED && balancer != null) {
            path.workers.withdraw(this);
        }
        if (last == ExchangeState.CONNECTING && member != null) {
            path.pool(member).withdraw(this);
        }
        abandonUpstream();
        leaveMember();
        release();
    }

    private void abandonUpstream() {
        if (upstream != null) {
            UpstreamConnection used = upstream;
            upstream = null;
            used.abandon();
        }
    }

    private void leaveMember() {
        if (member != null) {
            Member left = member;
            member = null;
            left.requestEnded();
        }
    }

    private void release() {
        timer.stop();
        requestBody.release();
        releaseLease();
    }

    private void releaseLease() {
        if (lease != null) {
            Lease ended = lease;
            lease = null;
            ended.release(answerBytes);
        }
    }

    private void become(ExchangeState next) {
        state = next;
    }

    private String requestLine() {
        HttpMethod method = request.method();
        return method + " " + request.uri() + " " + request.protocolVersion();
    }
}
