package org.whippletree.proxy.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptSearchTest {
    private final AcceptSearch search = new AcceptSearch();

    private Optional<String> found(String... pieces) {
        for (String piece : pieces) {
            ByteBuf octets = Unpooled.copiedBuffer(piece, StandardCharsets.ISO_8859_1);
            search.look(octets, 0, octets.writerIndex());
        }
        return search.value();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nAccept: a/b\r\n",
                "GET / HTTP/1.1\nACCEPT :a/b \nX: y",
                "\r\nGET / HTTP/9\r\nNo Token: \u0000\r\naccept:a/b\r\n\r\n"
            })
    void findsTheFieldHoweverItIsWritten(String head) {
        assertEquals(Optional.of("a/b"), found(head));
    }

    @Test
    void findsTheFieldHoweverItIsSplit() {
        String head = "GET / HTTP/1.1\r\nHost: h\r\nAccept: a/b\r\nX";

        assertEquals(Optional.of("a/b"), found(head.split("")));
    }

    @Test
    void joinsSeveralFields() {
        assertEquals(Optional.of("a/b, c/d"), found("GET / HTTP/1.1\r\nAccept: a/b\r\nAccept: c/d\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nAccept: a/b",
                "GET / HTTP/1.1\r\nAccept-Encoding: a/b\r\n",
                "GET / HTTP/1.1\r\nAccept: a\u0001b\r\n",
                "GET / HTTP/1.1\r\n\r\nAccept: a/b\r\n"
            })
    void findsNoLineThatIsIncompleteAnotherOneOrBehindTheHead(String head) {
        assertEquals(Optional.empty(), found(head));
    }

    @Test
    void holdsNoMoreThanALittleOfEachLine() {
        assertEquals(
                Optional.of("a/b"),
                found("GET /" + "x".repeat(100_000), "\r\nX: " + "y".repeat(9_999) + "\r\nAccept: a/b\r\n"));
    }

    @Test
    void keepsNoMoreThanALittleOfWhatItFinds() {
        String most = "z".repeat(600);

        assertEquals(Optional.of(most), found("GET /\r\n" + ("Accept: " + most + "\r\n").repeat(1_000)));
    }
}
