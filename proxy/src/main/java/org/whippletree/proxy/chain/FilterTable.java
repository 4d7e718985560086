package org.whippletree.proxy.chain;

import java.util.ArrayList;
import java.util.List;
import org.whippletree.config.FilterRef;
import org.whippletree.config.FilterRules;
import org.whippletree.config.FilterSection;
import org.whippletree.proxy.path.PathMatcher;
import org.whippletree.proxy.path.PathSections;

/** Which filters hold for which path: what a later section sets replaces what an earlier one does, filters by type add up. */
public final class FilterTable {
    private final PathSections<Section, PathFilters> sections;
    private final FilterLibrary library;
    private final int bufferSize;

    private record Section(PathMatcher path, FilterSection config) {
        static Section of(FilterSection config) {
            return new Section(new PathMatcher(config.path()), config);
        }
    }

    public FilterTable(FilterRules rules, FilterLibrary library) {
        this.library = library;
        this.bufferSize = rules.bufferSize();
        this.sections = new PathSections<>(
                rules.sections().stream().map(Section::of).toList(),
                Section::path,
                matching -> together(matching.stream().map(Section::config).toList()));
    }

    private PathFilters together(List<FilterSection> matching) {
        List<FilterRef> input = List.of();
        List<FilterRef> output = List.of();
        List<PathFilters.Typed> byType = new ArrayList<>();
        for (FilterSection section : matching) {
            input = section.setsInput() ? section.input() : input;
            output = section.setsOutput() ? section.output() : output;
            section.byType().forEach(typed -> byType.add(new PathFilters.Typed(named(typed.filters()), typed.types())));
        }
        return new PathFilters(named(input), named(output), byType, bufferSize);
    }

    private List<NamedFilter> named(List<FilterRef> filters) {
        return filters.stream().map(library::filter).toList();
    }

    /** What holds for a path with nothing encoded in it. */
    public PathFilters at(String path) {
        return sections.at(path);
    }
}
