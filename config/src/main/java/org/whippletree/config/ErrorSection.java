package org.whippletree.config;

import java.util.List;
import java.util.Set;

/**
 * What the paths below one get in place of errors; what a later section says comes before what an earlier one does.
 *
 * @param path the prefix, beginning with a slash; empty: every request
 * @param documents of several for one status the last one holds
 * @param decides whether it says which errors of backends are replaced ({@code ProxyErrorOverride})
 * @param overridden their statuses
 */
public record ErrorSection(String path, List<ErrorDocument> documents, boolean decides, Set<Integer> overridden) {
    public ErrorSection {
        documents = List.copyOf(documents);
        overridden = Set.copyOf(overridden);
        Checks.require(path.isEmpty() || path.startsWith("/"), "a location begins with a slash");
        Checks.require(decides || overridden.isEmpty(), "only who decides overrides");
    }
}
