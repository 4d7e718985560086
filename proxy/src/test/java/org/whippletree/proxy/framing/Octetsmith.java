package org.whippletree.proxy.framing;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Makes octets that are HTTP, or almost: messages from parts of which some are wrong, with single octets damaged. */
final class Octetsmith {
    private static final int SOUND = 12;

    private Octetsmith() {}

    /** Mostly the first one. */
    private static Arbitrary<String> mostly(String sound, String... others) {
        return Arbitraries.frequencyOf(
                Tuple.of(SOUND, Arbitraries.just(sound)), Tuple.of(others.length > 4 ? 3 : 1, Arbitraries.of(others)));
    }

    private static Arbitrary<String> lineEnd() {
        return Arbitraries.frequency(
                Tuple.of(60, "\r\n"),
                Tuple.of(1, "\n"),
                Tuple.of(1, "\r"),
                Tuple.of(1, "\r\r\n"),
                Tuple.of(1, "\r\n "));
    }

    private static Arbitrary<String> requestLine() {
        return Combinators.combine(
                        mostly("", "\r\n", "\r\n\r\n", "\n", " ", "\r\n".repeat(9)),
                        Arbitraries.of("GET", "POST", "HEAD", "OPTIONS", "get", "GE(T"),
                        mostly(" ", "  ", "\t", ""),
                        mostly("/a?b", "*", "http://h/", "/a#b", "/\u00e4", "/a\0", "/a%0d%0ab"),
                        mostly(" ", "  ", "\t", ""),
                        mostly("HTTP/1.1", "HTTP/1.0", "HTTP/1.2", "HTTP/2.0", "HTTP/1.1 ", "http/1.1", ""),
                        lineEnd())
                .as((empty, method, one, target, two, version, end) ->
                        empty + method + one + target + two + version + end);
    }

    private static Arbitrary<String> statusLine() {
        return Combinators.combine(
                        mostly("HTTP/1.1", "HTTP/1.0", "HTTP/1.2", "HTTP/2.0", "ICY", ""),
                        mostly(" ", "  ", "\t", ""),
                        Arbitraries.of("200", "200", "200", "204", "304", "100", "103", "101", "600", "099", "20"),
                        mostly(" OK", "", " ", " a\0", " \u00e4", "OK"),
                        lineEnd())
                .as((version, one, status, reason, end) -> version + one + status + reason + end);
    }

    private static Arbitrary<String> plainField() {
        return Combinators.combine(
                        Arbitraries.of("Host", "X-A", "Content-Xength", "Transfer-Xncoding", "Connection", "Upgrade"),
                        mostly(":", " :", "", "::", "\0:", "\t:"),
                        mostly(" h", "", "\th \t", " \u00e4", " a\0b", " a\u000bb", " a\u007f"),
                        lineEnd())
                .as((name, colon, value, end) -> name + colon + value + end);
    }

    private static Arbitrary<String> length(String right) {
        return mostly(
                right, "+" + right, "0" + right, right + " " + right, right + ",5", "", "x", "99999999999999999999");
    }

    private static final Arbitrary<String> CODING = mostly(
            "chunked",
            "cHUNKED",
            "xchunked",
            "chunked, identity",
            "gzip, chunked",
            "\"chunked\"",
            "chunked;q=1",
            "\u000bchunked");

    /** Fields and a body that go together, or hardly. */
    private static Arbitrary<String> framed(String data) {
        Arbitrary<String> counted = Combinators.combine(
                        mostly("Content-Length", "content-LENGTH", "Content-Length ", "Content_Length"),
                        mostly(": ", ":", ":\t"),
                        length(String.valueOf(data.length())),
                        lineEnd())
                .as((name, colon, value, end) -> name + colon + value + end);
        Arbitrary<String> coded = Combinators.combine(
                        mostly("Transfer-Encoding", "TRANSFER-encoding", "Transfer-Encoding "),
                        mostly(": ", ":", ":\t"),
                        CODING,
                        lineEnd())
                .as((name, colon, value, end) -> name + colon + value + end);
        Arbitrary<String> end = mostly("\r\n", "\n", "");
        return Arbitraries.oneOf(
                end,
                Combinators.combine(counted, end).as((field, empty) -> field + empty + data),
                Combinators.combine(coded, end, chunks()).as((field, empty, chunks) -> field + empty + chunks),
                Combinators.combine(counted, coded, end, chunks())
                        .as((one, two, empty, chunks) -> one + two + empty + chunks),
                Combinators.combine(counted, counted, end).as((one, two, empty) -> one + two + empty + data));
    }

    private static Arbitrary<String> chunks() {
        Arbitrary<String> chunk = Combinators.combine(
                        mostly("5", "05", "0x5", "+5", "-5", "5 ", "", "g", "100000005", "fffffffffffffffff"),
                        mostly("", ";a=b", ";a=\"b;\\\"c\"", ";a=\"b", ";a\nb", ";a\rb", ";\0"),
                        lineEnd(),
                        mostly("hello", "hell", "helloX", "\r\n0\r\n", "0\r\n\r\n"),
                        lineEnd())
                .as((size, extension, one, data, two) -> size + extension + one + data + two);
        Arbitrary<String> last = Combinators.combine(
                        mostly("0", "00", "0;x", "-0"),
                        lineEnd(),
                        mostly("", "T: u\r\n", "T : u\r\n", "Host: x\r\n"),
                        lineEnd())
                .as((size, one, trailers, two) -> size + one + trailers + two);
        return Combinators.combine(chunk.list().ofMaxSize(3), last).as((list, end) -> String.join("", list) + end);
    }

    private static Arbitrary<String> message(Arbitrary<String> line) {
        Arbitrary<String> body =
                Arbitraries.oneOf(framed(""), framed("hello"), framed("GET /in HTTP/1.1\r\n\r\n"), framed("0\r\n\r\n"));
        return Combinators.combine(line, plainField().list().ofMaxSize(3), body)
                .as((first, fields, rest) -> first + String.join("", fields) + rest);
    }

    private static Arbitrary<String> several(Arbitrary<String> message) {
        return Combinators.combine(message.list().ofMinSize(1).ofMaxSize(3), damage())
                .as((messages, damage) -> damaged(String.join("", messages), damage));
    }

    /** Where an octet is put in place of another, or between two; usually nowhere. */
    private static Arbitrary<List<Tuple2<Integer, Character>>> damage() {
        Arbitrary<Character> octet =
                Arbitraries.of('\r', '\n', ' ', '\t', '\0', ':', ';', ',', '"', '0', 'a', '\u00e4');
        Arbitrary<Tuple2<Integer, Character>> one = Combinators.combine(
                        Arbitraries.integers().between(0, 400), octet)
                .as(Tuple::of);
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(List.of())),
                Tuple.of(1, one.list().ofMinSize(1).ofMaxSize(2)));
    }

    private static String damaged(String octets, List<Tuple2<Integer, Character>> damage) {
        StringBuilder text = new StringBuilder(octets);
        for (Tuple2<Integer, Character> one : damage) {
            int at = one.get1() / 2;
            if (at < text.length()) {
                text.replace(at, at + one.get1() % 2, String.valueOf(one.get2()));
            }
        }
        return text.toString();
    }

    /** One of these with an octet or two damaged, or none. */
    static Arbitrary<String> damaged(List<String> seeds) {
        return Combinators.combine(Arbitraries.of(seeds), damage()).as(Octetsmith::damaged);
    }

    static Arbitrary<String> requests() {
        return several(message(requestLine()));
    }

    static Arbitrary<String> answers() {
        return several(message(statusLine()));
    }
}
