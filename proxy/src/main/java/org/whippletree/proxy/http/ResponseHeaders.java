package org.whippletree.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.function.LongSupplier;
import org.whippletree.config.ViaMode;

/** Turns a backend's answer head into the one for the client; framing and Connection are set by whoever writes it. */
public final class ResponseHeaders {
    private static final AsciiString CHILD = AsciiString.cached("X-Whippletree-Child");
    private static final AsciiString URI = AsciiString.cached("URI");

    private final HttpDate date = new HttpDate();
    private final Via via;
    private final String childLabel;
    private final LocationMapper locations;
    private final CookieMapper cookies;
    private final LongSupplier nowMillis;

    /**
     * @param serverName named in Via
     * @param childLabel value of X-Whippletree-Child; empty: the field is not sent
     * @param locations maps what backends call their locations
     * @param cookies maps what their cookies are for
     * @param nowMillis milliseconds since 1970, for Date
     * @param mode what becomes of Via
     */
    public ResponseHeaders(
            String serverName,
            String childLabel,
            LocationMapper locations,
            CookieMapper cookies,
            LongSupplier nowMillis,
            ViaMode mode) {
        this.via = new Via(serverName, mode);
        this.childLabel = childLabel;
        this.locations = locations;
        this.cookies = cookies;
        this.nowMillis = nowMillis;
    }

    /** Edits the head of an interim answer in place; it is no place for what describes the final one (RFC 9110, 8.6). */
    public void rewriteInterim(HttpHeaders headers, HttpVersion version) {
        HopByHop.remove(headers);
        headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        via.append(headers, version);
    }

    /** Edits a 101 in place: what it switches to stays. */
    public void rewriteSwitch(HttpHeaders headers, HttpVersion version) {
        String protocol = headers.get(HttpHeaderNames.UPGRADE);
        rewriteInterim(headers, version);
        headers.set(HttpHeaderNames.UPGRADE, protocol);
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderNames.UPGRADE);
    }

    /** Edits the final head in place; {@code clientHost} is the Host that the client asked for. */
    public void rewrite(HttpHeaders headers, HttpVersion version, String clientHost) {
        HopByHop.remove(headers);
        via.append(headers, version);
        if (locations.active()) {
            map(headers, HttpHeaderNames.LOCATION, clientHost);
            map(headers, HttpHeaderNames.CONTENT_LOCATION, clientHost);
            map(headers, URI, clientHost);
        }
        cookies.map(headers);
        mark(headers);
    }

    /** Adds what every answer of this child carries, our own error pages too; Date if it is missing (RFC 9110, 6.6.1). */
    public void mark(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.DATE)) {
            headers.set(HttpHeaderNames.DATE, date.at(nowMillis.getAsLong()));
        }
        if (!childLabel.isEmpty()) {
            headers.set(CHILD, childLabel);
        }
    }

    private void map(HttpHeaders headers, CharSequence name, String clientHost) {
        String location = headers.get(name);
        if (location != null) {
            String mapped = locations.map(location, clientHost);
            if (!mapped.equals(location)) {
                headers.set(name, mapped);
            }
        }
    }
}
