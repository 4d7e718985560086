package org.whippletree.config.directive;

import java.util.List;
import java.util.Map;
import org.whippletree.config.AddressRange;
import org.whippletree.config.IdentityRules;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.TrustedProxy;
import org.whippletree.config.UnderscoreNames;
import org.whippletree.config.directive.DirectiveEffects.Mapping;

/** What the directives of {@link IdentityDirectives} set, and what keeps names unambiguous. */
final class IdentityMappings {
    private IdentityMappings() {}

    static Map<String, Mapping> clients() {
        return Map.of(
                "RemoteIPHeader", new Mapping(config -> of(config).remoteIp().header(), "", "X-Forwarded-For"),
                "RemoteIPProxiesHeader",
                        new Mapping(config -> of(config).remoteIp().proxiesHeader(), "", "X-Forwarded-By"),
                "RemoteIPTrustedProxy", new Mapping(IdentityMappings::proxies, List.of(), named(false)),
                "RemoteIPInternalProxy", new Mapping(IdentityMappings::proxies, List.of(), named(true)),
                "RemoteIPTrustedProxyList", new Mapping(IdentityMappings::proxies, List.of(), listed(false)),
                "RemoteIPInternalProxyList", new Mapping(IdentityMappings::proxies, List.of(), listed(true)));
    }

    static Map<String, Mapping> fields() {
        return Map.of(
                "ProxyAddHeaders", new Mapping(config -> of(config).forwarded().xForwarded(), true, false),
                "ProxyAddForwarded",
                        new Mapping(config -> of(config).forwarded().forwarded(), false, true),
                "RemoteIPProxyProtocol",
                        new Mapping(config -> of(config).proxyProtocol().expected(), false, true),
                "RemoteIPProxyProtocolExceptions",
                        new Mapping(
                                config -> of(config).proxyProtocol().exceptions(),
                                List.of(),
                                List.of(new AddressRange("127.0.0.1", 32), new AddressRange("10.0.0.0", 8))),
                "UnderscoresInHeaders",
                        new Mapping(
                                config -> config.proxy().client().protocol().underscores(),
                                UnderscoreNames.DROP,
                                UnderscoreNames.PASS));
    }

    private static IdentityRules of(ServerConfig config) {
        return config.proxy().client().identity();
    }

    private static List<TrustedProxy> proxies(ServerConfig config) {
        return of(config).remoteIp().proxies();
    }

    private static List<TrustedProxy> named(boolean internal) {
        return List.of(
                new TrustedProxy(new AddressRange("10.2.3.0", 24), internal),
                new TrustedProxy(new AddressRange("2001:db8::", 32), internal));
    }

    private static List<TrustedProxy> listed(boolean internal) {
        return List.of(new TrustedProxy(new AddressRange("10.9.0.0", 16), internal));
    }
}
