package org.whippletree.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Optional;

/** How a backend's answer is framed (RFC 9112, 6.3), and whether it can be passed on. Pure. */
public final class AnswerRules {
    private AnswerRules() {}

    /** What is wrong with the head; empty if it can be passed on. */
    public static Optional<String> flaw(HttpResponse head) {
        HttpVersion version = head.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return Optional.of("an answer in version " + version.text());
        }
        if (head.status().code() < HttpResponseStatus.OK.code() || head.status().code() > 599) {
            return Optional.of("status " + head.status().code());
        }
        List<String> codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        boolean chunkedOnly =
                codings.isEmpty() || (codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked"));
        if (!chunkedOnly) {
            return Optional.of("a transfer coding that is not supported");
        }
        List<String> lengths = head.headers().getAll(HttpHeaderNames.CONTENT_LENGTH);
        boolean length = lengths.isEmpty() || (lengths.size() == 1 && Characters.isLength(lengths.get(0)));
        return length ? Optional.empty() : Optional.of("Content-Length is no number");
    }

    /** Whether a body follows the head. */
    public static boolean hasBody(HttpResponse head, HttpMethod method) {
        return !method.equals(HttpMethod.HEAD)
                && !head.status().equals(HttpResponseStatus.NO_CONTENT)
                && !head.status().equals(HttpResponseStatus.NOT_MODIFIED);
    }

    /** Whether the answer ends before the connection does. */
    public static boolean delimited(HttpResponse head, HttpMethod method) {
        return !hasBody(head, method)
                || head.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                || head.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
    }
}
