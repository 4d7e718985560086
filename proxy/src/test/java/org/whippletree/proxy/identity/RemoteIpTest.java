package org.whippletree.proxy.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whippletree.config.AddressRange;
import org.whippletree.config.RemoteIpRules;
import org.whippletree.config.TrustedProxy;

/** The outcomes are those of httpd's mod_remoteip. */
class RemoteIpTest {
    private static final String FIELD = "X-Forwarded-For";

    /** Trusts 198.51.100.1, 203.0.113.0/24 and 2001:db8:f::/48, and within the house 10.0.0.0/8. */
    private static final RemoteIpRules RULES = new RemoteIpRules(
            FIELD,
            "X-By",
            List.of(
                    new TrustedProxy(new AddressRange("198.51.100.1", 32), false),
                    new TrustedProxy(new AddressRange("10.0.0.0", 8), true),
                    new TrustedProxy(new AddressRange("2001:db8:f::", 48), false),
                    new TrustedProxy(new AddressRange("203.0.113.0", 24), false)));

    private static ClientIdentity identify(RemoteIpRules rules, String peer, HttpHeaders headers) {
        RemoteIp remoteIp = new RemoteIp(rules);
        InetSocketAddress socket = new InetSocketAddress(IpAddresses.read(peer).orElseThrow(), 4711);
        return remoteIp.ofRequest(headers, socket.getAddress(), remoteIp.ofConnection(socket));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // peer        | field                          | client       | left of the field        | passed
                "198.51.100.1  | 192.0.2.7                      | 192.0.2.7    | -                        | 198.51.100.1",
                "198.51.100.1  | 192.0.2.7, 203.0.113.5         | 192.0.2.7    | -                        | 198.51.100.1, 203.0.113.5",
                "198.51.100.1  | 192.0.2.7,203.0.113.5 , 203.0.113.9 | 192.0.2.7 | - | 198.51.100.1, 203.0.113.9, 203.0.113.5",
                "198.51.100.1  | 8.8.8.8, 192.0.2.7, 203.0.113.5 | 192.0.2.7   | 8.8.8.8                  | 198.51.100.1, 203.0.113.5",
                "198.51.100.1  | 8.8.8.8 , 192.0.2.7            | 192.0.2.7    | 8.8.8.8                  | 198.51.100.1",
                "198.51.100.1  | 10.1.1.1                       | 198.51.100.1 | 10.1.1.1                 | -",
                "198.51.100.1  | 127.0.0.1                      | 198.51.100.1 | 127.0.0.1                | -",
                "198.51.100.1  | 169.254.1.1                    | 198.51.100.1 | 169.254.1.1              | -",
                "198.51.100.1  | 172.31.0.1                     | 198.51.100.1 | 172.31.0.1               | -",
                "198.51.100.1  | 172.32.0.1                     | 172.32.0.1   | -                        | 198.51.100.1",
                "198.51.100.1  | 192.168.0.1                    | 198.51.100.1 | 192.168.0.1              | -",
                "198.51.100.1  | ::ffff:10.1.1.1                | 198.51.100.1 | ::ffff:10.1.1.1          | -",
                "198.51.100.1  | ::1                            | 198.51.100.1 | ::1                      | -",
                "198.51.100.1  | fd00::1                        | 198.51.100.1 | fd00::1                  | -",
                "198.51.100.1  | 2001:DB8:0::1                  | 2001:db8::1  | -                        | 198.51.100.1",
                "198.51.100.1  | unknown                        | 198.51.100.1 | unknown                  | -",
                "198.51.100.1  | 192.0.2.7:80                   | 198.51.100.1 | 192.0.2.7:80             | -",
                "198.51.100.1  | [2001:db8::1]                  | 198.51.100.1 | [2001:db8::1]            | -",
                "198.51.100.1  | 192.0.2.7,                     | 198.51.100.1 | 192.0.2.7,               | -",
                "198.51.100.1  | 192.0.2.7, x                   | 198.51.100.1 | 192.0.2.7, x             | -",
                "198.51.100.1  | x, 203.0.113.5                 | 203.0.113.5  | x                        | 198.51.100.1",
                "198.51.100.1  | ,203.0.113.5                   | 203.0.113.5  | ''                       | 198.51.100.1",
                "10.1.1.1      | 8.8.8.8, 203.0.113.4, 10.5.5.5 | 8.8.8.8      | -                        | 203.0.113.4",
                "10.1.1.1      | 172.16.1.1, 10.5.5.5           | 172.16.1.1   | -                        | -",
                "10.1.1.1      | 10.5.5.5                       | 10.5.5.5     | -                        | -",
                "2001:db8:f::1 | 192.0.2.7                      | 192.0.2.7    | -                        | 2001:db8:f::1",
                "192.0.2.200   | 8.8.8.8, 203.0.113.4           | 192.0.2.200  | 8.8.8.8, 203.0.113.4     | -",
                "198.51.100.1  | -                              | 198.51.100.1 | -                        | -"
            })
    void walksFromTheEndThroughTrustedProxies(String peer, String field, String client, String left, String passed) {
        HttpHeaders headers = new DefaultHttpHeaders();
        if (field != null) {
            headers.set(FIELD, field);
        }

        assertEquals(client, identify(RULES, peer, headers).address());
        assertEquals(left, headers.get(FIELD));
        assertEquals(passed, headers.get("X-By"));
    }

    @Test
    void takesSeveralLinesForOneList() {
        HttpHeaders headers = new DefaultHttpHeaders().add(FIELD, "192.0.2.7").add(FIELD, "203.0.113.5");

        assertEquals("192.0.2.7", identify(RULES, "198.51.100.1", headers).address());
        assertFalse(headers.contains(FIELD));
    }

    @Test
    void replacesWhatWasSaidOfThePassedProxies() {
        HttpHeaders headers = new DefaultHttpHeaders().add(FIELD, "192.0.2.7").add("X-By", "anybody");

        identify(RULES, "198.51.100.1", headers);

        assertEquals(List.of("198.51.100.1"), headers.getAll("X-By"));
    }

    @Test
    void knowsNoPortOfAClientThatAProxyNames() {
        HttpHeaders headers = new DefaultHttpHeaders().add(FIELD, "192.0.2.7");

        assertEquals(
                new ClientIdentity("192.0.2.7", 0, "198.51.100.1", true), identify(RULES, "198.51.100.1", headers));
        assertEquals(
                new ClientIdentity("192.0.2.8", 4711, "192.0.2.8", false),
                identify(RULES, "192.0.2.8", new DefaultHttpHeaders()));
    }

    @Test
    void believesEverybodyWhereNobodyIsNamed() {
        RemoteIpRules rules = new RemoteIpRules(FIELD, "", List.of());
        HttpHeaders headers = new DefaultHttpHeaders().add(FIELD, "8.8.8.8, 192.0.2.7");

        assertEquals(new ClientIdentity("8.8.8.8", 0, "192.0.2.8", true), identify(rules, "192.0.2.8", headers));
    }

    @Test
    void looksAtNoFieldWithoutBeingTold() {
        HttpHeaders headers = new DefaultHttpHeaders().add(FIELD, "192.0.2.7");

        assertEquals(
                new ClientIdentity("192.0.2.8", 4711, "192.0.2.8", false),
                identify(RemoteIpRules.none(), "192.0.2.8", headers));
        assertEquals("192.0.2.7", headers.get(FIELD));
    }

    @Test
    void takesNamedProxiesForSuchAsSpeakForMany() {
        InetSocketAddress proxy = new InetSocketAddress("10.1.1.1", 1);
        InetSocketAddress client = new InetSocketAddress("192.0.2.8", 1);

        assertTrue(new RemoteIp(RULES).isProxy(proxy));
        assertFalse(new RemoteIp(RULES).isProxy(client));
        assertFalse(new RemoteIp(new RemoteIpRules(FIELD, "", List.of())).isProxy(client));
        assertFalse(new RemoteIp(new RemoteIpRules("", "", RULES.proxies())).isProxy(proxy));
    }
}
