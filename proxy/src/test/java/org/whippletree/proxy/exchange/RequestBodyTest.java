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
import org.whippletree.proxy.upstream.KeptChoice;

class RequestBodyTest {
    private final RequestBody body = new RequestBody(request("PUT"));

    private static HttpRequest request(String method) {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), "/");
    }

    private static HttpRequest request(String method, String field, String value) {
        HttpRequest announcing = request(method);
        announcing.headers().set(field, value);
        return announcing;
    }

    private static HttpContent piece() {
        return piece(1);
    }

    private static HttpContent piece(int bytes) {
        return new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[bytes]));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ANY",
        "HEAD, ANY",
        "OPTIONS, ANY",
        "PUT, ANY",
        "DELETE, ANY",
        "POST, NOT_ABOUT_TO_CLOSE",
        "PATCH, NOT_ABOUT_TO_CLOSE",
        "LOCK, NOT_ABOUT_TO_CLOSE"
    })
    void onlyIdempotentMethodsAreRepeatable(String method, KeptChoice choice) {
        RequestBody bare = new RequestBody(request(method));

        assertEquals(choice, bare.keptChoice());
        assertEquals(choice == KeptChoice.ANY, bare.repeatable());
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length, 0, ANY",
        "Content-Length, 16384, ANY",
        "Content-Length, 16385, NONE",
        "Transfer-Encoding, chunked, NONE"
    })
    void anIdempotentRequestIsRiskedOnlyIfItsBodyIsSureToFitTheCopy(String field, String value, KeptChoice choice) {
        assertEquals(choice, new RequestBody(request("PUT", field, value)).keptChoice());
        assertEquals(KeptChoice.NOT_ABOUT_TO_CLOSE, new RequestBody(request("POST", field, value)).keptChoice());
    }

    @Test
    void aChunkedBodyThatHasComeAndIsShortIsRisked() {
        RequestBody chunked = new RequestBody(request("PUT", "Transfer-Encoding", "chunked"));
        chunked.add(piece(1 << 14));
        assertEquals(KeptChoice.NONE, chunked.keptChoice());
        chunked.add(LastHttpContent.EMPTY_LAST_CONTENT);
        assertEquals(KeptChoice.ANY, chunked.keptChoice());
        chunked.release();
    }

    @Test
    void aChunkedBodyThatHasComeAndIsLongIsNotRisked() {
        RequestBody chunked = new RequestBody(request("PUT", "Transfer-Encoding", "chunked"));
        chunked.add(piece((1 << 14) + 1));
        chunked.add(LastHttpContent.EMPTY_LAST_CONTENT);

        assertEquals(KeptChoice.NONE, chunked.keptChoice());
        chunked.release();
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
