package org.whippletree.config;

/**
 * Who a request's client is taken to be.
 *
 * @param remoteIp what proxies before this one may tell of it
 */
public record IdentityRules(RemoteIpRules remoteIp) {
    private static final IdentityRules USUAL = new IdentityRules(RemoteIpRules.none());

    /** What holds unless the configuration says otherwise. */
    public static IdentityRules usual() {
        return USUAL;
    }
}
