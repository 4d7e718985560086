package org.whippletree.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whippletree.config.ProtocolOptions;

/**
 * Which requests are forwarded at all. Strict by default: whatever two parsers might read differently is refused, so that nothing
 * ambiguous reaches a backend (RFC 9112, 3 and 6; RFC 9110, 7.2 and 8.6).
 */
public final class RequestRules {
    private static final int MAX_PORT_DIGITS = 5;

    /** IANA's registry of methods; case counts (RFC 9110, 9.1). */
    private static final Set<String> REGISTERED = Set.of(
            ("ACL BASELINE-CONTROL BIND CHECKIN CHECKOUT CONNECT COPY DELETE GET HEAD LABEL LINK LOCK MERGE MKACTIVITY"
                            + " MKCALENDAR MKCOL MKREDIRECTREF MKWORKSPACE MOVE OPTIONS ORDERPATCH PATCH POST PROPFIND"
                            + " PROPPATCH PUT QUERY REBIND REPORT SEARCH TRACE UNBIND UNCHECKOUT UNLINK UNLOCK UPDATE"
                            + " UPDATEREDIRECTREF VERSION-CONTROL")
                    .split(" "));

    private RequestRules() {}

    /** Whether a body follows the head, perhaps an empty one (RFC 9112, 6). */
    public static boolean announcesBody(HttpRequest request) {
        return request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    /** Why the request is refused; empty if it may be forwarded. */
    public static Optional<Refusal> refusal(HttpRequest request, ProtocolOptions options) {
        Refusal refusal = version(request);
        if (refusal == null) {
            refusal = method(request.method(), options);
        }
        if (refusal == null) {
            refusal = target(request);
        }
        if (refusal == null) {
            refusal = host(request);
        }
        if (refusal == null) {
            refusal = framing(request);
        }
        if (refusal == null) {
            refusal = expectation(request);
        }
        if (refusal == null && MaxForwards.malformedOptions(request)) {
            refusal = new Refusal(400, "Max-Forwards is no number");
        }
        return Optional.ofNullable(refusal);
    }

    private static Refusal version(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        boolean known = version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
        return known ? null : new Refusal(505, "HTTP version " + version.text() + " is not supported");
    }

    private static Refusal method(HttpMethod method, ProtocolOptions options) {
        if (method.equals(HttpMethod.CONNECT)) {
            return new Refusal(405, "CONNECT is not allowed: this is no forward proxy");
        }
        if (method.equals(HttpMethod.TRACE)) {
            return new Refusal(405, "TRACE is not allowed: it would echo credentials");
        }
        if (options.registeredMethods() && !REGISTERED.contains(method.name())) {
            return new Refusal(501, "a method that HttpProtocolOptions RegisteredMethods does not admit");
        }
        return Characters.isToken(method.name()) ? null : new Refusal(400, "the method is no token");
    }

    private static Refusal target(HttpRequest request) {
        String target = request.uri();
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#') {
                return new Refusal(400, "the request target holds a character that must be encoded");
            }
        }
        if (target.startsWith("/")) {
            return null;
        }
        if (target.equals("*")) {
            return request.method().equals(HttpMethod.OPTIONS)
                    ? null
                    : new Refusal(400, "* is a target of OPTIONS only");
        }
        return RequestTarget.isAbsolute(target) ? null : new Refusal(400, "the request target is no path");
    }

    private static Refusal host(HttpRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1) {
            return new Refusal(400, "more than one Host field");
        }
        if (hosts.isEmpty()) {
            boolean required = request.protocolVersion().equals(HttpVersion.HTTP_1_1);
            return required ? new Refusal(400, "no Host field") : null;
        }
        return isAuthority(hosts.get(0)) ? null : new Refusal(400, "the Host field names no host");
    }

    /** Whether the text is {@code host[:port]} without user information, path or blanks. */
    static boolean isAuthority(String text) {
        int portColon;
        if (text.startsWith("[")) {
            int bracket = text.indexOf(']');
            if (bracket < 2 || !Characters.all(text, 1, bracket, RequestRules::isIpv6Character)) {
                return false;
            }
            portColon = bracket + 1 < text.length() ? bracket + 1 : -1;
            if (portColon >= 0 && text.charAt(portColon) != ':') {
                return false;
            }
        } else {
            portColon = text.indexOf(':');
            int nameEnd = portColon < 0 ? text.length() : portColon;
            if (nameEnd == 0 || !Characters.all(text, 0, nameEnd, RequestRules::isNameCharacter)) {
                return false;
            }
        }
        return portColon < 0 || isPort(text, portColon + 1);
    }

    private static boolean isIpv6Character(int c) {
        return Character.digit(c, 16) >= 0 || c == ':' || c == '.';
    }

    private static boolean isNameCharacter(int c) {
        return c < 0x7f && (Character.isLetterOrDigit(c) || c == '-' || c == '.' || c == '_' || c == '~');
    }

    private static boolean isPort(String text, int from) {
        return text.length() - from <= MAX_PORT_DIGITS
                && Characters.all(text, from, text.length(), Characters::isDigit)
                && (text.length() == from || Integer.parseInt(text, from, text.length(), 10) <= 65_535);
    }

    private static Refusal framing(HttpRequest request) {
        HttpHeaders headers = request.headers();
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (lengths.size() > 1) {
            return new Refusal(400, "more than one Content-Length");
        }
        if (!lengths.isEmpty() && !Characters.isLength(lengths.get(0))) {
            return new Refusal(400, "Content-Length is no number");
        }
        if (codings.isEmpty()) {
            return null;
        }
        if (!lengths.isEmpty()) {
            return new Refusal(400, "Content-Length beside Transfer-Encoding");
        }
        if (request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return new Refusal(400, "Transfer-Encoding in HTTP/1.0");
        }
        boolean chunkedOnly = codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
        return chunkedOnly ? null : new Refusal(501, "a transfer coding that is not supported");
    }

    private static Refusal expectation(HttpRequest request) {
        String expect = request.headers().get(HttpHeaderNames.EXPECT);
        return expect == null || expect.equalsIgnoreCase("100-continue")
                ? null
                : new Refusal(417, "an expectation that cannot be met");
    }
}
