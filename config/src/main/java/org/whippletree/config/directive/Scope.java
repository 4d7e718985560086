package org.whippletree.config.directive;

/** A place where a directive may stand. */
public enum Scope {
    /** Outside of all sections: the server as a whole. */
    SERVER("server config"),
    /** Inside {@code <Proxy balancer://name>}. */
    PROXY_SECTION("proxy section");

    private final String words;

    Scope(String words) {
        this.words = words;
    }

    /** As the reference page names it. */
    public String words() {
        return words;
    }
}
