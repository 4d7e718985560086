package org.whippletree.proxy.client;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.Locale;

/** Answers of our own: a status and one sentence, or what can be done here. */
final class ErrorPage {
    private static final AsciiString HTML = AsciiString.cached("text/html; charset=utf-8");

    private static final AsciiString JSON = AsciiString.cached("application/json");

    /** What is passed on; other methods are, too. */
    private static final AsciiString METHODS = AsciiString.cached("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");

    private ErrorPage() {}

    /** An answer to OPTIONS. */
    static FullHttpResponse options() {
        FullHttpResponse answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER);
        answer.headers()
                .set(HttpHeaderNames.ALLOW, METHODS)
                .set(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return answer;
    }

    /** Whether who sends this Accept field wants JSON: it names it, and no HTML. */
    static boolean wantsJson(String accept) {
        String types = accept == null ? "" : accept.toLowerCase(Locale.ROOT);
        return (types.contains("application/json") || types.contains("+json")) && !types.contains("text/html");
    }

    private static String json(HttpResponseStatus status, String reason) {
        return "{\"status\":" + status.code() + ",\"error\":" + quoted(status.reasonPhrase()) + ",\"message\":"
                + quoted(reason) + "}\n";
    }

    /** Our own texts hold no control characters. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String html(HttpResponseStatus status, String reason, String serverName) {
        return "<!DOCTYPE html>\n<html><head><title>" + status + "</title></head>\n<body><h1>"
                + escaped(status.reasonPhrase()) + "</h1>\n<p>" + escaped(reason) + "</p>\n<hr><address>Whippletree at "
                + escaped(serverName) + "</address></body></html>\n";
    }

    /**
     * A page that shows the status and the reason; the reason is ours and holds nothing of the request.
     *
     * @param json whether it is an object with the same content instead
     */
    static FullHttpResponse of(int code, String reason, String serverName, boolean json) {
        HttpResponseStatus status = HttpResponseStatus.valueOf(code);
        return of(status, json ? json(status, reason) : html(status, reason, serverName), json);
    }

    /** A page that is one text, of whoever has configured it. */
    static FullHttpResponse ofText(int code, String text) {
        return of(HttpResponseStatus.valueOf(code), text, false);
    }

    private static FullHttpResponse of(HttpResponseStatus status, String page, boolean json) {
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, ByteBufUtil.writeUtf8(UnpooledByteBufAllocator.DEFAULT, page));
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, json ? JSON : HTML);
        answer.headers()
                .set(
                        HttpHeaderNames.CONTENT_LENGTH,
                        String.valueOf(answer.content().readableBytes()));
        answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
            answer.headers().set(HttpHeaderNames.RETRY_AFTER, "1");
        }
        if (status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            answer.headers().set(HttpHeaderNames.ALLOW, METHODS);
        }
        return answer;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
