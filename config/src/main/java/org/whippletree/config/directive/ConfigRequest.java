package org.whippletree.config.directive;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What the command line says about the configuration.
 *
 * @param file the file of {@code -f}; a relative one is looked for below the server root, as httpd does, then in the current folder
 * @param serverRoot the folder of {@code -d}; the directive ServerRoot overrides it
 * @param before directives of {@code -C}, read before the file
 * @param after directives of {@code -c}, read after the file
 * @param defines names of {@code -D}; {@code NAME=VALUE} also defines a variable
 * @param filterFolder of the jars that filters come from; empty: there are none
 */
public record ConfigRequest(
        Path file, Path serverRoot, List<String> before, List<String> after, Set<String> defines, Path filterFolder) {
    public ConfigRequest {
        before = List.copyOf(before);
        after = List.copyOf(after);
        defines = Set.copyOf(defines);
    }

    /** One with built-in filters alone. */
    public ConfigRequest(Path file, Path serverRoot, List<String> before, List<String> after, Set<String> defines) {
        this(file, serverRoot, before, after, defines, Path.of(""));
    }
}
