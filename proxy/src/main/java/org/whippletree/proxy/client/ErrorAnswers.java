package org.whippletree.proxy.client;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Optional;
import org.whippletree.config.ErrorDocument;
import org.whippletree.proxy.exchange.ServedHost;
import org.whippletree.proxy.http.ErrorPolicy;
import org.whippletree.proxy.http.Refusal;
import org.whippletree.proxy.http.RequestTarget;

/**
 * What stands in place of the error that the request in hand comes to: a text, a redirect, or what is served under another path, with
 * the status of the error. An error on the way to that gets the usual page. Owned by the event loop.
 */
final class ErrorAnswers {
    /** What the request for another path does not take over: it has no body, and wants the whole of what is there. */
    private static final List<AsciiString> NOT_TAKEN_OVER = List.of(
            HttpHeaderNames.CONTENT_LENGTH,
            HttpHeaderNames.CONTENT_TYPE,
            HttpHeaderNames.CONTENT_ENCODING,
            HttpHeaderNames.TRANSFER_ENCODING,
            HttpHeaderNames.TRAILER,
            HttpHeaderNames.EXPECT,
            HttpHeaderNames.UPGRADE,
            HttpHeaderNames.MAX_FORWARDS,
            HttpHeaderNames.RANGE,
            HttpHeaderNames.IF_RANGE,
            HttpHeaderNames.IF_MATCH,
            HttpHeaderNames.IF_NONE_MATCH,
            HttpHeaderNames.IF_MODIFIED_SINCE,
            HttpHeaderNames.IF_UNMODIFIED_SINCE);

    /** What a backend's error says beside its page, and a client needs to go on. */
    private static final List<AsciiString> TERMS =
            List.of(HttpHeaderNames.WWW_AUTHENTICATE, HttpHeaderNames.ALLOW, HttpHeaderNames.RETRY_AFTER);

    private ErrorPolicy policy;
    private HttpMethod method = HttpMethod.GET;
    private HttpHeaders asked;
    private Refusal standsFor;

    /** A request has come; what it asked with is kept only if another path may have to be asked for. */
    void next(HttpRequest request, ServedHost host) {
        policy = host.errors().everywhere();
        standsFor = null;
        method = request.method();
        boolean whole =
                host.errors().leadsElsewhere() && request.decoderResult().isSuccess();
        asked = whole ? request.headers().copy() : null;
        if (whole && request.headers().getAll(HttpHeaderNames.HOST).size() != 1) {
            asked.set(HttpHeaderNames.HOST, host.name());
        }
        if (whole
                && !request.uri().startsWith("/")
                && !RequestTarget.hostOf(request).isEmpty()) {
            asked.set(HttpHeaderNames.HOST, RequestTarget.hostOf(request));
        }
    }

    /** No request has come: there is no host to tell what stands in place of an error. */
    void forget() {
        policy = null;
        asked = null;
        standsFor = null;
    }

    void choose(ErrorPolicy chosen) {
        policy = chosen;
    }

    /** Whether a backend's answer of this status is replaced. */
    boolean override(int status) {
        return policy.overrides(status);
    }

    /** Whether the answer comes from another path, and has the status of the error. */
    boolean standIn() {
        return standsFor != null;
    }

    /** Gives an answer from another path the status of the error. */
    void mark(HttpResponse head) {
        head.setStatus(HttpResponseStatus.valueOf(standsFor.status()));
    }

    /** The request for the path that has what stands in place of this error; from here on the answer is that. */
    Optional<HttpRequest> elsewhere(Refusal error) {
        Optional<ErrorDocument> document =
                standIn() || asked == null ? Optional.empty() : document(error.status(), ErrorDocument.Kind.PATH);
        if (document.isEmpty()) {
            return Optional.empty();
        }
        standsFor = error;
        NOT_TAKEN_OVER.forEach(asked::remove);
        HttpMethod reading = method.equals(HttpMethod.HEAD) ? HttpMethod.HEAD : HttpMethod.GET;
        return Optional.of(new DefaultHttpRequest(
                HttpVersion.HTTP_1_1, reading, document.get().value(), asked));
    }

    /** What the client is told of: what went wrong first. */
    Refusal shown(Refusal error) {
        return standIn() ? standsFor : error;
    }

    /** The page with what stands in place of the usual one; empty if that is to be given. */
    Optional<FullHttpResponse> page(Refusal refusal) {
        if (standIn()) {
            return Optional.empty();
        }
        return document(refusal.status(), ErrorDocument.Kind.TEXT)
                .map(document -> ErrorPage.ofText(refusal.status(), document.value()))
                .or(() -> document(refusal.status(), ErrorDocument.Kind.LOCATION)
                        .map(document -> moved(document.value())));
    }

    private static FullHttpResponse moved(String url) {
        FullHttpResponse page =
                ErrorPage.ofText(HttpResponseStatus.FOUND.code(), "What is served under this path has moved.");
        page.headers().set(HttpHeaderNames.LOCATION, url);
        return page;
    }

    private Optional<ErrorDocument> document(int status, ErrorDocument.Kind kind) {
        return policy == null ? Optional.empty() : policy.document(status).filter(document -> document.kind() == kind);
    }

    /** Keeps what a client needs beside the page. */
    static void keepTerms(HttpResponse replaced, HttpResponse page) {
        for (AsciiString name : TERMS) {
            List<String> values = replaced.headers().getAll(name);
            if (!values.isEmpty()) {
                page.headers().set(name, values);
            }
        }
    }
}
