package org.whippletree.config;

/**
 * What a host is lenient with, and how far its requests may go.
 *
 * @param badFieldsIgnored whether lines of an answer's head without a colon are left out; otherwise such an answer is broken ({@code
 *     ProxyBadHeader})
 * @param maxForwards what requests without Max-Forwards are given; negative: nothing, and the field counts for OPTIONS only ({@code
 *     ProxyMaxForwards})
 */
public record ForwardingOptions(boolean badFieldsIgnored, int maxForwards) {
    /** What holds unless the configuration says otherwise. */
    public static ForwardingOptions usual() {
        return new ForwardingOptions(false, -1);
    }
}
