package org.whippletree.proxy.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestBodyTest {
    private final RequestBody body = new RequestBody();

    private static HttpRequest request(String method) {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), "/");
    }

    private static HttpContent piece() {
        return new DefaultHttpContent(Unpooled.copiedBuffer(new byte[] {1}));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, true",
        "HEAD, true",
        "OPTIONS, true",
        "PUT, true",
        "DELETE, true",
        "POST, false",
        "PATCH, false",
        "LOCK, false"
    })
    void onlyIdempotentMethodsAreRepeatable(String method, boolean repeatable) {
        body.add(LastHttpContent.EMPTY_LAST_CONTENT);

        assertEquals(repeatable, body.repeatable(request(method)));
    }

    @Test
    void aBodyIsNotRepeatable() {
        body.add(piece());

        assertFalse(body.repeatable(request("PUT")));
        body.release();
    }

    @Test
    void staysRepeatableWhileNoBodyIsAnnounced() {
        HttpRequest bare = request("GET");
        HttpRequest announcing = request("PUT");
        announcing.headers().set("Content-Length", "5");

        assertTrue(body.staysRepeatable(bare));
        assertFalse(body.staysRepeatable(announcing));
    }

    @Test
    void staysRepeatableWhenTheAnnouncedBodyTurnsOutEmpty() {
        HttpRequest announcing = request("PUT");
        announcing.headers().set("Transfer-Encoding", "chunked");

        body.add(LastHttpContent.EMPTY_LAST_CONTENT);

        assertTrue(body.staysRepeatable(announcing));
    }

    @Test
    void isCompleteWithItsLastPiece() {
        assertFalse(body.complete());
        body.add(piece());
        assertFalse(body.complete());
        body.add(LastHttpContent.EMPTY_LAST_CONTENT);
        assertTrue(body.complete());
        body.release();
    }

    @Test
    void releasesWhatItHolds() {
        HttpContent held = piece();
        body.add(held);

        body.release();

        assertEquals(0, held.refCnt());
        assertFalse(body.sending());
    }

    @Test
    void aTrickleIsNotEnoughHoweverMuchCameBefore() {
        body.add(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[1 << 20])));
        assertTrue(body.broughtEnough());

        for (int i = 0; i < 100; i++) {
            body.add(piece());
        }
        assertFalse(body.broughtEnough());

        body.release();
    }
}
