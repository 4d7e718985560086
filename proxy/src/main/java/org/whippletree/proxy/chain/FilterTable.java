package org.whippletree.proxy.chain;

import java.util.ArrayList;
import java.util.List;
import org.whippletree.config.FilterRef;
import org.whippletree.config.FilterRules;
import org.whippletree.config.FilterSection;
import org.whippletree.config.SubstituteRule;
import org.whippletree.config.SubstituteRules;
import org.whippletree.proxy.builtin.Deflate;
import org.whippletree.proxy.builtin.Substitute;
import org.whippletree.proxy.path.PathMatcher;
import org.whippletree.proxy.path.PathSections;

/** Which filters hold for which path: what a later section sets replaces what an earlier one does, filters by type add up. */
public final class FilterTable {
    private final PathSections<Section, PathFilters> sections;
    private final FilterLibrary library;
    private final Deflate deflate;
    private final int bufferSize;

    private record Section(PathMatcher path, FilterSection config) {
        static Section of(FilterSection config) {
            return new Section(new PathMatcher(config.path()), config);
        }
    }

    public FilterTable(FilterRules rules, FilterLibrary library) {
        this.library = library;
        this.deflate = new Deflate(rules.deflate());
        this.bufferSize = rules.bufferSize();
        this.sections = new PathSections<>(
                rules.sections().stream().map(Section::of).toList(),
                Section::path,
                matching -> together(matching.stream().map(Section::config).toList()));
    }

    private PathFilters together(List<FilterSection> matching) {
        List<FilterRef> input = List.of();
        List<FilterRef> output = List.of();
        for (FilterSection section : matching) {
            input = section.setsInput() ? section.input() : input;
            output = section.setsOutput() ? section.output() : output;
        }
        Substitute substitute = substitute(matching);
        List<PathFilters.Typed> byType = matching.stream()
                .flatMap(section -> section.byType().stream())
                .map(typed -> new PathFilters.Typed(named(typed.filters(), substitute), typed.types()))
                .toList();
        return new PathFilters(named(input, substitute), named(output, substitute), byType, bufferSize);
    }

    /** As mod_substitute: what a section says itself comes before what outer ones say, unless it wants that otherwise. */
    private static Substitute substitute(List<FilterSection> matching) {
        List<SubstituteRule> rules = new ArrayList<>();
        int maxLineBytes = SubstituteRules.USUAL_LINE_BYTES;
        boolean inheritedFirst = false;
        for (FilterSection section : matching) {
            SubstituteRules own = section.substitutes();
            inheritedFirst = own.inheritedFirst() == 0 ? inheritedFirst : own.inheritedFirst() > 0;
            rules.addAll(inheritedFirst ? rules.size() : 0, own.rules());
            maxLineBytes = own.maxLineBytes() > 0 ? own.maxLineBytes() : maxLineBytes;
        }
        return new Substitute(rules, maxLineBytes);
    }

    private List<NamedFilter> named(List<FilterRef> filters, Substitute substitute) {
        return filters.stream()
                .map(filter -> switch (filter.builtIn() ? filter.name() : "") {
                    case "DEFLATE" -> new NamedFilter(filter.name(), deflate, deflate.kind(), true);
                    case "SUBSTITUTE" -> new NamedFilter(filter.name(), substitute, substitute.kind(), true);
                    default -> library.installed(filter);
                })
                .toList();
    }

    /** What holds for every path. */
    public PathFilters everywhere() {
        return sections.everywhere();
    }

    /** What holds for a path with nothing encoded in it. */
    public PathFilters at(String path) {
        return sections.at(path);
    }
}
