package org.whippletree.config;

import java.nio.file.Path;
import java.util.List;

/**
 * The filters of a host.
 *
 * @param sections in file order, what stands outside of all first
 * @param deflate how DEFLATE compresses
 * @param bufferSize bytes that one call of a filter may write, and that a filter may hold of a body ({@code FilterBufferSize})
 * @param folder of the jars that filters come from; empty if only built-in ones are named
 */
public record FilterRules(List<FilterSection> sections, DeflateRules deflate, int bufferSize, Path folder) {
    /** httpd's BufferSize. */
    public static final int USUAL_BUFFER_SIZE = 131_072;

    private static final FilterRules NONE =
            new FilterRules(List.of(), DeflateRules.usual(), USUAL_BUFFER_SIZE, Path.of(""));

    public FilterRules {
        sections = List.copyOf(sections);
        Checks.require(bufferSize > 0, "FilterBufferSize is above 0");
        Checks.require(folder.isAbsolute() || folder.toString().isEmpty(), "paths are absolute");
    }

    /** No filter. */
    public static FilterRules none() {
        return NONE;
    }
}
