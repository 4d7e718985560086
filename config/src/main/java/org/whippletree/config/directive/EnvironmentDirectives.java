package org.whippletree.config.directive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.whippletree.config.EnvironmentRule;
import org.whippletree.config.EnvironmentSection;
import org.whippletree.config.VariableCondition;
import org.whippletree.config.VariableSetting;

/** Which variables an exchange has, for the conditions and formats of other directives. */
final class EnvironmentDirectives {
    private static final Set<Scope> SCOPES = Set.of(Scope.SERVER, Scope.VIRTUAL_HOST, Scope.LOCATION_SECTION);
    private static final String USER_AGENT = "User-Agent";
    /** With a slash: mod_deflate knows gzip-only-text/html. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_./-]+");

    private static final Pattern SETTING = Pattern.compile("(!?)([A-Za-z0-9_./-]+)(?:=(.*))?", Pattern.DOTALL);

    /** By the section that they stand in; none for those outside of all. */
    private final Map<Optional<Directive>, List<EnvironmentRule>> sections = new LinkedHashMap<>();

    static List<DirectiveRow> rows() {
        return Stream.of(conditional(), plain()).flatMap(List::stream).toList();
    }

    private static List<DirectiveRow> conditional() {
        String look =
                "Sets or removes (!NAME) variables if a pattern is found in a field of the request, in Remote_Addr,"
                        + " Server_Addr, Request_Method, Request_Protocol or Request_URI, or in a variable that a line before has set; $1 in"
                        + " a value stands for the first group";
        return List.of(
                row(
                        "SetEnvIf",
                        "attribute pattern [!]NAME[=value] ...",
                        look,
                        "SetEnvIf Request_URI \"^/health$\" quiet",
                        (statement, draft) -> draft.environment().addIf(statement, false)),
                row(
                        "SetEnvIfNoCase",
                        "attribute pattern [!]NAME[=value] ...",
                        "The same as SetEnvIf, where upper and lower case are the same",
                        "SetEnvIfNoCase Host \"[.]example[.]org$\" ours=1",
                        (statement, draft) -> draft.environment().addIf(statement, true)),
                row(
                        "BrowserMatch",
                        "pattern [!]NAME[=value] ...",
                        "The same as SetEnvIf User-Agent",
                        "BrowserMatch \"^probe\" quiet",
                        (statement, draft) -> draft.environment().addAgent(statement, false)),
                row(
                        "BrowserMatchNoCase",
                        "pattern [!]NAME[=value] ...",
                        "The same as SetEnvIfNoCase User-Agent",
                        "BrowserMatchNoCase \"robot\" robot",
                        (statement, draft) -> draft.environment().addAgent(statement, true)));
    }

    private static List<DirectiveRow> plain() {
        return List.of(
                new DirectiveRow(
                        "SetEnv",
                        SCOPES,
                        Arity.ONE_OR_TWO,
                        new DirectiveRow.Description(
                                "name [value]",
                                "none",
                                "Sets a variable for every request, after all SetEnvIf",
                                "SetEnv SITE shop"),
                        (statement, draft) -> {
                            List<String> arguments = statement.arguments();
                            draft.environment().set(statement, arguments.size() == 2 ? arguments.get(1) : "");
                        }),
                new DirectiveRow(
                        "UnsetEnv",
                        SCOPES,
                        Arity.ONE_OR_MORE,
                        new DirectiveRow.Description(
                                "name ...",
                                "none",
                                "Removes variables again that SetEnv has set outside",
                                "UnsetEnv SITE"),
                        (statement, draft) -> draft.environment().unset(statement)));
    }

    private static DirectiveRow row(String name, String syntax, String help, String example, Setter setter) {
        return new DirectiveRow(
                name, SCOPES, Arity.TWO_OR_MORE, new DirectiveRow.Description(syntax, "none", help, example), setter);
    }

    private void addIf(Statement statement, boolean anyCase) throws BadArgument {
        List<String> arguments = statement.arguments();
        String directive = statement.directive().name();
        String attribute = arguments.get(0);
        if (!NAME.matcher(attribute).matches()) {
            throw new BadArgument(
                    directive + " '" + attribute
                            + "' is not supported: name one field, Remote_Addr, Request_URI or the like; patterns of names are not");
        }
        if (arguments.size() < 3) {
            throw new BadArgument(directive + " requires an attribute, a pattern and a variable");
        }
        add(statement, attribute, arguments.subList(1, arguments.size()), anyCase);
    }

    private void addAgent(Statement statement, boolean anyCase) throws BadArgument {
        add(statement, USER_AGENT, statement.arguments(), anyCase);
    }

    private void add(Statement statement, String attribute, List<String> patternAndNames, boolean anyCase)
            throws BadArgument {
        String pattern = Places.pattern(patternAndNames.get(0));
        List<VariableSetting> settings = new ArrayList<>();
        for (String text : patternAndNames.subList(1, patternAndNames.size())) {
            settings.add(setting(statement.directive().name(), text));
        }
        rules(statement).add(new EnvironmentRule(attribute, pattern, anyCase, settings));
    }

    private static VariableSetting setting(String directive, String text) throws BadArgument {
        Matcher matcher = SETTING.matcher(text);
        if (!matcher.matches() || (!matcher.group(1).isEmpty() && matcher.group(3) != null)) {
            throw new BadArgument(directive + " '" + text + "': expected NAME, NAME=value or !NAME");
        }
        boolean removed = !matcher.group(1).isEmpty();
        String value = matcher.group(3) == null ? "1" : matcher.group(3);
        return new VariableSetting(matcher.group(2), removed ? "" : value, removed);
    }

    private void set(Statement statement, String value) throws BadArgument {
        String name = name(statement.directive().name(), statement.argument());
        rules(statement).add(new EnvironmentRule("", "", false, List.of(new VariableSetting(name, value, false))));
    }

    private void unset(Statement statement) throws BadArgument {
        List<VariableSetting> settings = new ArrayList<>();
        for (String name : statement.arguments()) {
            settings.add(new VariableSetting(name(statement.directive().name(), name), "", true));
        }
        rules(statement).add(new EnvironmentRule("", "", false, settings));
    }

    private static String name(String directive, String text) throws BadArgument {
        if (!NAME.matcher(text).matches()) {
            throw new BadArgument(directive + " '" + text + "' is no name of a variable");
        }
        return text;
    }

    /** The condition that an argument of another directive states. */
    static VariableCondition condition(String directive, String text) throws BadArgument {
        if (text.startsWith("expr=")) {
            throw new BadArgument(directive + " '" + text
                    + "' is not supported: set a variable with SetEnvIf, and test that with env=NAME");
        }
        boolean negated = text.startsWith("env=!");
        String name = text.substring(negated ? 5 : text.startsWith("env=") ? 4 : 0);
        if (!text.startsWith("env=") || !NAME.matcher(name).matches()) {
            throw new BadArgument(directive + " condition '" + text + "': expected env=NAME or env=!NAME");
        }
        return new VariableCondition(name, negated);
    }

    private List<EnvironmentRule> rules(Statement statement) {
        return sections.computeIfAbsent(statement.section(), key -> new ArrayList<>());
    }

    List<EnvironmentSection> resolve() {
        List<EnvironmentSection> resolved = new ArrayList<>();
        sections.forEach((section, rules) -> resolved.add(
                section.isEmpty() ? 0 : resolved.size(), new EnvironmentSection(Places.of(section), rules)));
        return resolved;
    }
}
