package org.whippletree.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import org.whippletree.config.ForwardedFields;
import org.whippletree.config.IdentityRules;
import org.whippletree.config.ViaMode;
import org.whippletree.proxy.identity.ClientIdentity;

/**
 * Turns a client's request head into the one for a backend: hop-by-hop fields go, Via (RFC 9110, 7.6.3) and the fields that tell of the
 * client come. What a trusted proxy says of it is appended to, as httpd does with anybody's; what a stranger says is taken out.
 */
public final class RequestHeaders {
    static final AsciiString X_FORWARDED_FOR = AsciiString.cached("X-Forwarded-For");
    static final AsciiString X_FORWARDED_HOST = AsciiString.cached("X-Forwarded-Host");
    static final AsciiString X_FORWARDED_PROTO = AsciiString.cached("X-Forwarded-Proto");
    static final AsciiString X_FORWARDED_SERVER = AsciiString.cached("X-Forwarded-Server");

    private static final String SCHEME = "http";

    private final String serverName;
    private final ForwardedFields fields;
    private final StrangersWord strangersWord;
    private final Via via;
    private final boolean othersHidden;

    /** @param serverName named in Via and X-Forwarded-Server */
    public RequestHeaders(String serverName, IdentityRules identity, ViaMode mode) {
        this.serverName = serverName;
        this.fields = identity.forwarded();
        this.strangersWord = new StrangersWord(identity.remoteIp());
        this.via = new Via(serverName, mode);
        this.othersHidden = mode == ViaMode.BLOCK;
    }

    /**
     * Takes out what a stranger says of itself, and puts the scheme in its place: the first of all changes, so that a rule of the
     * configuration can have its own.
     */
    public void vouch(HttpHeaders headers, ClientIdentity client) {
        if (!client.vouched()) {
            strangersWord.remove(headers);
        }
        if (fields.xForwarded() && !headers.contains(X_FORWARDED_PROTO)) {
            headers.set(X_FORWARDED_PROTO, SCHEME);
        }
    }

    /**
     * Edits the head in place; Host is left to whoever knows the backend.
     *
     * @param headers the client's fields
     * @param version the client's version, named in Via
     * @param client who has sent them
     * @param clientHost the Host the client asked for; empty if it named none
     */
    public void rewrite(HttpHeaders headers, HttpVersion version, ClientIdentity client, String clientHost) {
        boolean chunked = headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
        HopByHop.remove(headers);
        if (chunked) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        if (version.equals(HttpVersion.HTTP_1_0)) {
            // RFC 9110, 10.1.1: an expectation of an HTTP/1.0 client is ignored.
            headers.remove(HttpHeaderNames.EXPECT);
        }
        if (fields.forwarded()) {
            append(headers, Forwarded.NAME, Forwarded.element(headers, client, clientHost, SCHEME));
        }
        if (fields.xForwarded()) {
            append(headers, X_FORWARDED_FOR, client.address());
            if (!clientHost.isEmpty()) {
                append(headers, X_FORWARDED_HOST, clientHost);
            }
            append(headers, X_FORWARDED_SERVER, serverName);
        }
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
