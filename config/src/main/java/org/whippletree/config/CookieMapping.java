package org.whippletree.config;

/**
 * One {@code ProxyPassReverseCookiePath} or {@code ProxyPassReverseCookieDomain}: what a backend's cookie is for, in the words that
 * clients know.
 *
 * @param attribute what of the cookie is mapped
 * @param from what the backend's value begins with
 * @param to what stands in its place, as a whole
 */
public record CookieMapping(Attribute attribute, String from, String to) {
    /** An attribute of a cookie (RFC 6265, 4.1). */
    public enum Attribute {
        /** Which paths it is for. */
        PATH,
        /** Which hosts it is for; case does not matter. */
        DOMAIN
    }
}
