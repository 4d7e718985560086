package org.whippletree.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.whippletree.config.CookieMapping;

/** Maps the paths and domains of backends' cookies to those that clients know; of all mappings that fit the first holds. Pure. */
public final class CookieMapper {
    private final List<CookieMapping> mappings;

    public CookieMapper(List<CookieMapping> mappings) {
        this.mappings = List.copyOf(mappings);
    }

    /** Edits Set-Cookie in place. */
    void map(HttpHeaders headers) {
        if (mappings.isEmpty()) {
            return;
        }
        List<String> cookies = headers.getAll(HttpHeaderNames.SET_COOKIE);
        if (!cookies.isEmpty()) {
            List<String> mapped = new ArrayList<>(cookies.size());
            cookies.forEach(cookie -> mapped.add(map(cookie)));
            headers.set(HttpHeaderNames.SET_COOKIE, mapped);
        }
    }

    private String map(String cookie) {
        String[] parts = cookie.split(";", -1);
        StringBuilder mapped = new StringBuilder(parts[0]);
        // The first part is the cookie itself: whatever it is called, it is no attribute.
        for (int i = 1; i < parts.length; i++) {
            mapped.append(';').append(mapPart(parts[i]));
        }
        return mapped.toString();
    }

    private String mapPart(String part) {
        int equals = part.indexOf('=');
        if (equals < 0) {
            return part;
        }
        String name = part.substring(0, equals).strip().toUpperCase(Locale.ROOT);
        String value = part.substring(equals + 1);
        for (CookieMapping mapping : mappings) {
            boolean domain = mapping.attribute() == CookieMapping.Attribute.DOMAIN;
            if (mapping.attribute().name().equals(name)
                    && value.regionMatches(
                            domain, 0, mapping.from(), 0, mapping.from().length())) {
                return part.substring(0, equals + 1) + mapping.to();
            }
        }
        return part;
    }
}
