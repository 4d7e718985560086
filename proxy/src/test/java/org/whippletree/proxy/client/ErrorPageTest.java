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
        FullHttpResponse page = ErrorPage.of(502, "a <b> & \u00e4", "proxy");
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
        FullHttpResponse busy = ErrorPage.of(503, "full", "proxy");
        FullHttpResponse bad = ErrorPage.of(400, "bad", "proxy");

        assertEquals("1", busy.headers().get("Retry-After"));
        assertFalse(bad.headers().contains("Retry-After"));
        busy.release();
        bad.release();
    }
}
