package org.whippletree.config.directive;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.whippletree.config.FilterRules;
import org.whippletree.config.FilterSection;
import org.whippletree.config.PathMatch;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.TypedFilters;
import org.whippletree.config.directive.DirectiveEffects.Mapping;

/** What the directives on filters set. */
final class FilterMappings {
    private FilterMappings() {}

    static Map<String, Mapping> all() {
        return Map.of(
                "SetInputFilter",
                section(new FilterSection(PathMatch.every(), true, List.of(), false, List.of(), List.of())),
                "SetOutputFilter",
                section(new FilterSection(PathMatch.every(), false, List.of(), true, List.of(), List.of())),
                "AddOutputFilterByType",
                section(new FilterSection(
                        PathMatch.every(),
                        false,
                        List.of(),
                        false,
                        List.of(),
                        List.of(new TypedFilters(List.of(), List.of("text/html", "text/css"))))),
                "FilterBufferSize",
                new Mapping(config -> rules(config).bufferSize(), FilterRules.USUAL_BUFFER_SIZE, 1 << 20));
    }

    private static Mapping section(FilterSection section) {
        return new Mapping(
                FilterMappings::rules,
                FilterRules.none(),
                new FilterRules(List.of(section), FilterRules.USUAL_BUFFER_SIZE, Path.of("")));
    }

    private static FilterRules rules(ServerConfig config) {
        return config.proxy().main().options().filters();
    }
}
