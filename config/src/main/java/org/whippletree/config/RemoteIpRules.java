package org.whippletree.config;

import java.util.List;

/**
 * Which proxies before this one tell the address of a request's client, and how.
 *
 * @param header the field that they tell it in ({@code RemoteIPHeader}); empty: none
 * @param proxiesHeader the field that tells backends which proxies were passed ({@code RemoteIPProxiesHeader}); empty: none
 * @param proxies who is trusted, in file order; the first that matches holds
 */
public record RemoteIpRules(String header, String proxiesHeader, List<TrustedProxy> proxies) {
    private static final RemoteIpRules NONE = new RemoteIpRules("", "", List.of());

    public RemoteIpRules {
        proxies = List.copyOf(proxies);
    }

    /** Every connection is its client's own. */
    public static RemoteIpRules none() {
        return NONE;
    }
}
