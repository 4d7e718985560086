package org.whippletree.config;

/**
 * What becomes of a request's fields with an underscore in their names. Backends that make variables of them take
 * {@code Content_Length} for {@code Content-Length}.
 */
public enum UnderscoreNames {
    /** The fields are taken out. */
    DROP,
    /** The request is refused. */
    REFUSE,
    /** They are passed on as others. */
    PASS
}
