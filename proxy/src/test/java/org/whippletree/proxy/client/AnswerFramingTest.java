package org.whippletree.proxy.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;

class AnswerFramingTest {
    private final HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_0, HttpResponseStatus.OK);

    private ClientIntent frame(boolean hasBody, HttpVersion clientVersion, ClientIntent wish) {
        return AnswerFraming.frame(head, hasBody, clientVersion, wish);
    }

    @Test
    void anUncountedBodyIsChunkedFor11() {
        assertEquals(ClientIntent.KEEP, frame(true, HttpVersion.HTTP_1_1, ClientIntent.KEEP));

        assertEquals("chunked", head.headers().get("Transfer-Encoding"));
        assertEquals(HttpVersion.HTTP_1_1, head.protocolVersion());
        assertFalse(head.headers().contains("Connection"));
    }

    @Test
    void anUncountedBodyEndsWithTheConnectionFor10() {
        assertEquals(ClientIntent.CLOSE_ENDS_BODY, frame(true, HttpVersion.HTTP_1_0, ClientIntent.KEEP));

        assertFalse(head.headers().contains("Transfer-Encoding"));
        assertEquals("close", head.headers().get("Connection"));
    }

    @Test
    void aCountedBodyStaysCounted() {
        head.headers().set("Content-Length", "5");

        assertEquals(ClientIntent.KEEP, frame(true, HttpVersion.HTTP_1_0, ClientIntent.KEEP));
        assertFalse(head.headers().contains("Transfer-Encoding"));
        assertEquals("keep-alive", head.headers().get("Connection"));
    }

    @Test
    void noBodyNeedsNoFraming() {
        assertEquals(ClientIntent.KEEP, frame(false, HttpVersion.HTTP_1_1, ClientIntent.KEEP));
        assertFalse(head.headers().contains("Transfer-Encoding"));
    }

    @Test
    void theLastAnswerSaysSo() {
        assertEquals(ClientIntent.CLOSE, frame(true, HttpVersion.HTTP_1_1, ClientIntent.CLOSE));
        assertEquals("close", head.headers().get("Connection"));
        assertEquals("chunked", head.headers().get("Transfer-Encoding"));
    }
}
