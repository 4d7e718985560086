package org.whippletree.proxy.http;

import java.util.List;
import org.whippletree.config.HeaderSection;
import org.whippletree.proxy.path.PathSections;

/** Which rules on fields hold for which path: those of every section that matches, in file order. Pure. */
public final class HeaderTable {
    private final PathSections<HeaderEdits.Section, HeaderEdits> sections;

    public HeaderTable(List<HeaderSection> configs) {
        this.sections = new PathSections<>(
                configs.stream().map(HeaderEdits.Section::of).toList(), HeaderEdits.Section::path, HeaderEdits::new);
    }

    /** What holds for every path, and before a path is known. */
    public HeaderEdits everywhere() {
        return sections.everywhere();
    }

    /** What holds for a path with nothing encoded in it. */
    public HeaderEdits at(String path) {
        return sections.at(path);
    }
}
