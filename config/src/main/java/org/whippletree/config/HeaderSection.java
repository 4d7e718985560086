package org.whippletree.config;

import java.util.List;

/**
 * The rules on fields that hold for the paths below one; those of all sections that match are applied, in file order.
 *
 * @param path the prefix, beginning with a slash; empty: every request
 * @param requests for what backends get
 * @param always for every answer, those of our own too: they see only fields that rules of this kind have set
 * @param onSuccess for answers of backends
 */
public record HeaderSection(
        String path, List<HeaderRule> requests, List<HeaderRule> always, List<HeaderRule> onSuccess) {
    public HeaderSection {
        requests = List.copyOf(requests);
        always = List.copyOf(always);
        onSuccess = List.copyOf(onSuccess);
        Checks.require(path.isEmpty() || path.startsWith("/"), "a location begins with a slash");
    }
}
