package org.whippletree.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import org.whippletree.config.ViaMode;

/** This proxy's entries in Via (RFC 9110, 7.6.3): each names the version in which a message was received. */
final class Via {
    private final String received10;
    private final String received11;

    Via(String serverName, ViaMode mode) {
        String received = serverName + (mode == ViaMode.FULL ? " (Whippletree)" : "");
        received10 = "1.0 " + received;
        received11 = "1.1 " + received;
    }

    void append(HttpHeaders headers, HttpVersion received) {
        String entry = received.equals(HttpVersion.HTTP_1_0) ? received10 : received11;
        RequestHeaders.append(headers, HttpHeaderNames.VIA, entry);
    }
}
