package org.whippletree.proxy.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whippletree.config.ProxyHeaderVersion;

class ProxyHeaderWriterTest {
    private static InetSocketAddress socket(String address, int port) {
        return new InetSocketAddress(IpAddresses.read(address).orElseThrow(), port);
    }

    private static String written(ProxyHeader header, ProxyHeaderVersion version) {
        return new String(ProxyHeaderWriter.octets(header, version), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 198.51.100.1, TCP4 192.0.2.7 198.51.100.1",
        "2001:db8::7, ::1, TCP6 2001:db8::7 ::1",
        "192.0.2.7, ::1, TCP6 ::ffff:192.0.2.7 ::1",
        "2001:db8::7, 127.0.0.1, TCP6 2001:db8::7 ::ffff:127.0.0.1"
    })
    void writesBothVersionsSoThatTheyAreReadAsMeant(String source, String destination, String words) {
        ProxyHeader header = ProxyHeader.of(socket(source, 4711), socket(destination, 65_535));

        assertEquals("PROXY " + words + " 4711 65535\r\n", written(header, ProxyHeaderVersion.V1));
        for (ProxyHeaderVersion version : new ProxyHeaderVersion[] {ProxyHeaderVersion.V1, ProxyHeaderVersion.V2}) {
            ByteBuf octets = Unpooled.wrappedBuffer(ProxyHeaderWriter.octets(header, version));
            ProxyHeaderParser parser = new ProxyHeaderParser();
            parser.read(octets);

            assertTrue(parser.complete());
            assertEquals(header, parser.header());
            assertEquals(0, octets.readableBytes());
        }
    }

    @Test
    void writesTheBinaryFormOctetByOctet() {
        assertEquals(
                "\r\n\r\n\0\r\nQUIT\n\41\21\0\14\300\0\2\7\306\63\144\1\22\147\0\120",
                written(ProxyHeader.of(socket("192.0.2.7", 4711), socket("198.51.100.1", 80)), ProxyHeaderVersion.V2));
    }

    @Test
    void saysThatItDoesNotKnow() {
        assertEquals("PROXY UNKNOWN\r\n", written(ProxyHeader.UNKNOWN, ProxyHeaderVersion.V1));
        assertEquals("\r\n\r\n\0\r\nQUIT\n\40\0\0\0", written(ProxyHeader.UNKNOWN, ProxyHeaderVersion.V2));
    }

    @Test
    void writesNothingForNoVersion() {
        assertEquals("", written(ProxyHeader.UNKNOWN, ProxyHeaderVersion.NONE));
    }
}
