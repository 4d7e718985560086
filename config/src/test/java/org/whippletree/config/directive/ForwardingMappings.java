package org.whippletree.config.directive;

import java.util.Map;
import org.whippletree.config.directive.DirectiveEffects.Mapping;

/** What the directives on forwarding set. */
final class ForwardingMappings {
    private ForwardingMappings() {}

    static Map<String, Mapping> forwarding() {
        return Map.of(
                "ProxyBadHeader",
                new Mapping(
                        config -> config.proxy().main().options().forwarding().badFieldsIgnored(), false, true),
                "ProxyMaxForwards",
                new Mapping(
                        config -> config.proxy().main().options().forwarding().maxForwards(), -1, 15));
    }
}
