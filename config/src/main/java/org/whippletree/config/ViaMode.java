package org.whippletree.config;

/** What this proxy does with Via ({@code ProxyVia}); it always adds its own entry, as RFC 9110, 7.6.3 demands. */
public enum ViaMode {
    /** Its entry comes behind those that are there. */
    ON,
    /** Its entry names the product, too. */
    FULL,
    /** The entries of a request are removed before its own comes: backends do not see which proxies are in front. */
    BLOCK
}
