package org.whippletree.config;

/**
 * One {@code ErrorDocument}: what a client gets in place of an error page.
 *
 * @param status of the error
 * @param kind what the value is
 * @param value empty for the usual page
 */
public record ErrorDocument(int status, Kind kind, String value) {
    /** What stands in place of an error page. */
    public enum Kind {
        /** The page that there is without a directive. */
        USUAL,
        /** A text. */
        TEXT,
        /** A path of this server: what is served there, with the status of the error. */
        PATH,
        /** A URL that the client is sent to. */
        LOCATION
    }

    public ErrorDocument {
        Checks.require(status >= 400 && status <= 599, "an error has a status from 400 to 599");
        Checks.require(kind != Kind.PATH || value.startsWith("/"), "a path begins with a slash");
    }
}
