package org.whippletree.proxy.http;

import java.util.List;
import org.whippletree.config.ErrorDocument;
import org.whippletree.config.ErrorSection;
import org.whippletree.proxy.path.PathMatcher;
import org.whippletree.proxy.path.PathSections;

/** What stands in place of errors, by path: of all sections that match, in file order, the last one that says something holds. Pure. */
public final class ErrorTable {
    private final PathSections<Section, ErrorPolicy> sections;
    private final boolean leadsElsewhere;

    private record Section(PathMatcher path, ErrorSection config) {
        static Section of(ErrorSection config) {
            return new Section(new PathMatcher(config.path()), config);
        }
    }

    public ErrorTable(List<ErrorSection> configs) {
        this.sections = new PathSections<>(
                configs.stream().map(Section::of).toList(),
                Section::path,
                matching ->
                        new ErrorPolicy(matching.stream().map(Section::config).toList()));
        this.leadsElsewhere = configs.stream()
                .flatMap(section -> section.documents().stream())
                .anyMatch(document -> document.kind() == ErrorDocument.Kind.PATH);
    }

    /** What holds for every path, and before a path is known. */
    public ErrorPolicy everywhere() {
        return sections.everywhere();
    }

    /** Whether an error may be answered by what is served under another path. */
    public boolean leadsElsewhere() {
        return leadsElsewhere;
    }

    /** What holds for a path with nothing encoded in it. */
    public ErrorPolicy at(String path) {
        return sections.at(path);
    }
}
