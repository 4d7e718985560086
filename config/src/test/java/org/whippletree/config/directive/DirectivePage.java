package org.whippletree.config.directive;

import java.util.Comparator;
import java.util.stream.Collectors;

/** The reference page of directives, as Markdown, made of the tables. */
final class DirectivePage {
    private static final String HEAD = """
            # Directives

            This page is generated from the table of directives: `whippletree -L` prints the same. A test fails when it is out of date, and says how to make it anew.
            The syntax is httpd's; where the meaning differs, [differences](differences.md) says why.

            How to read it: `|` separates choices, brackets enclose what may be left out, dots follow what may be repeated. A time is a number of seconds, or has a unit:
            `ms`, `s`, `min` or `h`. A value out of range is corrected with a warning; one that is no value is an error. All problems of a configuration are told at once.
            """;

    private static final String MODULES = """

            ## Modules for `<IfModule>`

            A condition on one of these holds, by either name, because its job is done here. One on a module that a `LoadModule` loads holds too, so that no directive is
            skipped in silence; on any other it does not.

            | identifier | file | what is done here |
            |---|---|---|
            """;

    private static final String HARMLESS = """

            ## Accepted without effect

            These are httpd's; leaving them out changes nothing that a client or a backend of this server could see. One notice tells of all of them. Where a value is given,
            any other one is an error; *every path proxied* names the condition under which the directive is harmless.

            | directive | value | why |
            |---|---|---|
            """;

    private DirectivePage() {}

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        DirectiveTable.rows().forEach(row -> append(row, page));
        page.append(MODULES);
        Modules.ours()
                .forEach(module -> page.append("| `")
                        .append(module.identifier())
                        .append("` | `")
                        .append(module.file())
                        .append("` | ")
                        .append(module.job())
                        .append(" |\n"));
        page.append(HARMLESS);
        HarmlessDirectives.rows()
                .forEach(row -> page.append("| `")
                        .append(row.name())
                        .append("` | ")
                        .append(value(row))
                        .append(" | ")
                        .append(row.reason())
                        .append(" |\n"));
        return page.toString();
    }

    private static void append(DirectiveRow row, StringBuilder page) {
        String name = row.name();
        String syntax = name.endsWith(">") ? name.replace(">", " " + row.syntax() + ">") : name + " " + row.syntax();
        page.append("\n## ")
                .append(name.replace("<", "&lt;").replace(">", "&gt;"))
                .append("\n\n");
        page.append(prose(row.help())).append(".\n\n");
        page.append("| | |\n|---|---|\n");
        page.append("| syntax | `").append(syntax.replace("|", "\\|")).append("` |\n");
        page.append("| default | ").append(prose(row.defaultText())).append(" |\n");
        page.append("| where | ")
                .append(row.scopes().stream()
                        .sorted(Comparator.naturalOrder())
                        .map(Scope::words)
                        .collect(Collectors.joining(", ")))
                .append(" |\n");
        page.append("\n```\n").append(row.example()).append("\n```\n");
    }

    /** A bracket in Markdown would begin a tag. */
    private static String prose(String text) {
        return text.replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String value(HarmlessDirectives.Row row) {
        if (row.oneValue()) {
            return "`" + row.accepts() + "`";
        }
        if (row.needsEveryPathProxied()) {
            return "any, *every path proxied*";
        }
        if (row.needsANumberAboveZero()) {
            return "a number above 0";
        }
        return "any";
    }
}
