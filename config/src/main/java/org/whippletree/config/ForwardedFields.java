package org.whippletree.config;

/**
 * What backends are told of a request's way.
 *
 * @param xForwarded whether the X-Forwarded fields are added ({@code ProxyAddHeaders})
 * @param forwarded whether the field of RFC 7239 is added ({@code ProxyAddForwarded})
 */
public record ForwardedFields(boolean xForwarded, boolean forwarded) {
    /** What holds unless the configuration says otherwise. */
    public static ForwardedFields usual() {
        return new ForwardedFields(true, false);
    }
}
