package org.whippletree.config.directive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What of a configuration has no effect here: told once, and refused where leaving it out would be felt. */
final class IgnoredDirectives {
    private final List<SourceLocation> places = new ArrayList<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Map<SourceLocation, String> files = new LinkedHashMap<>();

    /** Leaves a directive out that has no row in the table; one that cannot be left out is refused. */
    void add(Directive directive) throws BadArgument {
        HarmlessDirectives.Row row = HarmlessDirectives.find(directive.name())
                .orElseThrow(() -> new BadArgument(DirectiveTable.unknown(directive.name())));
        if (!row.accepts(directive)) {
            throw new BadArgument(row.name() + " " + directive.text() + " is not supported: only " + row.name() + " "
                    + row.accepts() + " is, because " + row.reason());
        }
        if (row.needsANumberAboveZero() && Values.integer(row.name(), directive.argument()) < 1) {
            throw new BadArgument(row.name() + " must be > 0");
        }
        if (row.needsEveryPathProxied()) {
            files.put(directive.where(), row.name());
        }
        places.add(directive.where());
        counts.merge(row.name(), 1, Integer::sum);
    }

    /** Tells of those of a virtual host too. */
    void include(IgnoredDirectives ofHost) {
        places.addAll(ofHost.places);
        ofHost.counts.forEach((name, count) -> counts.merge(name, count, Integer::sum));
    }

    /** Refuses files where a request could ask for one. */
    void checkFiles(boolean everyPathProxied, Problems problems) {
        if (!everyPathProxied) {
            files.forEach((where, name) -> problems.error(
                    where,
                    name + " is not supported: no files are served, and some paths are left to them; ProxyPass / to a"
                            + " backend, or remove it"));
        }
    }

    /** Tells of the rest in one notice at the first of them. */
    void tell(Problems problems) {
        if (!places.isEmpty()) {
            String names = counts.entrySet().stream()
                    .map(entry -> entry.getKey() + (entry.getValue() == 1 ? "" : " x " + entry.getValue()))
                    .collect(Collectors.joining(", "));
            problems.notice(
                    places.get(0), "accepted, and without effect here: " + names + " (docs/directives.md says why)");
        }
    }
}
