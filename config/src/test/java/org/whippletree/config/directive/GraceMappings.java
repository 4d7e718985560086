package org.whippletree.config.directive;

import java.time.Duration;
import java.util.Map;
import org.whippletree.config.directive.DirectiveEffects.Mapping;

/** What the directives of {@link GraceDirectives} set. */
final class GraceMappings {
    private GraceMappings() {}

    static Map<String, Mapping> all() {
        return Map.of(
                "GracefulRestartTimeout",
                        new Mapping(
                                config -> config.grace().restart(), Duration.ofSeconds(60), Duration.ofSeconds(120)),
                "GracefulShutdownTimeout",
                        new Mapping(config -> config.grace().shutdown(), Duration.ZERO, Duration.ofSeconds(30)));
    }
}
