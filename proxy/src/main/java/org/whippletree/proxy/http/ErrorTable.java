package org.whippletree.proxy.http;

import java.util.ArrayList;
import java.util.List;
import org.whippletree.config.ErrorDocument;
import org.whippletree.config.ErrorSection;
import org.whippletree.proxy.balance.RouteTable;

/** What stands in place of errors, by path: of all sections that match, in file order, the last one that says something holds. Pure. */
public final class ErrorTable {
    private final List<ErrorSection> sections;
    private final ErrorPolicy everywhere;
    private final boolean byPath;
    private final boolean leadsElsewhere;

    public ErrorTable(List<ErrorSection> sections) {
        this.sections = List.copyOf(sections);
        this.byPath = sections.stream().anyMatch(section -> !section.path().isEmpty());
        this.everywhere = new ErrorPolicy(
                sections.stream().filter(section -> section.path().isEmpty()).toList());
        this.leadsElsewhere = sections.stream()
                .flatMap(section -> section.documents().stream())
                .anyMatch(document -> document.kind() == ErrorDocument.Kind.PATH);
    }

    /** What holds for every path, and before a path is known. */
    public ErrorPolicy everywhere() {
        return everywhere;
    }

    /** Whether an error may be answered by what is served under another path. */
    public boolean leadsElsewhere() {
        return leadsElsewhere;
    }

    /** What holds for a path with nothing encoded in it. */
    public ErrorPolicy at(String path) {
        if (!byPath) {
            return everywhere;
        }
        List<ErrorSection> matching = new ArrayList<>(sections.size());
        for (ErrorSection section : sections) {
            if (section.path().isEmpty() || RouteTable.matchedLength(section.path(), path) >= 0) {
                matching.add(section);
            }
        }
        return new ErrorPolicy(matching);
    }
}
