package org.whippletree.config.directive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.whippletree.config.HeaderAction;
import org.whippletree.config.HeaderRule;
import org.whippletree.config.HeaderSection;
import org.whippletree.config.VariableCondition;

/** What is done with the fields of requests and answers. */
final class HeaderDirectives {
    private static final Set<Scope> SCOPES = Set.of(Scope.SERVER, Scope.VIRTUAL_HOST, Scope.LOCATION_SECTION);

    private static final Map<String, HeaderAction> ACTIONS = Map.of(
            "add", HeaderAction.ADD,
            "append", HeaderAction.APPEND,
            "merge", HeaderAction.MERGE,
            "set", HeaderAction.SET,
            "setifempty", HeaderAction.SET_IF_EMPTY,
            "unset", HeaderAction.UNSET,
            "edit", HeaderAction.EDIT,
            "edit*", HeaderAction.EDIT_ALL,
            "echo", HeaderAction.ECHO,
            "note", HeaderAction.NOTE);

    private static final Pattern FORMAT_ITEM = Pattern.compile("%(?:%|D|t|\\{[^{}]+\\}e)");

    /** Each side of the proxy frames its own messages. */
    private static final Set<String> FRAMING =
            Set.of("connection", "content-length", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade");

    /** By the section that they stand in; none for those outside of all. */
    private final Map<Optional<Directive>, SectionDraft> sections = new LinkedHashMap<>();

    private static final class SectionDraft {
        private final List<HeaderRule> requests = new ArrayList<>();
        private final List<HeaderRule> always = new ArrayList<>();
        private final List<HeaderRule> onSuccess = new ArrayList<>();
    }

    static List<DirectiveRow> rows() {
        return List.of(
                new DirectiveRow(
                        "RequestHeader",
                        SCOPES,
                        Arity.TWO_OR_MORE,
                        new DirectiveRow.Description(
                                "add|append|edit|edit*|merge|set|setifempty|unset name [value] [replacement] [early|env=[!]NAME]",
                                "none",
                                "What is done with a field of requests before backends get them; edit replaces a match of a pattern, and a value may hold"
                                        + " %{NAME}e (a variable), %D (microseconds so far), %t (when the request came) and %%",
                                "RequestHeader set X-Forwarded-Proto https"),
                        (statement, draft) -> {
                            List<String> arguments = statement.arguments();
                            draft.headers().section(statement).requests.add(rule(statement, arguments, true));
                        }),
                new DirectiveRow(
                        "Header",
                        SCOPES,
                        Arity.TWO_OR_MORE,
                        new DirectiveRow.Description(
                                "[onsuccess|always] add|append|echo|edit|edit*|merge|note|set|setifempty|unset name [value] [replacement]"
                                        + " [env=[!]NAME]",
                                "none",
                                "What is done with a field of answers: with onsuccess, which is the default, of those that backends"
                                        + " gave; with always of all, where only the fields count that such lines have set; echo gives fields of the request back whose"
                                        + " names match a pattern, note names a value for %{NAME}n in access logs",
                                "Header always set X-Content-Type-Options nosniff"),
                        HeaderDirectives::answer));
    }

    private static void answer(Statement statement, ConfigDraft draft) throws BadArgument {
        List<String> arguments = statement.arguments();
        String condition = arguments.get(0).toLowerCase(Locale.ROOT);
        boolean always = condition.equals("always");
        if (always || condition.equals("onsuccess")) {
            arguments = arguments.subList(1, arguments.size());
        }
        SectionDraft section = draft.headers().section(statement);
        (always ? section.always : section.onSuccess).add(rule(statement, arguments, false));
    }

    private SectionDraft section(Statement statement) {
        return sections.computeIfAbsent(statement.section(), key -> new SectionDraft());
    }

    private static HeaderRule rule(Statement statement, List<String> given, boolean request) throws BadArgument {
        String directive = statement.directive().name();
        if (given.size() < 2) {
            throw new BadArgument(directive + " requires an action and the name of a field");
        }
        HeaderAction action = action(given.get(0));
        if (request && (action == HeaderAction.ECHO || action == HeaderAction.NOTE)) {
            throw new BadArgument("Header " + given.get(0) + " is for answers: RequestHeader has no such action");
        }
        List<String> values = new ArrayList<>(given.subList(2, given.size()));
        VariableCondition condition =
                takeCondition(directive, values, request && statement.section().isEmpty());
        int wanted = wanted(action);
        if (values.size() != wanted) {
            throw new BadArgument(directive + " " + given.get(0) + " takes a name"
                    + List.of("", " and a value", ", a pattern and a replacement")
                            .get(wanted) + ", not "
                    + (values.size() + 1) + " arguments");
        }
        String value = wanted == 0 ? "" : values.get(0);
        if (edits(action)) {
            checkPattern(directive, value);
        } else {
            checkFormat(directive, value);
        }
        String replacement = wanted == 2 ? values.get(1) : "";
        checkFormat(directive, replacement);
        return new HeaderRule(action, named(directive, action, given.get(1)), value, replacement, condition);
    }

    private static int wanted(HeaderAction action) {
        return action == HeaderAction.UNSET || action == HeaderAction.ECHO ? 0 : edits(action) ? 2 : 1;
    }

    private static String named(String directive, HeaderAction action, String text) throws BadArgument {
        if (action == HeaderAction.ECHO) {
            checkPattern(directive, text);
            return text;
        }
        return name(directive, text);
    }

    private static boolean edits(HeaderAction action) {
        return action == HeaderAction.EDIT || action == HeaderAction.EDIT_ALL;
    }

    private static HeaderAction action(String text) throws BadArgument {
        String word = text.toLowerCase(Locale.ROOT);
        HeaderAction action = ACTIONS.get(word);
        if (action == null) {
            throw new BadArgument(
                    "first argument must be 'add', 'set', 'setifempty', 'append', 'merge', 'unset', 'echo',"
                            + " 'note', 'edit', or 'edit*', not '" + text + "'");
        }
        return action;
    }

    private static VariableCondition takeCondition(String directive, List<String> values, boolean mayBeEarly)
            throws BadArgument {
        String last = values.isEmpty() ? "" : values.get(values.size() - 1);
        if (last.equalsIgnoreCase("early") && mayBeEarly) {
            values.remove(values.size() - 1);
            return VariableCondition.always();
        }
        if (last.startsWith("env=") || last.startsWith("expr=")) {
            values.remove(values.size() - 1);
            return EnvironmentDirectives.condition(directive, last);
        }
        for (String value : values) {
            if (value.startsWith("expr=")) {
                throw new BadArgument(
                        directive + " '" + value + "' is not supported: a value is text with %{NAME}e, %D, %t and %%");
            }
        }
        return VariableCondition.always();
    }

    private static String name(String directive, String text) throws BadArgument {
        String name = text.endsWith(":") ? text.substring(0, text.length() - 1) : text;
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
            throw new BadArgument(directive + ": '" + text + "' is no name of a field");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (FRAMING.contains(lower)) {
            throw new BadArgument(directive + " " + name
                    + " is not supported: this field belongs to one connection, and the server sets it");
        }
        if (lower.equals("host")) {
            throw new BadArgument(directive + " Host is not supported yet: use ProxyPreserveHost");
        }
        return name;
    }

    private static void checkPattern(String directive, String pattern) throws BadArgument {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new BadArgument(
                    directive + ": could not compile the pattern '" + pattern + "': " + e.getDescription());
        }
    }

    /** Of httpd's format items those that can be filled here; a percent sign is written twice. */
    private static void checkFormat(String directive, String value) throws BadArgument {
        if (!value.chars().allMatch(c -> c >= ' ' && c != 0x7f && c < 0x100)) {
            throw new BadArgument(directive + ": a value holds letters of one line only");
        }
        String plain = FORMAT_ITEM.matcher(value).replaceAll("");
        int percent = plain.indexOf('%');
        if (percent >= 0) {
            String item = plain.substring(percent).split("[^%A-Za-z_{}]", 2)[0];
            throw new BadArgument(directive + ": the format item '" + item
                    + "' is not supported: use %{NAME}e, %D or %t; a percent sign is written %%");
        }
    }

    List<HeaderSection> resolve() {
        List<HeaderSection> resolved = new ArrayList<>();
        sections.forEach((section, draft) -> {
            HeaderSection one = new HeaderSection(Places.of(section), draft.requests, draft.always, draft.onSuccess);
            resolved.add(section.isEmpty() ? 0 : resolved.size(), one);
        });
        return resolved;
    }
}
