package org.whippletree.config;

import java.util.List;

/**
 * Whether the PROXY protocol tells who a connection's client is.
 *
 * @param expected whether connections begin with its header ({@code RemoteIPProxyProtocol})
 * @param exceptions from where they do not ({@code RemoteIPProxyProtocolExceptions})
 */
public record ProxyProtocolRules(boolean expected, List<AddressRange> exceptions) {
    private static final ProxyProtocolRules OFF = new ProxyProtocolRules(false, List.of());

    public ProxyProtocolRules {
        exceptions = List.copyOf(exceptions);
    }

    /** No connection begins with a header. */
    public static ProxyProtocolRules off() {
        return OFF;
    }
}
