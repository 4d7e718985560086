package org.whippletree.config.directive;

/** A place where a directive may stand. */
public enum Scope {
    /** Outside of all sections: the server as a whole. */
    SERVER("server config"),
    /** Inside {@code <Proxy balancer://name>}. */
    PROXY_SECTION("proxy section"),
    /** Inside {@code <Location "/path">}. */
    LOCATION_SECTION("location section");

    private final String words;

    Scope(String words) {
        this.words = words;
    }

    /** The inside of a section. */
    static Scope within(Directive section) {
        return section.name().equalsIgnoreCase("<Location>") ? LOCATION_SECTION : PROXY_SECTION;
    }

    /** As the reference page names it. */
    public String words() {
        return words;
    }
}
