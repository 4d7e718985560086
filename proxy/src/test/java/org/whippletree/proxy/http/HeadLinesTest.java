package org.whippletree.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeadLinesTest {
    private final HeadLines lines = new HeadLines();

    private String written(HttpHeaders fields) {
        ByteBuf target = Unpooled.buffer(16);
        target.writeBytes("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
        lines.write(fields, target);
        return target.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void eachFieldIsALineInTheOrderOfTheHead() {
        HttpHeaders fields = new DefaultHttpHeaders();
        fields.add("Host", "a");
        fields.add(AsciiString.of("X-Part").subSequence(2, 6), AsciiString.of("value"));
        fields.add("Empty", "");

        assertEquals("GET / HTTP/1.1\r\nHost: a\r\nPart: value\r\nEmpty: \r\n", written(fields));
    }

    @Test
    void octetsBeyondAsciiPassAsTheyCame() {
        HttpHeaders fields = new DefaultHttpHeaders();
        fields.add("X", "caf\u00e9\u00ff");

        assertEquals("GET / HTTP/1.1\r\nX: caf\u00e9\u00ff\r\n", written(fields));
    }

    @Test
    void aCharacterThatIsNoOctetNeverBecomesTheEndOfALine() {
        HttpHeaders fields = new DefaultHttpHeaders();
        // Their low octets are LF and CR.
        fields.add("X", "a\u010ab\u560dc\ud83d\ude0a");

        assertEquals("GET / HTTP/1.1\r\nX: a?b?c?\r\n", written(fields));
    }

    @Test
    void aHeadLongerThanAnyBeforeIsWrittenWholeAndTheNextOneToo() {
        HttpHeaders large = new DefaultHttpHeaders();
        large.add("X", "y".repeat(100_000));
        HttpHeaders small = new DefaultHttpHeaders();
        small.add("X", "z");

        assertEquals("GET / HTTP/1.1\r\nX: " + "y".repeat(100_000) + "\r\n", written(large));
        assertEquals("GET / HTTP/1.1\r\nX: z\r\n", written(small));
    }
}
