package org.whippletree.config.directive;

/**
 * Where text was written.
 *
 * @param file as the user gave it; {@code -C directive} and {@code -c directive} for the command line's
 * @param line counted from 1, the last one of a continued line; 0 means the file as a whole
 */
public record SourceLocation(String file, int line) {
    /** The file as a whole. */
    public static SourceLocation ofFile(String file) {
        return new SourceLocation(file, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
