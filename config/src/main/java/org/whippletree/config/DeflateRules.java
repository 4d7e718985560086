package org.whippletree.config;

/**
 * How {@code DEFLATE} compresses.
 *
 * @param level from 1, the fastest, to 9, the smallest; -1: what zlib thinks best
 * @param tag what becomes of ETag
 */
public record DeflateRules(int level, Tag tag) {
    private static final DeflateRules USUAL = new DeflateRules(-1, Tag.ADD_SUFFIX);

    public DeflateRules {
        Checks.require(level == -1 || (level >= 1 && level <= 9), "a level is from 1 to 9");
    }

    /** What becomes of the tag of an answer that is compressed ({@code DeflateAlterETag}). */
    public enum Tag {
        /** It gets the name of the coding at its end. */
        ADD_SUFFIX,
        /** It stays. */
        NO_CHANGE,
        /** It is removed. */
        REMOVE
    }

    /** mod_deflate's. */
    public static DeflateRules usual() {
        return USUAL;
    }
}
