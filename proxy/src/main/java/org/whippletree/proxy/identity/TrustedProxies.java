package org.whippletree.proxy.identity;

import java.net.InetAddress;
import java.util.List;
import org.whippletree.config.RemoteIpRules;
import org.whippletree.proxy.access.AddressMatcher;

/** Which proxies are trusted, and how far: the first line of the configuration that matches holds, as in mod_remoteip. Pure. */
final class TrustedProxies {
    /** How far the word of an address is taken. */
    enum Trust {
        /** Not at all. */
        NONE,
        /** For public addresses. */
        PUBLIC,
        /** For private ones, too. */
        ALL
    }

    private final List<Entry> entries;
    private final Trust otherwise;

    private record Entry(AddressMatcher range, Trust trust) {}

    TrustedProxies(RemoteIpRules rules) {
        this.entries = rules.proxies().stream()
                .map(proxy -> new Entry(new AddressMatcher(proxy.range()), proxy.internal() ? Trust.ALL : Trust.PUBLIC))
                .toList();
        // httpd takes everybody's word where nobody is named.
        this.otherwise = entries.isEmpty() && !rules.header().isEmpty() ? Trust.PUBLIC : Trust.NONE;
    }

    Trust of(InetAddress address) {
        byte[] octets = address.getAddress();
        for (Entry entry : entries) {
            if (entry.range().contains(octets)) {
                return entry.trust();
            }
        }
        return otherwise;
    }

    /** Whether the address is one of those that are named. */
    boolean name(InetAddress address) {
        return !entries.isEmpty() && of(address) != Trust.NONE;
    }
}
