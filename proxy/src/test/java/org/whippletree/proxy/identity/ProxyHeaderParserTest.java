package org.whippletree.proxy.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProxyHeaderParserTest {
    private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";
    private static final String TCP4 = "\300\0\2\7\306\63\144\1\22\147\0\120";
    private static final String V6 = "\40\1\r\270\0\0\0\0\0\0\0\0\0\0\0\7";
    private static final String TLVS = "\4\0\3abc\1\0\2h2";

    private static String binary(int command, int family, int length, String rest) {
        return SIGNATURE + (char) command + (char) family + (char) (length >> 8) + (char) (length & 0xff) + rest;
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of("PROXY TCP4 192.0.2.7 198.51.100.1 4711 80\r\n", "192.0.2.7:4711 198.51.100.1:80"),
                Arguments.of("PROXY TCP4 0.0.0.0 255.255.255.255 0 65535\r\n", "0.0.0.0:0 255.255.255.255:65535"),
                Arguments.of("PROXY TCP6 2001:DB8::7 ::1 4711 80\r\n", "[2001:db8::7]:4711 [::1]:80"),
                Arguments.of("PROXY TCP6 ::ffff:192.0.2.7 ::1 4711 80\r\n", "192.0.2.7:4711 [::1]:80"),
                Arguments.of(
                        "PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535"
                                + " 65535\r\n",
                        "[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:65535 [ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:65535"),
                Arguments.of("PROXY UNKNOWN\r\n", "unknown"),
                Arguments.of("PROXY UNKNOWN " + "f".repeat(91) + "\r\n", "unknown"),
                Arguments.of(binary(0x21, 0x11, 12, TCP4), "192.0.2.7:4711 198.51.100.1:80"),
                Arguments.of(binary(0x21, 0x11, 12 + TLVS.length(), TCP4 + TLVS), "192.0.2.7:4711 198.51.100.1:80"),
                Arguments.of(binary(0x21, 0x21, 36, V6 + V6 + "\22\147\0\120"), "[2001:db8::7]:4711 [2001:db8::7]:80"),
                Arguments.of(binary(0x20, 0x11, 12, TCP4), "unknown"),
                Arguments.of(binary(0x20, 0x00, 0, ""), "unknown"),
                Arguments.of(binary(0x20, 0x32, 3, "abc"), "unknown"),
                Arguments.of(binary(0x21, 0x00, TLVS.length(), TLVS), "unknown"),
                Arguments.of(binary(0x20, 0x00, 4_080, "x".repeat(4_080)), "unknown"));
    }

    private static String words(ProxyHeader header) {
        return header.source().isEmpty()
                ? "unknown"
                : Stream.of(header.source(), header.destination())
                        .map(socket -> socket.orElseThrow())
                        .map(socket -> {
                            String text = IpAddresses.text(socket);
                            return (text.contains(":") ? "[" + text + "]" : text) + ":" + socket.getPort();
                        })
                        .reduce((one, other) -> one + " " + other)
                        .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("headers")
    void readsAHeaderInWhateverPiecesAndNoOctetBehindIt(String header, String said) {
        byte[] octets = (header + "GET").getBytes(StandardCharsets.ISO_8859_1);
        for (int cut = 0; cut < header.length(); cut += Math.max(1, header.length() / 200)) {
            ProxyHeaderParser parser = new ProxyHeaderParser();
            parser.read(Unpooled.wrappedBuffer(octets, 0, cut));
            assertFalse(parser.complete());
            ByteBuf rest = Unpooled.wrappedBuffer(octets, cut, octets.length - cut);
            parser.read(rest);

            assertEquals("", parser.flaw());
            assertTrue(parser.complete());
            assertEquals(said, words(parser.header()));
            assertEquals("GET", rest.toString(StandardCharsets.ISO_8859_1));
        }
    }

    static Stream<Arguments> flaws() {
        return Stream.of(
                Arguments.of("GET / HTTP/1.1\r\n", "does not begin with"),
                Arguments.of("PROXY\tTCP4", "does not begin with"),
                Arguments.of("proxy TCP4 ", "does not begin with"),
                Arguments.of("\r\nGET / HTTP/1.1\r\n", "does not begin with"),
                Arguments.of("\r\n\r\n\0\r\nQUIT\r\n", "does not begin with"),
                Arguments.of("PROXY TCP4 192.0.2.7 198.51.100.1 4711 80\n", "CR LF"),
                Arguments.of("PROXY TCP4 192.0.2.7 198.51.100.1 4711 80\r \n", "CR LF"),
                Arguments.of("PROXY UNKNOWN " + "f".repeat(93) + "\r\n", "longer than 107"),
                Arguments.of("PROXY UNKNOWN \0\r\n", "character"),
                Arguments.of("PROXY TCP5 192.0.2.7 198.51.100.1 4711 80\r\n", "neither TCP4"),
                Arguments.of("PROXY tcp4 192.0.2.7 198.51.100.1 4711 80\r\n", "neither TCP4"),
                Arguments.of("PROXY \r\n", "neither TCP4"),
                Arguments.of("PROXY TCP4\r\n", "two addresses"),
                Arguments.of("PROXY TCP4 192.0.2.7 198.51.100.1 4711\r\n", "two addresses"),
                Arguments.of("PROXY TCP4 192.0.2.7 198.51.100.1 4711 80 \r\n", "two addresses"),
                Arguments.of("PROXY TCP4  192.0.2.7 198.51.100.1 4711 80\r\n", "two addresses"),
                Arguments.of("PROXY TCP4 192.0.2.7 2001:db8::1 4711 80\r\n", "is none"),
                Arguments.of("PROXY TCP4 ::1 ::1 4711 80\r\n", "is none"),
                Arguments.of("PROXY TCP6 192.0.2.7 198.51.100.1 4711 80\r\n", "is none"),
                Arguments.of("PROXY TCP4 192.0.2.07 198.51.100.1 4711 80\r\n", "is none"),
                Arguments.of("PROXY TCP4 192.0.2.256 198.51.100.1 4711 80\r\n", "is none"),
                Arguments.of("PROXY TCP4 localhost 198.51.100.1 4711 80\r\n", "is none"),
                Arguments.of("PROXY TCP4 192.0.2.7 198.51.100.1 65536 80\r\n", "is none"),
                Arguments.of("PROXY TCP4 192.0.2.7 198.51.100.1 047 80\r\n", "is none"),
                Arguments.of("PROXY TCP4 192.0.2.7 198.51.100.1 +47 80\r\n", "is none"),
                Arguments.of("PROXY TCP4 192.0.2.7 198.51.100.1 4711 \r\n", "is none"),
                Arguments.of(binary(0x11, 0x11, 12, TCP4), "version 1"),
                Arguments.of(binary(0x31, 0x11, 12, TCP4), "version 3"),
                Arguments.of(binary(0x22, 0x11, 12, TCP4), "command 2"),
                Arguments.of(binary(0x21, 0x12, 12, TCP4), "transport"),
                Arguments.of(binary(0x21, 0x31, 216, "x"), "transport"),
                Arguments.of(binary(0x21, 0x11, 11, TCP4), "too short"),
                Arguments.of(binary(0x21, 0x21, 35, V6), "too short"),
                Arguments.of(binary(0x21, 0x11, 4_081, TCP4), "longer than 4096"),
                Arguments.of(binary(0x20, 0x00, 0xffff, ""), "longer than 4096"));
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void readsNothingElse(String octets, String why) {
        ProxyHeaderParser parser = new ProxyHeaderParser();
        for (int i = 0; i < octets.length(); i++) {
            parser.read(Unpooled.wrappedBuffer(new byte[] {(byte) octets.charAt(i)}));
        }

        assertFalse(parser.complete());
        assertTrue(parser.flaw().contains(why), parser.flaw());
    }

    @Test
    void waitsForTheRest() {
        ProxyHeaderParser parser = new ProxyHeaderParser();
        assertFalse(parser.begun());
        parser.read(Unpooled.copiedBuffer("PROXY TCP4 192.0.2.7 198", StandardCharsets.ISO_8859_1));

        assertTrue(parser.begun());
        assertFalse(parser.complete());
        assertEquals("", parser.flaw());
    }
}
