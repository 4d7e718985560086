package org.whippletree.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerRulesTest {
    private static HttpResponse answer(int status, String... fields) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        for (int i = 0; i < fields.length; i += 2) {
            head.headers().add(fields[i], fields[i + 1]);
        }
        return head;
    }

    private static boolean sound(HttpResponse head) {
        return AnswerRules.flaw(head).isEmpty();
    }

    @Test
    void takesWhatIsSound() {
        assertTrue(sound(answer(200)));
        assertTrue(sound(answer(599, "Content-Length", "0")));
        assertTrue(sound(answer(200, "Transfer-Encoding", "Chunked")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 99, 600, 999})
    void refusesOtherStatuses(int status) {
        assertFalse(sound(answer(status)));
    }

    @Test
    void refusesOtherVersions() {
        assertFalse(sound(new DefaultHttpResponse(new HttpVersion("HTTP/2.0", true), HttpResponseStatus.OK)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5x", "-1", "5, 6"})
    void refusesLengthsThatAreNone(String length) {
        assertFalse(sound(answer(200, "Content-Length", length)));
    }

    @Test
    void refusesTwoLengthsAndUnknownCodings() {
        assertFalse(sound(answer(200, "Content-Length", "5", "Content-Length", "5")));
        assertFalse(sound(answer(200, "Transfer-Encoding", "gzip")));
        assertFalse(sound(answer(200, "Transfer-Encoding", "chunked", "Transfer-Encoding", "chunked")));
    }

    @Test
    void knowsWhenTheCloseEndsTheBody() {
        assertFalse(AnswerRules.delimited(answer(200), HttpMethod.GET));
        assertTrue(AnswerRules.delimited(answer(200), HttpMethod.HEAD));
        assertTrue(AnswerRules.delimited(answer(204), HttpMethod.GET));
        assertTrue(AnswerRules.delimited(answer(304), HttpMethod.GET));
        assertTrue(AnswerRules.delimited(answer(200, "Content-Length", "5"), HttpMethod.GET));
        assertTrue(AnswerRules.delimited(answer(200, "Transfer-Encoding", "chunked"), HttpMethod.GET));
    }

    @Test
    void knowsWhatHasNoBody() {
        assertTrue(AnswerRules.hasBody(answer(200), HttpMethod.GET));
        assertFalse(AnswerRules.hasBody(answer(200, "Content-Length", "5"), HttpMethod.HEAD));
        assertEquals(false, AnswerRules.hasBody(answer(204), HttpMethod.GET));
        assertEquals(false, AnswerRules.hasBody(answer(304), HttpMethod.GET));
    }
}
