package org.whippletree.proxy.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressesTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "2001:DB8:0:0::1, 2001:db8::1",
        "::, ::",
        "::1, ::1",
        "2001:db8:1:2:3:4:192.0.2.1, 2001:db8:1:2:3:4:c000:201",
        "::ffff:192.0.2.9, 192.0.2.9",
        "::ffff:c000:0209, 192.0.2.9"
    })
    void readsLiteralsAndWritesThemInOneWay(String text, String written) {
        assertEquals(written, IpAddresses.text(IpAddresses.read(text).orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "unknown",
                "192.0.2",
                "192.0.2.",
                ".192.0.2",
                "192.0.2.7.1",
                "192.0.2.256",
                "192.0.2.07",
                "192.0.2.-7",
                "192.0.2.7 ",
                "192.0.2.7:80",
                "192.0.2.\u0667",
                "0x7f.0.0.1",
                "2130706433",
                "[::1]",
                "fe80::1%eth0",
                "::1::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                ":",
                "::ffff:192.0.2.07",
                "::g"
            })
    void readsNothingElse(String text) {
        assertEquals(Optional.<InetAddress>empty(), IpAddresses.read(text));
    }
}
