package org.whippletree.proxy.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.stream.Stream;
import org.whippletree.config.RemoteIpRules;

/** The fields in which proxies tell of a request's client and its way. A backend that believes them must not get a stranger's. Pure. */
final class StrangersWord {
    private final List<AsciiString> names;

    StrangersWord(RemoteIpRules rules) {
        this.names = Stream.of(
                        "Forwarded",
                        "X-Forwarded-For",
                        "X-Forwarded-Host",
                        "X-Forwarded-Port",
                        "X-Forwarded-Prefix",
                        "X-Forwarded-Proto",
                        "X-Forwarded-Server",
                        "X-Forwarded-Ssl",
                        rules.header(),
                        rules.proxiesHeader())
                .filter(name -> !name.isEmpty())
                .map(AsciiString::cached)
                .toList();
    }

    void remove(HttpHeaders headers) {
        for (AsciiString name : names) {
            headers.remove(name);
        }
    }
}
