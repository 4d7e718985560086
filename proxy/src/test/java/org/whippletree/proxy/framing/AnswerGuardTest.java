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
import org.junit.jupiter.params.provider.ValueSource;

class AnswerGuardTest {
    private static String answer(String... fields) {
        return "HTTP/1.1 200 OK\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.0 404 \r\nX: y\r\n\r\nuntil the \0 close",
                "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 77\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 \u00e4\r\n\r\nHTTP/1.1 599 x\r\nContent-Length: 1\r\n\r\n!",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0;x\r\nT: u\r\n\r\n"
            })
    void passesWhatIsWellFramedHoweverItIsSplit(String octets) {
        for (int pieces : new int[] {1, 2, 3, octets.length()}) {
            GuardedOctets guarded = GuardedOctets.answers(LIMITS, false, octets, pieces);

            assertEquals(octets, guarded.passed());
            assertEquals(List.of(), guarded.flaws());
        }
    }

    private static Arguments flawed(FramingFlaw flaw, String... octets) {
        return Arguments.of(flaw, List.of(octets));
    }

    static Stream<Arguments> flawed() {
        return Stream.of(
                flawed(
                        FramingFlaw.STATUS_LINE,
                        "garbage",
                        "\r\nHTTP/1.1 200 OK\r\n",
                        "SSH-2.0-x\r\n",
                        "HTTP/1.2 200 OK\r\n",
                        "HTTP/2.0 200 OK\r\n",
                        "http/1.1 200 OK\r\n",
                        "HTTP/1.1  200 OK\r\n",
                        "HTTP/1.1 abc OK\r\n",
                        "HTTP/1.1 99 Low\r\n",
                        "HTTP/1.1 099 Low\r\n",
                        "HTTP/1.1 600 High\r\n",
                        "HTTP/1.1 2000 OK\r\n",
                        "HTTP/1.1 200 a\0b\r\n",
                        "HTTP/1.1 200 a\nX: y"),
                flawed(FramingFlaw.LINE_END, "HTTP/1.1 200 a\rb", answer("X: a\rb")),
                flawed(FramingFlaw.LINE_TOO_LONG, "HTTP/1.1 200 " + "a".repeat(300)),
                flawed(FramingFlaw.FIELD_NAME, answer("nocolon"), answer("X : y"), answer(": y")),
                flawed(FramingFlaw.FOLD, answer("X: a", " b"), answer(" X: a")),
                flawed(FramingFlaw.FIELD_VALUE, answer("X: a\0b"), answer("X: a\nY: b")),
                flawed(FramingFlaw.FIELDS_TOO_LONG, answer("X: " + "a".repeat(600))),
                flawed(
                        FramingFlaw.CONTENT_LENGTH,
                        answer("Content-Length: 5x"),
                        answer("Content-Length: -1"),
                        answer("Content-Length: 5, 6"),
                        answer("Content-Length: 18446744073709551621")),
                flawed(FramingFlaw.CONTENT_LENGTHS, answer("Content-Length: 5", "Content-Length: 5")),
                flawed(FramingFlaw.LENGTH_BESIDE_CODING, answer("Content-Length: 5", "Transfer-Encoding: chunked")),
                flawed(FramingFlaw.CODING, answer("Transfer-Encoding: gzip, chunked")),
                flawed(FramingFlaw.CODING_IN_HTTP_10, "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("flawed")
    void passesNothingOfAFlawedHead(FramingFlaw flaw, List<String> heads) {
        for (String head : heads) {
            GuardedOctets guarded = GuardedOctets.answers(LIMITS, false, head, 1);

            // A bare LF is told as what stands in its place.
            FramingFlaw expected = head.contains("a\nY") ? FramingFlaw.LINE_END : flaw;
            assertEquals(List.of(expected), guarded.flaws(), head);
            assertEquals("", guarded.passed(), head);
            assertTrue(guarded.failedInHead());
            assertEquals(
                    List.of(expected),
                    GuardedOctets.answers(LIMITS, false, head, head.length()).flaws(),
                    head);
        }
    }

    @Test
    void aFlawWithinABodyIsTold() {
        String head = answer("Transfer-Encoding: chunked");
        GuardedOctets guarded = GuardedOctets.answers(LIMITS, false, head + "5\r\nhello\r\nx", 1);

        assertEquals(head + "5\r\nhello\r\n", guarded.passed());
        assertEquals(List.of(FramingFlaw.CHUNK_SIZE), guarded.flaws());
        assertFalse(guarded.failedInHead());
    }

    @Test
    void relaxedItTakesBareLineFeeds() {
        String octets = "HTTP/1.1 200 OK\nX: a\n b\nContent-Length: 2\n\nok";

        assertEquals(octets, GuardedOctets.answers(RELAXED, false, octets, 1).passed());
    }

    @Test
    void nothingBehindAnAnswerPasses() {
        String head = answer("Content-Length: 4");

        assertEquals(
                head + "okok",
                GuardedOctets.answers(LIMITS, false, head + "okok" + head, 1).passed());
        assertEquals(head, GuardedOctets.answers(LIMITS, true, head + "evil", 1).passed());
        assertEquals(
                "HTTP/1.1 204 x\r\n\r\n",
                GuardedOctets.answers(LIMITS, false, "HTTP/1.1 204 x\r\n\r\nevil", 1)
                        .passed());
    }

    @Test
    void excessIsKnownBeforeTheAnswerHasPassed() {
        AnswerGuard guard = new FramingGuard(LIMITS).forAnswers();
        EmbeddedChannel channel = new EmbeddedChannel(guard);
        guard.expectAnswer(false);
        channel.writeInbound(GuardedOctets.buffer(answer("Content-Length: 0") + "x"));

        assertTrue(guard.excess());
        assertEquals(answer("Content-Length: 0"), GuardedOctets.read(channel));
    }

    @Test
    void whatAnswersNothingClosesTheConnection() {
        AnswerGuard guard = new FramingGuard(LIMITS).forAnswers();
        EmbeddedChannel channel = new EmbeddedChannel(guard);
        channel.writeInbound(GuardedOctets.buffer(""));
        assertTrue(channel.isOpen());
        channel.writeInbound(GuardedOctets.buffer("x"));

        assertFalse(channel.isOpen());
        assertEquals("", GuardedOctets.read(channel));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n~A: b\r\n~\r\n",
                "HTTP/1.1 200 OK\r\n~garbage\r\n~A: b\r\n~(what is this\r\n~more\r\n~Content-Length: 5\r\n~bad\r\n~\r\nhello",
                "HTTP/1.1 103 Early\r\n~x\r\n~\r\nHTTP/1.1 200 OK\r\n~Content-Length\r\n~Content-Length: 1\r\n~\r\n!",
                "HTTP/1.1 200 OK\r\n~HTTP/1.1 200 OK\r\n~Transfer-Encoding: chunked\r\n~\r\n1\r\na\r\n0\r\n\r\n"
            })
    void leavesLinesWithoutAColonOutIfTheyAreForgivenHoweverTheyAreSplit(String marked) {
        String octets = marked.replace("~", "");
        StringBuilder regular = new StringBuilder();
        for (String line : marked.split("~")) {
            boolean field = line.indexOf(':') >= 0 || line.startsWith("\r\n");
            regular.append(field || regular.isEmpty() ? line : "");
        }
        for (int pieces = 1; pieces <= octets.length(); pieces++) {
            GuardedOctets guarded = GuardedOctets.lenientAnswers(octets, pieces);

            assertEquals(regular.toString(), guarded.passed());
            assertEquals(List.of(), guarded.flaws());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X Y: z", ": v", "X\0", " X", "X[0]: y", "a\rb"})
    void forgivesNoLineThatCouldBeReadAsAField(String line) {
        String octets = answer("A: b", line, "Content-Length: 0");
        for (int pieces = 1; pieces <= octets.length(); pieces++) {
            assertEquals(1, GuardedOctets.lenientAnswers(octets, pieces).flaws().size());
        }
    }

    @Test
    void forgivesNoLineThatIsTooLong() {
        String octets = answer("A: b", "x".repeat(600));

        assertEquals(
                List.of(FramingFlaw.FIELDS_TOO_LONG),
                GuardedOctets.lenientAnswers(octets, 7).flaws());
    }
}
