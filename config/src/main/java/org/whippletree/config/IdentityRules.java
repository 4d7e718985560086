package org.whippletree.config;

/**
 * Who a request's client is taken to be, and what backends are told of it.
 *
 * @param remoteIp what proxies before this one may tell of it
 * @param proxyProtocol what balancers of connections tell of it
 * @param forwarded the fields that tell backends
 */
public record IdentityRules(RemoteIpRules remoteIp, ProxyProtocolRules proxyProtocol, ForwardedFields forwarded) {
    private static final IdentityRules USUAL =
            new IdentityRules(RemoteIpRules.none(), ProxyProtocolRules.off(), ForwardedFields.usual());

    /** What holds unless the configuration says otherwise. */
    public static IdentityRules usual() {
        return USUAL;
    }
}
