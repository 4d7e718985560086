package org.whippletree.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;

/** Turns a backend's answer head into the one for the client; framing and Connection are set by whoever writes it. */
public final class ResponseHeaders {
    private static final AsciiString CHILD = AsciiString.cached("X-Whippletree-Child");
    private static final AsciiString URI = AsciiString.cached("URI");

    private final Via via;
    private final String childLabel;
    private final LocationMapper locations;

    /**
     * @param serverName named in Via
     * @param childLabel value of X-Whippletree-Child; empty: the field is not sent
     * @param locations maps what backends call their locations
     */
    public ResponseHeaders(String serverName, String childLabel, LocationMapper locations) {
        this.via = new Via(serverName);
        this.childLabel = childLabel;
        this.locations = locations;
    }

    /** Edits the head in place; {@code clientHost} is the Host that the client asked for. */
    public void rewrite(HttpHeaders headers, HttpVersion version, String clientHost) {
        HopByHop.remove(headers);
        via.append(headers, version);
        if (locations.active()) {
            map(headers, HttpHeaderNames.LOCATION, clientHost);
            map(headers, HttpHeaderNames.CONTENT_LOCATION, clientHost);
            map(headers, URI, clientHost);
        }
        mark(headers);
    }

    /** Adds what every answer of this child carries, our own error pages too. */
    public void mark(HttpHeaders headers) {
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
