package org.whippletree.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import org.whippletree.config.BackendConfig;

/**
 * The protocols that a client asks to switch to (RFC 9110, 7.8). Upgrade counts in HTTP/1.1 and if Connection names it; HTTP/2 is
 * never among them, for nothing would look at what its tunnel carries (RFC 9113, 3).
 *
 * @param protocols as the client wrote them
 */
public record ProtocolSwitch(List<String> protocols) {
    private static final ProtocolSwitch NONE = new ProtocolSwitch(List.of());

    public ProtocolSwitch {
        protocols = List.copyOf(protocols);
    }

    /** What the request asks for. */
    public static ProtocolSwitch of(HttpRequest request) {
        HttpHeaders headers = request.headers();
        if (!headers.contains(HttpHeaderNames.UPGRADE)
                || !request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                || !named(headers)) {
            return NONE;
        }
        List<String> asked = new ArrayList<>(1);
        for (String word : words(headers, HttpHeaderNames.UPGRADE)) {
            boolean http = word.regionMatches(true, 0, "h2c", 0, 3) || word.regionMatches(true, 0, "http", 0, 4);
            if (!http && Characters.isToken(word.replaceFirst("/", ""))) {
                asked.add(word);
            }
        }
        return new ProtocolSwitch(asked);
    }

    private static boolean named(HttpHeaders headers) {
        return words(headers, HttpHeaderNames.CONNECTION).stream().anyMatch("upgrade"::equalsIgnoreCase);
    }

    private static List<String> words(HttpHeaders headers, CharSequence name) {
        List<String> words = new ArrayList<>(2);
        for (String value : headers.getAll(name)) {
            for (String word : value.split(",")) {
                words.add(word.trim());
            }
        }
        return words;
    }

    /** Those of them that may be switched to on the way to the backend. */
    public ProtocolSwitch admittedBy(BackendConfig backend) {
        if (protocols.isEmpty() || backend.upgrade().equals(BackendConfig.ANY_PROTOCOL)) {
            return this;
        }
        return new ProtocolSwitch(protocols.stream()
                .filter(protocol -> protocol.equalsIgnoreCase(backend.upgrade()))
                .toList());
    }

    /** Tells the backend, in a head without hop-by-hop fields. */
    public void ask(HttpHeaders headers) {
        if (protocols.isEmpty()) {
            headers.remove(HttpHeaderNames.UPGRADE);
            headers.remove(HttpHeaderNames.CONNECTION);
        } else {
            headers.set(HttpHeaderNames.UPGRADE, String.join(", ", protocols));
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderNames.UPGRADE);
        }
    }

    /** Whether a 101 names one of them, and nothing else. */
    public boolean takenUpBy(HttpResponse switching) {
        List<String> chosen = words(switching.headers(), HttpHeaderNames.UPGRADE);
        return named(switching.headers())
                && chosen.size() == 1
                && protocols.stream().anyMatch(chosen.get(0)::equalsIgnoreCase);
    }
}
