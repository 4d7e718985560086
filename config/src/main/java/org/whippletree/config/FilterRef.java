package org.whippletree.config;

/**
 * A filter that the configuration names.
 *
 * @param name as it is shown: that of a built-in filter, or the simple name of a provider's class
 * @param provider the class that provides it; empty: it is built in
 */
public record FilterRef(String name, String provider) {
    /** Whether it is part of the product. */
    public boolean builtIn() {
        return provider.isEmpty();
    }
}
