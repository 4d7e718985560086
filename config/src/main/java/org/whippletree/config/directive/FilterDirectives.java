package org.whippletree.config.directive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whippletree.config.FilterRef;
import org.whippletree.config.FilterRules;
import org.whippletree.config.FilterSection;
import org.whippletree.config.SubstituteRule;
import org.whippletree.config.SubstituteRules;
import org.whippletree.config.TypedFilters;

/** Which filters bodies go through. */
final class FilterDirectives {
    private static final Set<Scope> SCOPES = Set.of(Scope.SERVER, Scope.VIRTUAL_HOST, Scope.LOCATION_SECTION);

    /** By the section that they stand in; none for those outside of all. */
    private final Map<Optional<Directive>, SectionDraft> sections = new LinkedHashMap<>();

    private final DeflateDirectives deflate = new DeflateDirectives();
    private int bufferSize = FilterRules.USUAL_BUFFER_SIZE;

    private static final class SectionDraft {
        private Optional<Names> input = Optional.empty();
        private Optional<Names> output = Optional.empty();
        private final List<ByType> byType = new ArrayList<>();
        private final List<SubstituteRule> substitutes = new ArrayList<>();
        private int maxLineBytes;
        private int inheritedFirst;
    }

    /** Filters as a line names them. */
    private record Names(SourceLocation where, List<String> names) {}

    private record ByType(Names filters, List<String> types) {}

    static List<DirectiveRow> rows() {
        return List.of(
                new DirectiveRow(
                        "SetInputFilter",
                        SCOPES,
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "filter[;filter...]|none",
                                "none",
                                "Which filters a request's body goes through on its way to the backend; of several sections that"
                                        + " match, the last one that says something holds",
                                "SetInputFilter none"),
                        (statement, draft) -> draft.filters().section(statement).input = Optional.of(names(statement))),
                new DirectiveRow(
                        "SetOutputFilter",
                        SCOPES,
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "filter[;filter...]|none",
                                "none",
                                "Which filters an answer's body goes through on its way to the client; of several sections that"
                                        + " match, the last one that says something holds",
                                "SetOutputFilter SUBSTITUTE;DEFLATE"),
                        (statement, draft) ->
                                draft.filters().section(statement).output = Optional.of(names(statement))),
                new DirectiveRow(
                        "AddOutputFilterByType",
                        SCOPES,
                        Arity.TWO_OR_MORE,
                        new DirectiveRow.Description(
                                "filter[;filter...] type ...",
                                "none",
                                "Which filters an answer's body goes through if it is of one of these media types, behind those of"
                                        + " SetOutputFilter; what several sections say adds up",
                                "AddOutputFilterByType DEFLATE text/html text/css"),
                        (statement, draft) ->
                                draft.filters().section(statement).byType.add(byType(statement))),
                new DirectiveRow(
                        "FilterBufferSize",
                        Scope.SERVER_OR_HOST,
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "bytes",
                                Integer.toString(FilterRules.USUAL_BUFFER_SIZE),
                                "How much of a body a filter may hold, and how much it may write in one call; a filter that wants"
                                        + " more fails, and its exchange with it",
                                "FilterBufferSize 1048576"),
                        (statement, draft) -> draft.filters().bufferSize =
                                statement.integerAtLeast(FilterRules.USUAL_BUFFER_SIZE, draft.problems())));
    }

    /** DEFLATE's part. */
    DeflateDirectives deflate() {
        return deflate;
    }

    /** One more {@code Substitute} of a section. */
    void substitute(Statement statement, SubstituteRule rule) {
        section(statement).substitutes.add(rule);
    }

    /** The longest line of a section. */
    void maxLineBytes(Statement statement, int bytes) {
        section(statement).maxLineBytes = bytes;
    }

    /** Whether what outer sections say is done before. */
    void inheritFirst(Statement statement, boolean first) {
        section(statement).inheritedFirst = first ? 1 : -1;
    }

    private SectionDraft section(Statement statement) {
        return sections.computeIfAbsent(statement.section(), key -> new SectionDraft());
    }

    private static Names names(Statement statement) throws BadArgument {
        String text = statement.argument();
        if (text.equalsIgnoreCase("none")) {
            return new Names(statement.where(), List.of());
        }
        List<String> names = List.of(text.split(";", -1));
        if (names.stream().anyMatch(String::isBlank)) {
            throw new BadArgument(statement.directive().name() + " '" + text
                    + "' names no filter: separate filters by one semicolon");
        }
        return new Names(statement.where(), names);
    }

    private static ByType byType(Statement statement) throws BadArgument {
        List<String> types = new ArrayList<>();
        for (String type :
                statement.arguments().subList(1, statement.arguments().size())) {
            if (!type.matches("[^/;\\s]+/[^/;\\s]+")) {
                throw new BadArgument("AddOutputFilterByType: '" + type + "' is no media type such as text/html");
            }
            types.add(type.toLowerCase(Locale.ROOT));
        }
        return new ByType(names(statement), types);
    }

    /** Those outside of all sections come first; a filter that is not there is a problem of the line that names it. */
    FilterRules resolve(InstalledFilters installed, Problems problems) {
        List<FilterSection> resolved = new ArrayList<>();
        sections.forEach((section, draft) -> {
            FilterSection one = new FilterSection(
                    Places.of(section),
                    draft.input.isPresent(),
                    find(draft.input, true, installed, problems),
                    draft.output.isPresent(),
                    find(draft.output, false, installed, problems),
                    draft.byType.stream()
                            .map(typed -> new TypedFilters(
                                    find(Optional.of(typed.filters()), false, installed, problems), typed.types()))
                            .toList(),
                    new SubstituteRules(draft.substitutes, draft.maxLineBytes, draft.inheritedFirst));
            resolved.add(section.isEmpty() ? 0 : resolved.size(), one);
        });
        return new FilterRules(
                resolved, deflate.rules(), bufferSize, anyInstalled(resolved) ? installed.folder() : Path.of(""));
    }

    private static List<FilterRef> find(
            Optional<Names> line, boolean input, InstalledFilters installed, Problems problems) {
        List<FilterRef> filters = new ArrayList<>();
        line.ifPresent(names -> {
            for (String name : names.names()) {
                try {
                    FilterRef filter = installed.find(name);
                    if (input && filter.builtIn()) {
                        throw new BadArgument("the filter " + filter.name()
                                + " works on answers only: it cannot stand in" + " SetInputFilter");
                    }
                    filters.add(filter);
                } catch (BadArgument e) {
                    problems.error(names.where(), e.getMessage());
                }
            }
        });
        return filters;
    }

    private static boolean anyInstalled(List<FilterSection> sections) {
        return sections.stream().flatMap(FilterSection::all).anyMatch(filter -> !filter.builtIn());
    }
}
