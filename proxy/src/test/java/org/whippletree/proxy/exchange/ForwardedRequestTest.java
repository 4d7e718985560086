package org.whippletree.proxy.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.Route;
import org.whippletree.proxy.balance.RoutedPath;
import org.whippletree.proxy.http.HeaderEdits;
import org.whippletree.proxy.http.RequestTarget;

class ForwardedRequestTest {
    @Test
    void namesTheBackendAsHost() {
        assertEquals(
                "backend:8080",
                forwarded("/x", false).headFor(backend("")).headers().get("Host"));
    }

    @Test
    void namesTheClientsHostIfItIsPreserved() {
        assertEquals(
                "client.example",
                forwarded("/x", true).headFor(backend("")).headers().get("Host"));
    }

    @Test
    void putsTheMembersPathInFront() {
        assertEquals(
                "/base/x?q=1", forwarded("/x", false).headFor(backend("/base")).uri());
    }

    @Test
    void asksForTheMembersOwnPathWhenNothingElseIsLeft() {
        assertEquals("/base?q=1", forwarded("", false).headFor(backend("/base")).uri());
        assertEquals("/?q=1", forwarded("", false).headFor(backend("")).uri());
    }

    @Test
    void isWholeUnlessABodyIsAnnounced() {
        assertInstanceOf(FullHttpRequest.class, forwarded("/x", false).headFor(backend("")));
        for (String field : List.of("Content-Length", "Transfer-Encoding")) {
            HttpRequest announcing = request();
            announcing.headers().set(field, field.equals("Content-Length") ? "0" : "chunked");

            assertFalse(forwarded(announcing, "/x", false).headFor(backend("")) instanceof FullHttpRequest);
        }
    }

    private static HttpRequest request() {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/asked?q=1");
        request.headers().set("Host", "client.example");
        return request;
    }

    private static ForwardedRequest forwarded(String path, boolean preserveHost) {
        return forwarded(request(), path, preserveHost);
    }

    private static ForwardedRequest forwarded(HttpRequest request, String path, boolean preserveHost) {
        Route route = new Route("/", false, "b", "/", preserveHost);
        return new ForwardedRequest(
                request,
                RequestTarget.parse(request.uri()).orElseThrow(),
                new RoutedPath(route, path),
                HeaderEdits.NONE);
    }

    private static BackendConfig backend(String path) {
        Duration second = Duration.ofSeconds(1);
        return new BackendConfig("backend", 8080, path, 1, second, second, second, 1, second, false, "");
    }
}
