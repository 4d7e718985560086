package org.whippletree.proxy.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.framing.GuardedOctets.LIMITS;
import static org.whippletree.proxy.framing.GuardedOctets.RELAXED;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestGuardTest {
    private static final String NEXT = "GET /next HTTP/1.1\r\nHost: h\r\n\r\n";

    private static String request(String... fields) {
        return "POST / HTTP/1.1\r\nHost: h\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
    }

    private static String chunked(String body) {
        return request("Transfer-Encoding: chunked") + body;
    }

    static Stream<String> wellFramed() {
        return Stream.of(
                NEXT,
                "\r\n\r\n" + NEXT,
                "GET http://h/?a=b&c HTTP/1.0\r\n\r\n",
                "FROB-nicate * HTTP/1.1\r\nHost:h\r\n\r\n",
                request("X:", "Y: \t \u00e4 \"'<>", "content-lengthy: x", "Content-Xength: y"),
                request("Content-Length: 0"),
                request("CONTENT-length:\t5 \t") + "hello",
                request("Content-Length: 5") + "\0\r\n\r\n",
                request("tRANSFER-eNCODING: \tCHUNKed ") + "0\r\n\r\n",
                chunked("5\r\nhello\r\n0\r\n\r\n"),
                chunked("0000a;x=y;z=\"a;\\\"b\"\r\n0123456789\r\n00\r\nX: y\r\n\r\n"),
                chunked("5;" + "a".repeat(1_000) + "\r\nhello\r\n0\r\n\r\n"),
                chunked("1\r\na\r\n".repeat(50) + "0\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("wellFramed")
    void passesWhatIsWellFramedHoweverItIsSplit(String octets) {
        String twice = octets + octets + NEXT;
        for (int pieces = 1; pieces <= 7; pieces += 2) {
            GuardedOctets guarded = GuardedOctets.requests(LIMITS, twice, pieces);

            assertEquals(twice, guarded.passed());
            assertEquals(List.of(), guarded.flaws());
        }
        assertEquals(
                twice, GuardedOctets.requests(LIMITS, twice, twice.length()).passed());
    }

    private static Arguments flawed(FramingFlaw flaw, String... octets) {
        return Arguments.of(flaw, List.of(octets));
    }

    static Stream<Arguments> flawed() {
        String line = "GET / HTTP/1.1\r\n";
        return Stream.of(
                flawed(
                        FramingFlaw.METHOD,
                        " GET / HTTP/1.1",
                        "GE(T / HTTP/1.1",
                        "\tGET",
                        "GET\t/ HTTP/1.1",
                        "\0",
                        "\r\n".repeat(9) + NEXT,
                        "\u0016\u0003\u0001"),
                flawed(FramingFlaw.LINE_END, "\rGET", line + "\rX", line + "X: a\rb", line + "X: a\r\r\n"),
                flawed(
                        FramingFlaw.TARGET,
                        "GET  / HTTP/1.1",
                        "GET /a\tb HTTP/1.1",
                        "GET /a#b HTTP/1.1",
                        "GET /a\0 HTTP/1.1",
                        "GET /\u00e4 HTTP/1.1",
                        "GET /\u007f HTTP/1.1"),
                flawed(
                        FramingFlaw.VERSION_SYNTAX,
                        "GET /\r\n",
                        "GET /x\n",
                        "GET / http/1.1\r\n",
                        "GET / HTTP/1.1x\r\n",
                        "GET / HTTP/1.1 \r\n",
                        "GET / HTTP/11\r\n",
                        "GET /  HTTP/1.1\r\n",
                        "GET / a HTTP/1.1\r\n"),
                flawed(
                        FramingFlaw.VERSION,
                        "GET / HTTP/1.2\r\n",
                        "GET / HTTP/2.0\r\n",
                        "GET / HTTP/0.1\r\n",
                        "PRI * HTTP/2.0\r\n"),
                flawed(
                        FramingFlaw.FIELD_NAME,
                        line + ": a",
                        line + "X : a",
                        line + "X\t: a",
                        line + "X[0]: a",
                        line + "nocolon\r\n",
                        line + "X\0: a",
                        line + "\u00e4: a"),
                flawed(FramingFlaw.FOLD, line + " X: a", line + "X: a\r\n b", line + "X: a\r\n\tb"),
                flawed(FramingFlaw.FIELD_VALUE, line + "X: a\0b", line + "X: \u000b", line + "X: \u007f"),
                flawed(FramingFlaw.LINE_TOO_LONG, "GET /" + "a".repeat(300) + " HTTP/1.1\r\n", "A".repeat(300)),
                flawed(FramingFlaw.FIELDS_TOO_LONG, line + "X: " + "a".repeat(600), line + "X: a\r\n".repeat(100)));
    }

    static Stream<Arguments> flawedFraming() {
        return Stream.of(
                flawed(
                        FramingFlaw.CONTENT_LENGTH,
                        request("Content-Length:"),
                        request("Content-Length: "),
                        request("Content-Length: +5"),
                        request("Content-Length: -5"),
                        request("Content-Length: 0x5"),
                        request("Content-Length: 5 5"),
                        request("Content-Length: 5, 5"),
                        request("Content-Length: 5a"),
                        request("Content-Length: 0011"),
                        request("Content-Length: \"5\""),
                        request("Content-Length: 18446744073709551621"),
                        request("Content-Length: x", "Transfer-Encoding: chunked")),
                flawed(FramingFlaw.CONTENT_LENGTHS, request("Content-Length: 5", "Content-Length: 5")),
                flawed(
                        FramingFlaw.LENGTH_BESIDE_CODING,
                        request("Content-Length: 5", "Transfer-Encoding: chunked"),
                        request("Transfer-Encoding: chunked", "Content-Length: 5"),
                        request("Transfer-Encoding: x", "Content-Length: 5")),
                flawed(
                        FramingFlaw.CODING,
                        request("Transfer-Encoding:"),
                        request("Transfer-Encoding: xchunked"),
                        request("Transfer-Encoding: chunke"),
                        request("Transfer-Encoding: chunkedx"),
                        request("Transfer-Encoding: chunked chunked"),
                        request("Transfer-Encoding: chunked, chunked"),
                        request("Transfer-Encoding: chunked;q=1"),
                        request("Transfer-Encoding: \"chunked\""),
                        request("Transfer-Encoding: gzip, chunked"),
                        request("Transfer-Encoding: chunked", "Transfer-Encoding: chunked")),
                flawed(
                        FramingFlaw.CODING_IN_HTTP_10,
                        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "POST / HTTP/1.0\r\nTransfer-Encoding: identity\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource({"flawed", "flawedFraming"})
    void passesNothingOfAFlawedHeadNorWhatFollows(FramingFlaw flaw, List<String> heads) {
        for (String head : heads) {
            GuardedOctets whole = GuardedOctets.requests(LIMITS, NEXT + head + "\r\n\r\n" + NEXT, 1);

            assertEquals(NEXT, whole.passed().replaceAll("^(\r\n)+|(\r\n)+$", "") + "\r\n\r\n", head);
            assertEquals(List.of(flaw), whole.flaws(), head);
            assertTrue(whole.failedInHead(), head);
            for (int pieces : new int[] {2, 5, head.length()}) {
                GuardedOctets split = GuardedOctets.requests(LIMITS, head + "\r\n\r\n" + NEXT, pieces);

                assertEquals(List.of(flaw), split.flaws(), head);
                assertFalse(split.passed().strip().contains("\r\n\r\n"), head);
            }
        }
    }

    static Stream<Arguments> flawedChunks() {
        return Stream.of(
                flawed(
                        FramingFlaw.CHUNK_SIZE,
                        "\r\n",
                        "+5\r\n",
                        "-1\r\n",
                        "0x5\r\n",
                        "0_5\r\n",
                        " 5\r\n",
                        "5 \r\n",
                        "5 ;a\r\n",
                        "g\r\n",
                        ";a\r\n",
                        "5\nhello",
                        "1234567890abcdef\r\n",
                        "fffffffffffffffff\r\n",
                        "0000000000000005\r\n"),
                flawed(FramingFlaw.LINE_END, "5\rhello", "5;a\rb\r\n", "0\r\nX: a\rb", "0\r\nX: a\r\n\rx"),
                flawed(
                        FramingFlaw.CHUNK_EXTENSION,
                        "5;a\nb",
                        "5;a\0\r\n",
                        "5;a=\"b\r\nhello",
                        "5;a=\"\\\r\n",
                        "5;a=\u007f\r\n",
                        "5;:a=b\r\n",
                        "5;a=\r\n",
                        "5;a=b c\r\n",
                        "5;a=\"\u00e4\"\r\n",
                        "5;\"a\"\r\n"),
                flawed(FramingFlaw.CHUNK_LINE_TOO_LONG, "5;" + "a".repeat(1_100) + "\r\n"),
                flawed(
                        FramingFlaw.CHUNK_END,
                        "5\r\nhelloX\r\n",
                        "5\r\nhello\n",
                        "5\r\nhello\rX",
                        "5\r\nhello0\r\n\r\n"),
                flawed(FramingFlaw.FIELD_NAME, "0\r\nX : y\r\n\r\n", "0\r\n0\r\n\r\n"),
                flawed(FramingFlaw.FOLD, "0\r\n x\r\n\r\n", "0\r\nX: a\r\n b\r\n\r\n"),
                flawed(FramingFlaw.FIELD_VALUE, "0\r\nX: a\0\r\n\r\n"),
                flawed(FramingFlaw.FIELDS_TOO_LONG, "0\r\nX: " + "a".repeat(600) + "\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("flawedChunks")
    void passesAFlawedBodyNotToItsEnd(FramingFlaw flaw, List<String> bodies) {
        for (String body : bodies) {
            for (int pieces : new int[] {1, 3, body.length()}) {
                GuardedOctets guarded = GuardedOctets.requests(LIMITS, chunked(body) + NEXT, pieces);

                assertEquals(List.of(flaw), guarded.flaws(), body);
                assertTrue(chunked(body).startsWith(guarded.passed()), body);
            }
            assertFalse(GuardedOctets.requests(LIMITS, chunked(body), 1).failedInHead(), body);
        }
    }

    @Test
    void relaxationsAreLineFeedsAndFoldsInHeadsOnly() {
        String lineFeeds = "\nGET / HTTP/1.1\nHost: h\nX: a\n b\nContent-Length: 5\n\nhello";
        String folds = "POST / HTTP/1.1\r\nX: a\r\n b\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n";
        String foldedNumber = "POST / HTTP/1.1\r\nContent-Length: 1\r\n 1\r\n\r\n";
        String bareInChunk = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\nhello";

        assertEquals(
                lineFeeds + folds,
                GuardedOctets.requests(RELAXED, lineFeeds + folds, 1).passed());
        assertEquals(
                List.of(FramingFlaw.CONTENT_LENGTH),
                GuardedOctets.requests(RELAXED, foldedNumber, 1).flaws());
        assertEquals(
                List.of(FramingFlaw.CHUNK_SIZE),
                GuardedOctets.requests(RELAXED, bareInChunk, 1).flaws());
        assertEquals(
                List.of(FramingFlaw.FOLD),
                GuardedOctets.requests(RELAXED, "GET / HTTP/1.1\r\n X: a\r\n", 1)
                        .flaws());
    }

    @Test
    void holdsWhatFollowsARequestForAnotherProtocol() {
        RequestGuard guard = new FramingGuard(LIMITS).forRequests();
        EmbeddedChannel channel = new EmbeddedChannel(guard);
        String upgrade = "GET / HTTP/1.1\r\nUPGRADE: x\r\n\r\n";
        channel.writeInbound(GuardedOctets.buffer(NEXT + upgrade + "early"));

        assertEquals(NEXT + upgrade, GuardedOctets.read(channel));
        assertTrue(guard.holdsOctets());
        channel.writeInbound(GuardedOctets.buffer("bytes"));
        assertEquals("", GuardedOctets.read(channel));
        guard.passRaw();
        assertEquals("earlybytes", GuardedOctets.read(channel));
        assertEquals(null, channel.pipeline().get(RequestGuard.class));
    }

    @Test
    void whatWasHeldAreRequestsIfTheProtocolStays() {
        RequestGuard guard = new FramingGuard(LIMITS).forRequests();
        EmbeddedChannel channel = new EmbeddedChannel(guard);
        String upgrade = "POST / HTTP/1.1\r\nUpgrade: x\r\nContent-Length: 1\r\n\r\na";
        channel.writeInbound(GuardedOctets.buffer(upgrade + upgrade + NEXT));
        channel.writeInbound(GuardedOctets.buffer(NEXT));

        assertEquals(upgrade, GuardedOctets.read(channel));
        guard.resume();
        assertEquals(upgrade, GuardedOctets.read(channel));
        guard.resume();
        assertEquals(NEXT + NEXT, GuardedOctets.read(channel));
        assertFalse(guard.holdsOctets());
        guard.resume();
        assertFalse(channel.finish());
    }

    @Test
    void anUpgradeMeansNothingInHttp10() {
        String octets = "GET / HTTP/1.0\r\nUpgrade: x\r\n\r\n" + NEXT;

        assertEquals(octets, GuardedOctets.requests(LIMITS, octets, 1).passed());
    }
}
