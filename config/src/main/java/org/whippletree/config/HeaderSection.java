package org.whippletree.config;

import java.util.List;

/**
 * The rules on fields that hold for the paths below one; those of all sections that match are applied, in file order.
 *
 * @param path which paths it is for
 * @param requests for what backends get
 * @param always for every answer, those of our own too: they see only fields that rules of this kind have set
 * @param onSuccess for answers of backends
 */
public record HeaderSection(
        PathMatch path, List<HeaderRule> requests, List<HeaderRule> always, List<HeaderRule> onSuccess) {
    public HeaderSection {
        requests = List.copyOf(requests);
        always = List.copyOf(always);
        onSuccess = List.copyOf(onSuccess);
    }

    /** For the paths below one; empty: for every request. */
    public HeaderSection(String path, List<HeaderRule> requests, List<HeaderRule> always, List<HeaderRule> onSuccess) {
        this(PathMatch.prefix(path), requests, always, onSuccess);
    }
}
