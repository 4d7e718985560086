package org.whippletree.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Removes what concerns one connection only (RFC 9110, 7.6.1): Connection and every field it names, and the fields that are
 * hop-by-hop by definition. Transfer-Encoding goes as well: each side of the proxy frames its own messages.
 */
public final class HopByHop {
    private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");
    private static final AsciiString PROXY_CONNECTION = AsciiString.cached("proxy-connection");

    /** Naming one of these in Connection does not make it hop-by-hop: removing it would change what the message means. */
    private static final Set<String> END_TO_END = Set.of(
            "host",
            "content-length",
            "content-type",
            "content-encoding",
            "content-range",
            "cache-control",
            "authorization",
            "cookie",
            "set-cookie",
            "date",
            "etag",
            "expires",
            "location",
            "range",
            "vary",
            "www-authenticate");

    private static final List<AsciiString> FORBIDDEN_IN_TRAILERS = List.of(
            HttpHeaderNames.HOST,
            HttpHeaderNames.CONTENT_LENGTH,
            HttpHeaderNames.TRAILER,
            HttpHeaderNames.CONTENT_ENCODING,
            HttpHeaderNames.CONTENT_TYPE,
            HttpHeaderNames.CONTENT_RANGE,
            HttpHeaderNames.CACHE_CONTROL,
            HttpHeaderNames.MAX_FORWARDS,
            HttpHeaderNames.AUTHORIZATION,
            HttpHeaderNames.COOKIE,
            HttpHeaderNames.SET_COOKIE);

    private HopByHop() {}

    /** Removes hop-by-hop fields in place. */
    public static void remove(HttpHeaders headers) {
        if (headers.contains(HttpHeaderNames.CONNECTION)) {
            for (String value : headers.getAll(HttpHeaderNames.CONNECTION)) {
                removeNamed(headers, value);
            }
            headers.remove(HttpHeaderNames.CONNECTION);
        }
        headers.remove(KEEP_ALIVE);
        headers.remove(PROXY_CONNECTION);
        headers.remove(HttpHeaderNames.TE);
        headers.remove(HttpHeaderNames.UPGRADE);
        headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
    }

    private static void removeNamed(HttpHeaders headers, String connection) {
        int start = 0;
        while (start <= connection.length()) {
            int comma = connection.indexOf(',', start);
            int end = comma < 0 ? connection.length() : comma;
            String name = connection.substring(start, end).trim();
            if (!name.isEmpty() && !END_TO_END.contains(name.toLowerCase(Locale.ROOT))) {
                headers.remove(name);
            }
            start = end + 1;
        }
    }

    /** Removes from trailers what may not stand there: framing, routing, connection (RFC 9110, 6.5.1). */
    public static void cleanTrailers(HttpHeaders trailers) {
        if (!trailers.isEmpty()) {
            remove(trailers);
            FORBIDDEN_IN_TRAILERS.forEach(trailers::remove);
        }
    }
}
