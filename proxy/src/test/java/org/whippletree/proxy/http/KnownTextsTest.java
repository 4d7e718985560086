package org.whippletree.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownTextsTest {
    private static AsciiString find(KnownTexts texts, String line, int start, int length) {
        return texts.find(line.getBytes(StandardCharsets.US_ASCII), start, length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "content-type", "ETag", "etag", "X-Request-Id", "Age"})
    void aKnownNameIsOneObjectWhereverItStands(String name) {
        AsciiString found = find(KnownTexts.NAMES, name + ": a", 0, name.length());

        assertEquals(name, found.toString());
        assertSame(found, find(KnownTexts.NAMES, "\r\n" + name, 2, name.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-type", "CONTENT-TYPE", "X-Own", "Ag", "Aget", "\u007f"})
    void anyOtherSpellingIsNotKnown(String name) {
        assertNull(find(KnownTexts.NAMES, name, 0, name.length()));
    }

    @Test
    void theVersionIsTheOneThatNettyKnows() {
        assertSame(
                "HTTP/1.1",
                find(KnownTexts.STATUS_LINES, "HTTP/1.1 200 OK", 0, 8).toString());
        assertEquals(
                "200", find(KnownTexts.STATUS_LINES, "HTTP/1.1 200 OK", 9, 3).toString());
    }

    @Test
    void octetsBeyondAsciiAreNotKnown() {
        byte[] octets = {(byte) 0xff, (byte) 0x80};

        assertNull(KnownTexts.NAMES.find(octets, 0, 2));
    }
}
