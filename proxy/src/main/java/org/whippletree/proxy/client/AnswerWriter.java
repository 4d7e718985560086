package org.whippletree.proxy.client;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;
import java.util.function.Consumer;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.ClientLimits;
import org.whippletree.proxy.Lease;
import org.whippletree.proxy.Workers;
import org.whippletree.proxy.exchange.Downstream;
import org.whippletree.proxy.exchange.Exchange;
import org.whippletree.proxy.exchange.NamedHosts;
import org.whippletree.proxy.exchange.ProxyFailure;
import org.whippletree.proxy.exchange.ServedHost;
import org.whippletree.proxy.framing.RequestGuard;
import org.whippletree.proxy.http.ErrorPolicy;
import org.whippletree.proxy.http.HeaderEdits;
import org.whippletree.proxy.http.Redirects;
import org.whippletree.proxy.http.Refusal;
import org.whippletree.proxy.http.RequestTarget;
import org.whippletree.proxy.identity.ClientIdentity;
import org.whippletree.proxy.identity.ProxyHeader;
import org.whippletree.proxy.notes.ExchangeNotes;
import org.whippletree.proxy.upstream.UpstreamConnection;

/** A client connection's answers, one after the other, each framed for the request it belongs to. Owned by the event loop. */
final class AnswerWriter implements Downstream {
    private static final System.Logger LOG = System.getLogger(AnswerWriter.class.getName());

    private final ClientConnection connection;
    private final ClientServices services;
    private final Channel channel;
    private final AnswerEncoder encoder;
    private final ConnectionWorkers workers;
    private final ClientPeer peer;
    private final Optional<AccessRecorder> recorder;
    private HttpMethod method = HttpMethod.GET;
    private HttpVersion version = HttpVersion.HTTP_1_1;
    private ClientIntent intent = ClientIntent.KEEP;
    private String accept;
    private NamedHosts hosts;
    private ServedHost host;
    private HeaderEdits edits = HeaderEdits.NONE;
    private ExchangeNotes notes = ExchangeNotes.UNREAD;
    private String realm = "";
    private final ErrorAnswers errors = new ErrorAnswers();
    private HttpResponse begun;

    AnswerWriter(
            ClientConnection connection,
            ClientServices services,
            Channel channel,
            AnswerEncoder encoder,
            ConnectionWorkers workers) {
        this.workers = workers;
        this.connection = connection;
        this.services = services;
        this.channel = channel;
        this.encoder = encoder;
        this.peer = new ClientPeer(services.first().remoteIp(), channel);
        this.recorder = Optional.ofNullable(channel.pipeline().get(AccessRecorder.class));
    }

    /** The PROXY protocol has told who the client is. */
    void told(ProxyHeader header) {
        peer.told(header);
    }

    /** The next answer is this request's, and ends the connection unless it may be kept. */
    void next(HttpRequest request) {
        host = hosts().named(RequestTarget.hostOf(request));
        peer.identify(request, host.remoteIp());
        notes = host.newNotes();
        method = request.method();
        accept = request.headers().get(HttpHeaderNames.ACCEPT);
        version = request.protocolVersion();
        intent = ClientIntent.CLOSE;
        edits = host.editsEverywhere();
        realm = "";
        errors.next(request, host);
        if (recorder.isPresent()) {
            recorder.get().begin(channel, identity(), request, notes, host.number());
        }
    }

    /** The connection may be kept behind the answer to this request, the so-manieth, as its host says. */
    void mayKeep(HttpRequest request, int requests) {
        ClientLimits limits = host().limits();
        int most = limits.maxKeepAliveRequests();
        if (HttpUtil.isKeepAlive(request) && limits.keepAlive() && (most == 0 || requests < most)) {
            intent = ClientIntent.KEEP;
        }
    }

    /** Why a request is not forwarded; fields that it may not have are taken out. */
    Optional<Refusal> refusal(HttpRequest request, boolean underscored) {
        return services.requestRefusal(request, underscored, clientAddress(), host().limits());
    }

    /** What becomes of the connection after the answer in hand. */
    ClientIntent intent() {
        return intent;
    }

    @Override
    public ClientIdentity identity() {
        return peer.identity();
    }

    @Override
    public ProxyHeader introduction() {
        return peer.introduction();
    }

    @Override
    public ServedHost host() {
        if (host == null) {
            host = hosts().first();
        }
        return host;
    }

    /** Those of the address that the client has connected to. */
    private NamedHosts hosts() {
        if (hosts == null) {
            hosts = services.path().hosts().at(channel.localAddress());
        }
        return hosts;
    }

    @Override
    public String serverAddress() {
        return peer.serverAddress();
    }

    @Override
    public void rules(HeaderEdits chosen, ErrorPolicy policy) {
        edits = chosen;
        errors.choose(policy);
        if (intent == ClientIntent.KEEP && notes.endsConnection()) {
            intent = ClientIntent.CLOSE;
        }
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public void reserve(Lease lease) {
        workers.keep(lease);
    }

    /** The connection is over, and so is the exchange that it had in hand. */
    void leave(Optional<Exchange> exchange) {
        if (channel.isActive()) {
            writeHead();
        }
        exchange.ifPresent(Exchange::clientGone);
        workers.leave();
    }

    @Override
    public void challenge(String name) {
        realm = name;
    }

    /** What an answer of our own, or one in its place, has to say beside its page. */
    private void challengeBy(HttpResponse head) {
        if (!realm.isEmpty() && head.status().equals(HttpResponseStatus.UNAUTHORIZED)) {
            head.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Basic realm=\"" + realm + "\"");
        }
    }

    @Override
    public boolean overrides(int status) {
        return errors.override(status);
    }

    @Override
    public ExchangeNotes notes() {
        return notes;
    }

    @Override
    public void asking(BackendConfig member) {
        if (recorder.isPresent()) {
            recorder.get().asking(member);
        }
    }

    @Override
    public void asked(String target, boolean reused) {
        if (recorder.isPresent()) {
            recorder.get().asked(target, reused);
        }
    }

    /** The trailers of the request in hand have come. */
    void requestTrailers(HttpHeaders trailers) {
        if (recorder.isPresent() && !trailers.isEmpty()) {
            recorder.get().requestTrailers(trailers);
        }
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
    public void switchProtocols(HttpResponse head, UpstreamConnection backend) {
        interim(head);
        connection.leftHttp();
        channel.pipeline().remove(RequestDecoder.class);
        channel.pipeline().remove(encoder);
        backend.tunnelTo(channel, host().limits().timeout());
        channel.pipeline().get(RequestGuard.class).passRaw();
    }

    @Override
    public void begin(HttpResponse head, boolean hasBody) {
        if (connection.mustEnd() || shed()) {
            intent = ClientIntent.CLOSE;
        }
        if (errors.standIn()) {
            intent = ClientIntent.CLOSE;
            errors.mark(head);
            challengeBy(head);
        }
        edits.answer(head.headers(), notes, false);
        intent = AnswerFraming.frame(head, hasBody, version, intent);
        encoder.nextIsBodyless(!hasBody);
        begun = head;
    }

    /** The head that was begun goes out, unless it has. */
    private void writeHead() {
        if (begun != null) {
            HttpResponse head = begun;
            begun = null;
            channel.write(head, channel.voidPromise());
        }
    }

    /** With the head, if that has waited for it: one message, which becomes one write. */
    private LastHttpContent whole(LastHttpContent last) {
        if (begun == null || !last.trailingHeaders().isEmpty()) {
            writeHead();
            return last;
        }
        HttpResponse head = begun;
        begun = null;
        return new DefaultFullHttpResponse(
                head.protocolVersion(), head.status(), last.content(), head.headers(), EmptyHttpHeaders.INSTANCE);
    }

    private boolean shed() {
        return intent == ClientIntent.KEEP
                && connection.mayBeShed()
                && services.shedding().takesNext();
    }

    @Override
    public void body(HttpContent content) {
        writeHead();
        channel.write(content, channel.voidPromise());
    }

    @Override
    public void end(LastHttpContent last) {
        connection.answered(whole(last));
    }

    @Override
    public void flush() {
        writeHead();
        channel.flush();
    }

    @Override
    public boolean writable() {
        return channel.isWritable();
    }

    @Override
    public void reading(boolean on) {
        connection.readBody(on);
    }

    @Override
    public void fail(ProxyFailure failure) {
        error(new Refusal(failure.status(), failure.told()), page -> {
            challengeBy(page);
            if (failure == ProxyFailure.METHOD_NOT_ALLOWED) {
                page.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
            }
        });
    }

    @Override
    public void override(HttpResponse head) {
        error(
                new Refusal(head.status().code(), "The service answered with an error."),
                page -> ErrorAnswers.keepTerms(head, page));
    }

    /** Answers with an error, or what stands in its place. */
    private void error(Refusal refusal, Consumer<HttpResponse> terms) {
        // What the first request was not allowed to bring, its successor is not either.
        Optional<HttpRequest> elsewhere =
                errors.elsewhere(refusal).filter(other -> refusal(other, true).isEmpty());
        if (elsewhere.isPresent()) {
            Exchange other = new Exchange(services.path(), this, elsewhere.get());
            connection.answerBy(other);
            other.requestBody(LastHttpContent.EMPTY_LAST_CONTENT);
            other.begin();
            other.requestReadComplete();
            return;
        }
        FullHttpResponse page = page(errors.shown(refusal));
        terms.accept(page);
        end(page);
    }

    @Override
    public void redirect(Redirects.Redirection redirection) {
        String told = redirection.location().isEmpty()
                ? "Nothing is served under this path any more."
                : "What is served under this path has moved.";
        error(new Refusal(redirection.status(), told), page -> {
            if (!redirection.location().isEmpty()) {
                page.headers().set(HttpHeaderNames.LOCATION, redirection.location());
            }
        });
    }

    /** Answers with an error of our own, behind which the connection is closed. */
    void refuse(Refusal refusal) {
        LOG.log(System.Logger.Level.INFO, "client {0}: {1} {2}", clientAddress(), refusal.status(), refusal.reason());
        error(refusal, page -> {});
    }

    /** The same for a request whose head has not come: no method is known, nor for certain what it accepts. */
    void refuseUnread(Refusal refusal, Optional<String> accepted) {
        method = HttpMethod.GET;
        accept = accepted.orElse(null);
        errors.forget();
        refuse(refusal);
    }

    @Override
    public void answerOptions() {
        FullHttpResponse answer = ErrorPage.options();
        host().responseHeaders().mark(answer.headers());
        end(answer);
    }

    private FullHttpResponse page(Refusal refusal) {
        FullHttpResponse page = errors.page(refusal)
                .orElseGet(() ->
                        ErrorPage.of(refusal.status(), refusal.reason(), host().name(), ErrorPage.wantsJson(accept)));
        host().responseHeaders().mark(page.headers());
        edits.answer(page.headers(), notes, true);
        return page;
    }

    private void end(FullHttpResponse page) {
        intent = ClientIntent.CLOSE;
        encoder.nextIsBodyless(method.equals(HttpMethod.HEAD));
        connection.answered(page);
    }

    @Override
    public void cut() {
        connection.closeNow();
    }
}
