package org.whippletree.config;

/**
 * How strictly HTTP is read ({@code HttpProtocolOptions}).
 *
 * @param relaxedLines whether in heads a bare line feed ends a line and folded fields are joined ({@code Unsafe})
 * @param registeredMethods whether methods that are in no registry are refused
 */
public record ProtocolOptions(boolean relaxedLines, boolean registeredMethods) {
    /** What holds unless the configuration says otherwise. */
    public static ProtocolOptions strict() {
        return new ProtocolOptions(false, false);
    }
}
