package org.whippletree.config;

import java.util.List;
import java.util.Set;

/**
 * What some paths get in place of errors; what a later section says comes before what an earlier one does.
 *
 * @param path which paths it is for
 * @param documents of several for one status the last one holds
 * @param decides whether it says which errors of backends are replaced ({@code ProxyErrorOverride})
 * @param overridden their statuses
 */
public record ErrorSection(PathMatch path, List<ErrorDocument> documents, boolean decides, Set<Integer> overridden) {
    public ErrorSection {
        documents = List.copyOf(documents);
        overridden = Set.copyOf(overridden);
        Checks.require(decides || overridden.isEmpty(), "only who decides overrides");
    }

    /** For the paths below one; empty: for every request. */
    public ErrorSection(String path, List<ErrorDocument> documents, boolean decides, Set<Integer> overridden) {
        this(PathMatch.prefix(path), documents, decides, overridden);
    }
}
