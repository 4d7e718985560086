package org.whippletree.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import org.whippletree.config.ViaMode;

/**
 * Turns a client's request head into the one for a backend: hop-by-hop fields go, Via (RFC 9110, 7.6.3) and the X-Forwarded fields
 * come, in httpd's way: a value that is already there is appended to.
 */
public final class RequestHeaders {
    static final AsciiString X_FORWARDED_FOR = AsciiString.cached("X-Forwarded-For");
    static final AsciiString X_FORWARDED_HOST = AsciiString.cached("X-Forwarded-Host");
    static final AsciiString X_FORWARDED_PROTO = AsciiString.cached("X-Forwarded-Proto");
    static final AsciiString X_FORWARDED_SERVER = AsciiString.cached("X-Forwarded-Server");

    private final String serverName;
    private final Via via;
    private final boolean othersHidden;

    /** @param serverName named in Via and X-Forwarded-Server */
    public RequestHeaders(String serverName, ViaMode mode) {
        this.serverName = serverName;
        this.via = new Via(serverName, mode);
        this.othersHidden = mode == ViaMode.BLOCK;
    }

    /** Puts the client's scheme in place of its claim: the first of all changes, so that a rule of the configuration can have its own. */
    public void tellScheme(HttpHeaders headers) {
        headers.set(X_FORWARDED_PROTO, "http");
    }

    /**
     * Edits the head in place; Host is left to whoever knows the backend.
     *
     * @param headers the client's fields
     * @param version the client's version, named in Via
     * @param clientAddress the client's address without port
     * @param clientHost the Host the client asked for; empty if it named none
     */
    public void rewrite(HttpHeaders headers, HttpVersion version, String clientAddress, String clientHost) {
        boolean chunked = headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
        HopByHop.remove(headers);
        if (chunked) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        if (version.equals(HttpVersion.HTTP_1_0)) {
            // RFC 9110, 10.1.1: an expectation of an HTTP/1.0 client is ignored.
            headers.remove(HttpHeaderNames.EXPECT);
        }
        append(headers, X_FORWARDED_FOR, clientAddress);
        if (!clientHost.isEmpty()) {
            append(headers, X_FORWARDED_HOST, clientHost);
        }
        append(headers, X_FORWARDED_SERVER, serverName);
        if (othersHidden) {
            headers.remove(HttpHeaderNames.VIA);
        }
        via.append(headers, version);
    }

    /** Appends to a list field, made one line; other messages' fields of that name stay in order. */
    static void append(HttpHeaders headers, CharSequence name, String value) {
        if (headers.contains(name)) {
            headers.set(name, String.join(", ", headers.getAll(name)) + ", " + value);
        } else {
            headers.set(name, value);
        }
    }
}
