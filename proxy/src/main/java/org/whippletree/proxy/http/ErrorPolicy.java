package org.whippletree.proxy.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whippletree.config.ErrorDocument;
import org.whippletree.config.ErrorSection;

/** What stands in place of the errors of one exchange. Pure. */
public final class ErrorPolicy {
    private final Map<Integer, ErrorDocument> documents = new HashMap<>();
    private final Set<Integer> overridden;

    /** @param sections those that hold, the later ones before the earlier ones */
    ErrorPolicy(List<ErrorSection> sections) {
        Set<Integer> last = Set.of();
        for (ErrorSection section : sections) {
            section.documents().forEach(document -> documents.put(document.status(), document));
            if (section.decides()) {
                last = section.overridden();
            }
        }
        this.overridden = last;
    }

    /** What a client gets in place of the usual page; empty if it gets that. */
    public Optional<ErrorDocument> document(int status) {
        return documents.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(documents.get(status))
                        .filter(document -> document.kind() != ErrorDocument.Kind.USUAL);
    }

    /** Whether a backend's answer of this status is replaced as an error of our own. */
    public boolean overrides(int status) {
        return !overridden.isEmpty() && overridden.contains(status);
    }
}
