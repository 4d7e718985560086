package org.whippletree.proxy.http;

import java.util.ArrayList;
import java.util.List;
import org.whippletree.config.HeaderSection;

/** Which rules on fields hold for which path: those of every section that matches, in file order. Pure. */
public final class HeaderTable {
    private final List<HeaderEdits.Section> sections;
    private final HeaderEdits everywhere;
    private final boolean byPath;

    public HeaderTable(List<HeaderSection> configs) {
        this.sections = configs.stream().map(HeaderEdits.Section::of).toList();
        this.byPath = sections.stream().anyMatch(section -> !section.path().every());
        this.everywhere = new HeaderEdits(
                sections.stream().filter(section -> section.path().every()).toList());
    }

    /** What holds for every path, and before a path is known. */
    public HeaderEdits everywhere() {
        return everywhere;
    }

    /** What holds for a path with nothing encoded in it. */
    public HeaderEdits at(String path) {
        if (!byPath) {
            return everywhere;
        }
        List<HeaderEdits.Section> matching = new ArrayList<>(sections.size());
        for (HeaderEdits.Section section : sections) {
            if (section.path().matches(path)) {
                matching.add(section);
            }
        }
        return new HeaderEdits(matching);
    }
}
