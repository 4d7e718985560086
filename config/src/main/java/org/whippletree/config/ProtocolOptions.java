package org.whippletree.config;

/**
 * How strictly HTTP is read ({@code HttpProtocolOptions}, {@code UnderscoresInHeaders}).
 *
 * @param relaxedLines whether in heads a bare line feed ends a line and folded fields are joined ({@code Unsafe})
 * @param registeredMethods whether methods that are in no registry are refused
 * @param underscores what becomes of fields with an underscore in their names
 */
public record ProtocolOptions(boolean relaxedLines, boolean registeredMethods, UnderscoreNames underscores) {
    /** Without fields that have an underscore in their names. */
    public ProtocolOptions(boolean relaxedLines, boolean registeredMethods) {
        this(relaxedLines, registeredMethods, UnderscoreNames.DROP);
    }

    /** What holds unless the configuration says otherwise. */
    public static ProtocolOptions strict() {
        return new ProtocolOptions(false, false);
    }
}
