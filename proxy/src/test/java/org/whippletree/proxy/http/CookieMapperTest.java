package org.whippletree.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whippletree.config.CookieMapping;
import org.whippletree.config.CookieMapping.Attribute;

class CookieMapperTest {
    private final CookieMapper mapper = new CookieMapper(List.of(
            new CookieMapping(Attribute.PATH, "/app", "/public"),
            new CookieMapping(Attribute.PATH, "/", "/rest"),
            new CookieMapping(Attribute.DOMAIN, "backend.example", "www.example.com")));

    @ParameterizedTest
    @CsvSource({
        "a=1; Path=/app, a=1; Path=/public",
        "a=1; path=/app/x; Secure, a=1; path=/public; Secure",
        "a=1;Path=/other, a=1;Path=/rest",
        "a=1; Path=x, a=1; Path=x",
        "path=/app; Secure, path=/app; Secure",
        "a=1; Domain=BACKEND.example; Path=/, a=1; Domain=www.example.com; Path=/rest",
        "a=1; Domain=.backend.example, a=1; Domain=.backend.example",
        "a=1, a=1"
    })
    void replacesWhatABackendsValueBeginsWith(String cookie, String mapped) {
        HttpHeaders headers = new DefaultHttpHeaders().add("Set-Cookie", cookie);

        mapper.map(headers);

        assertEquals(mapped, headers.get("Set-Cookie"));
    }

    @Test
    void mapsEachOfSeveralCookies() {
        HttpHeaders headers =
                new DefaultHttpHeaders().add("Set-Cookie", "a=1; Path=/app").add("set-cookie", "b=2; Path=/");

        mapper.map(headers);

        assertEquals(List.of("a=1; Path=/public", "b=2; Path=/rest"), headers.getAll("Set-Cookie"));
    }
}
