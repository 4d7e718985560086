package org.whippletree.proxy.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whippletree.config.AccessRule;
import org.whippletree.config.AddressRange;

class AccessGuardTest {
    private static final String SERVER = "192.0.2.1";

    private static AccessRule nobody(String path) {
        return new AccessRule(path, false, false, List.of());
    }

    private static AccessRule everyone(String path) {
        return new AccessRule(path, true, false, List.of());
    }

    private static boolean admits(String path, AccessRule... rules) {
        return new AccessGuard(List.of(rules)).admits(path, "198.51.100.7", SERVER);
    }

    @Test
    void admitsEveryoneWhereNoRuleMatches() {
        assertTrue(admits("/public", nobody("/private")));
        assertTrue(admits("/privateer", nobody("/private")));
    }

    @Test
    void deniesAPathAndAllBelowIt() {
        assertFalse(admits("/private", nobody("/private")));
        assertFalse(admits("/private/x", nobody("/private")));
        assertFalse(admits("//private//x", nobody("/private")));
    }

    @Test
    void letsTheLastRuleThatMatchesDecide() {
        assertTrue(admits("/a/b", nobody("/a"), everyone("/a/b")));
        assertFalse(admits("/a/b", everyone("/a/b"), nobody("/a")));
        assertFalse(admits("/a/c", nobody("/a"), everyone("/a/b")));
    }

    @Test
    void admitsTheServersOwnAddressWhereLocalClientsAre() {
        AccessGuard guard = new AccessGuard(List.of(new AccessRule("/", false, true, List.of())));

        assertTrue(guard.admits("/", SERVER, SERVER));
        assertFalse(guard.admits("/", "192.0.2.2", SERVER));
        assertFalse(guard.admits("/", "", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0, 8, 10.255.1.2, true",
        "10.0.0.0, 8, 11.0.0.1, false",
        "172.16.0.0, 12, 172.31.255.255, true",
        "172.16.0.0, 12, 172.32.0.0, false",
        "128.0.0.0, 1, 255.1.2.3, true",
        "128.0.0.0, 1, 127.1.2.3, false",
        "192.0.2.7, 32, 192.0.2.7, true",
        "192.0.2.7, 32, 192.0.2.6, false",
        "0.0.0.0, 0, 203.0.113.9, true",
        "0.0.0.0, 0, 2001:db8::1, false",
        "2001:db8::, 32, 2001:db8:ffff:0:0:0:0:1, true",
        "2001:db8::, 32, 2001:db9::1, false",
        "::1, 128, 0:0:0:0:0:0:0:1, true",
        "fe80::, 10, fe80:0:0:0:1:2:3:4%eth0, true",
        "10.0.0.0, 8, ::ffff:10.1.2.3, true",
        "10.0.0.0, 8, nonsense, false"
    })
    void comparesAsManyBitsAsARangeHas(String network, int bits, String client, boolean admitted) {
        AccessRule rule = new AccessRule("/", false, false, List.of(new AddressRange(network, bits)));

        assertEquals(admitted, new AccessGuard(List.of(rule)).admits("/x", client, SERVER));
    }
}
