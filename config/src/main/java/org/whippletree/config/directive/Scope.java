package org.whippletree.config.directive;

import java.util.Set;

/** A place where a directive may stand. */
public enum Scope {
    /** Outside of all sections: the server as a whole. */
    SERVER("server config"),
    /** Inside {@code <VirtualHost *:port>}. */
    VIRTUAL_HOST("virtual host"),
    /** Inside {@code <Proxy balancer://name>}. */
    PROXY_SECTION("proxy section"),
    /** Inside {@code <Location "/path">} and {@code <LocationMatch "pattern">}. */
    LOCATION_SECTION("location section");

    /** Where most directives may stand that tell how clients and backends are treated. */
    static final Set<Scope> SERVER_OR_HOST = Set.of(SERVER, VIRTUAL_HOST);

    private final String words;

    Scope(String words) {
        this.words = words;
    }

    /** The inside of a section. */
    static Scope within(Directive section) {
        if (section.named(VirtualHostDirectives.SECTION)) {
            return VIRTUAL_HOST;
        }
        return section.named(Places.LOCATION) || section.named(Places.LOCATION_MATCH)
                ? LOCATION_SECTION
                : PROXY_SECTION;
    }

    /** As the reference page names it. */
    public String words() {
        return words;
    }
}
