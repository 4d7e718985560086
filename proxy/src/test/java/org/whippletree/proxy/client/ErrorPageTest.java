package org.whippletree.proxy.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http.FullHttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ErrorPageTest {
    @Test
    void tellsStatusReasonAndItsOwnLength() {
        FullHttpResponse page = ErrorPage.of(502, "a <b> & \u00e4", "proxy", false);
        String body = page.content().toString(StandardCharsets.UTF_8);

        assertEquals(502, page.status().code());
        assertTrue(body.contains("502 Bad Gateway") && body.contains("a &lt;b&gt; &amp; \u00e4"), body);
        assertEquals(
                String.valueOf(body.getBytes(StandardCharsets.UTF_8).length),
                page.headers().get("Content-Length"));
        assertEquals("close", page.headers().get("Connection"));
        page.release();
    }

    @Test
    void asksToComeBackWhenThereIsNoRoom() {
        FullHttpResponse busy = ErrorPage.of(503, "full", "proxy", false);
        FullHttpResponse bad = ErrorPage.of(400, "bad", "proxy", false);

        assertEquals("1", busy.headers().get("Retry-After"));
        assertFalse(bad.headers().contains("Retry-After"));
        busy.release();
        bad.release();
    }

    @Test
    void isAnObjectForWhoWantsJson() {
        FullHttpResponse page = ErrorPage.of(503, "a \"b\" \\", "proxy", true);

        assertEquals(
                "{\"status\":503,\"error\":\"Service Unavailable\",\"message\":\"a \\\"b\\\" \\\\\"}\n",
                page.content().toString(StandardCharsets.UTF_8));
        assertEquals("application/json", page.headers().get("Content-Type"));
        page.release();
    }

    @Test
    void tellsWhoWantsJson() {
        assertTrue(ErrorPage.wantsJson("application/json"));
        assertTrue(ErrorPage.wantsJson("application/vnd.x+JSON, */*;q=0.1"));
        assertFalse(ErrorPage.wantsJson("text/html,application/json;q=0.9"));
        assertFalse(ErrorPage.wantsJson("*/*"));
        assertFalse(ErrorPage.wantsJson(null));
    }
}
