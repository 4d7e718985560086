package org.whippletree.config.directive;

import java.util.List;
import java.util.Map;
import org.whippletree.config.EnvironmentRule;
import org.whippletree.config.EnvironmentSection;
import org.whippletree.config.PathMatch;
import org.whippletree.config.VariableSetting;
import org.whippletree.config.directive.DirectiveEffects.Mapping;

/** What the directives on forwarding set. */
final class ForwardingMappings {
    private ForwardingMappings() {}

    static Map<String, Mapping> environment() {
        return Map.of(
                "SetEnvIf", rule("Request_URI", "^/health$", false, "quiet", "1"),
                "SetEnvIfNoCase", rule("Host", "[.]example[.]org$", true, "ours", "1"),
                "BrowserMatch", rule("User-Agent", "^probe", false, "quiet", "1"),
                "BrowserMatchNoCase", rule("User-Agent", "robot", true, "robot", "1"),
                "SetEnv", rule("", "", false, "SITE", "shop"),
                "UnsetEnv",
                        environment(
                                new EnvironmentRule("", "", false, List.of(new VariableSetting("SITE", "", true)))));
    }

    private static Mapping rule(String attribute, String pattern, boolean anyCase, String name, String value) {
        return environment(
                new EnvironmentRule(attribute, pattern, anyCase, List.of(new VariableSetting(name, value, false))));
    }

    private static Mapping environment(EnvironmentRule rule) {
        return new Mapping(
                config -> config.proxy().main().options().environment(),
                List.of(),
                List.of(new EnvironmentSection(PathMatch.every(), List.of(rule))));
    }

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
