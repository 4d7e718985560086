package org.whippletree.proxy.http;

import java.util.ArrayList;
import java.util.List;
import org.whippletree.config.ErrorDocument;
import org.whippletree.config.ErrorSection;
import org.whippletree.proxy.path.PathMatcher;

/** What stands in place of errors, by path: of all sections that match, in file order, the last one that says something holds. Pure. */
public final class ErrorTable {
    private final List<Section> sections;
    private final ErrorPolicy everywhere;
    private final boolean byPath;
    private final boolean leadsElsewhere;

    private record Section(PathMatcher path, ErrorSection config) {
        static Section of(ErrorSection config) {
            return new Section(new PathMatcher(config.path()), config);
        }
    }

    public ErrorTable(List<ErrorSection> configs) {
        this.sections = configs.stream().map(Section::of).toList();
        this.byPath = sections.stream().anyMatch(section -> !section.path().every());
        this.everywhere = new ErrorPolicy(
                configs.stream().filter(section -> section.path().isEvery()).toList());
        this.leadsElsewhere = configs.stream()
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
        for (Section section : sections) {
            if (section.path().matches(path)) {
                matching.add(section.config());
            }
        }
        return new ErrorPolicy(matching);
    }
}
