package org.whippletree.config.directive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.whippletree.config.ErrorDocument;
import org.whippletree.config.ErrorDocument.Kind;
import org.whippletree.config.ErrorSection;

/** What clients get in place of errors. */
final class ErrorDirectives {
    private static final Set<Scope> SCOPES = Set.of(Scope.SERVER, Scope.VIRTUAL_HOST, Scope.LOCATION_SECTION);
    private static final Set<Integer> ALL =
            IntStream.rangeClosed(400, 599).boxed().collect(Collectors.toUnmodifiableSet());

    /** By the section that they stand in; none for those outside of all. */
    private final Map<Optional<Directive>, SectionDraft> sections = new LinkedHashMap<>();

    private static final class SectionDraft {
        private final List<ErrorDocument> documents = new ArrayList<>();
        private Optional<Set<Integer>> overridden = Optional.empty();
    }

    static List<DirectiveRow> rows() {
        return List.of(
                new DirectiveRow(
                        "ErrorDocument",
                        SCOPES,
                        Arity.TWO_OR_MORE,
                        new DirectiveRow.Description(
                                "status /path|url|\"text\"|default",
                                "a page of the server",
                                "What a client gets in place of an error page: what is served under a path, with the status of the"
                                        + " error; a redirect to a URL; or a text",
                                "ErrorDocument 503 /errors/busy.html"),
                        (statement, draft) ->
                                draft.errors().section(statement).documents.add(document(statement))),
                new DirectiveRow(
                        "ProxyErrorOverride",
                        SCOPES,
                        Arity.ONE_OR_MORE,
                        new DirectiveRow.Description(
                                "On|Off [status ...]",
                                "Off",
                                "Whether errors of backends, all from 400 to 599 or those named, are replaced as errors of the server"
                                        + " are; ErrorDocument says by what",
                                "ProxyErrorOverride On 500 502 503"),
                        (statement, draft) ->
                                draft.errors().section(statement).overridden = Optional.of(overridden(statement))));
    }

    private SectionDraft section(Statement statement) {
        return sections.computeIfAbsent(statement.section(), key -> new SectionDraft());
    }

    private static ErrorDocument document(Statement statement) throws BadArgument {
        int status = status(statement, statement.argument());
        if (statement.arguments().size() > 2) {
            throw new BadArgument("ErrorDocument " + status + ": put a text of several words in quotes");
        }
        String value = statement.arguments().get(1);
        if (value.contains("%{")) {
            throw new BadArgument(
                    "ErrorDocument " + status + ": expressions in '" + value + "' are not supported yet: remove them");
        }
        if (value.equalsIgnoreCase("default")) {
            return new ErrorDocument(status, Kind.USUAL, "");
        }
        if (value.startsWith("/")) {
            return new ErrorDocument(status, Kind.PATH, plain(status, value));
        }
        if (!value.matches("[A-Za-z][A-Za-z0-9+.-]*://.*")) {
            // httpd's old form begins with a quote that nothing closes.
            return new ErrorDocument(status, Kind.TEXT, value.startsWith("\"") ? value.substring(1) : value);
        }
        if (status == 401) {
            throw new BadArgument("cannot use a full URL in a 401 ErrorDocument directive: name a path or a text");
        }
        return new ErrorDocument(status, Kind.LOCATION, plain(status, value));
    }

    private static String plain(int status, String value) throws BadArgument {
        if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#')) {
            throw new BadArgument(
                    "ErrorDocument " + status + ": '" + value + "' holds a character that must be encoded");
        }
        return value;
    }

    private static Set<Integer> overridden(Statement statement) throws BadArgument {
        List<String> codes =
                statement.arguments().subList(1, statement.arguments().size());
        return switch (statement.argument().toLowerCase(Locale.ROOT)) {
            case "off" -> Set.of();
            case "on" -> codes.isEmpty() ? ALL : statuses(statement, codes);
            default ->
                throw new BadArgument("ProxyErrorOverride must be On or Off, with statuses behind it, not '"
                        + statement.argument() + "'");
        };
    }

    private static Set<Integer> statuses(Statement statement, List<String> codes) throws BadArgument {
        Set<Integer> statuses = new TreeSet<>();
        for (String code : codes) {
            statuses.add(status(statement, code));
        }
        return statuses;
    }

    private static int status(Statement statement, String text) throws BadArgument {
        int status = text.matches("[0-9]{3}") ? Integer.parseInt(text) : 0;
        if (status < 400 || status > 599) {
            throw new BadArgument("Unsupported HTTP response code " + text + ": "
                    + statement.directive().name() + " takes those from 400 to 599");
        }
        return status;
    }

    /** Those outside of all sections come first. */
    List<ErrorSection> resolve() {
        List<ErrorSection> resolved = new ArrayList<>();
        sections.forEach((section, draft) -> {
            ErrorSection one = new ErrorSection(
                    Places.of(section),
                    draft.documents,
                    draft.overridden.isPresent(),
                    draft.overridden.orElse(Set.of()));
            resolved.add(section.isEmpty() ? 0 : resolved.size(), one);
        });
        return resolved;
    }
}
