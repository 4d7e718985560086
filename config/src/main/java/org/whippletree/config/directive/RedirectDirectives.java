package org.whippletree.config.directive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.whippletree.config.RedirectRule;

/** Which paths clients are sent away from. */
final class RedirectDirectives {
    private static final Map<String, Integer> STATUSES =
            Map.of("permanent", 301, "temp", 302, "seeother", 303, "gone", 410);
    private static final int TEMPORARY = 302;

    private final List<RedirectRule> rules = new ArrayList<>();

    static List<DirectiveRow> rows() {
        return List.of(
                row(
                        "Redirect",
                        "[permanent|temp|seeother|gone|status] path [url]",
                        "A path and what replaces it in the address that a client is sent to; a ProxyPass that matches wins, so"
                                + " exclude the path with ProxyPass /path !",
                        "Redirect permanent /old https://www.example.com/new",
                        (statement, draft) -> draft.redirects().add(statement, false)),
                row(
                        "RedirectMatch",
                        "[permanent|temp|seeother|gone|status] pattern [url]",
                        "A pattern of paths, and the address that a client is sent to, with $1 for the first group of the pattern",
                        "RedirectMatch ^/(.*)[.]php$ /$1.html",
                        (statement, draft) -> draft.redirects().add(statement, true)),
                row(
                        "RedirectPermanent",
                        "path url",
                        "The same as Redirect permanent",
                        "RedirectPermanent /old https://www.example.com/new",
                        (statement, draft) -> draft.redirects().addFixed(statement, STATUSES.get("permanent"))),
                row(
                        "RedirectTemp",
                        "path url",
                        "The same as Redirect temp",
                        "RedirectTemp /old https://www.example.com/new",
                        (statement, draft) -> draft.redirects().addFixed(statement, TEMPORARY)));
    }

    private static DirectiveRow row(String name, String syntax, String help, String example, Setter setter) {
        return new DirectiveRow(
                name,
                Scope.SERVER_OR_HOST,
                name.equals("Redirect") || name.equals("RedirectMatch") ? Arity.TWO_OR_MORE : Arity.TWO,
                new DirectiveRow.Description(syntax, "none", help, example),
                setter);
    }

    private void addFixed(Statement statement, int status) throws BadArgument {
        List<String> arguments = statement.arguments();
        rules.add(prefix(statement, arguments.get(0), status, arguments.get(1)));
    }

    private void add(Statement statement, boolean pattern) throws BadArgument {
        String directive = statement.directive().name();
        List<String> arguments = statement.arguments();
        OptionalInt named = status(arguments.get(0));
        int status = named.orElse(TEMPORARY);
        List<String> rest = named.isPresent() ? arguments.subList(1, arguments.size()) : arguments;
        boolean sends = status < 400;
        if (rest.size() != (sends ? 2 : 1)) {
            throw new BadArgument(
                    sends
                            ? directive + " " + status + " takes a " + (pattern ? "pattern" : "path") + " and a URL"
                            : "Redirect URL not valid for this status: " + status + " sends a client nowhere");
        }
        String target = sends ? rest.get(1) : "";
        rules.add(pattern ? pattern(rest.get(0), status, target) : prefix(statement, rest.get(0), status, target));
    }

    private static OptionalInt status(String text) throws BadArgument {
        Integer named = STATUSES.get(text.toLowerCase(Locale.ROOT));
        if (named != null) {
            return OptionalInt.of(named);
        }
        if (!text.matches("[0-9]{1,9}")) {
            return OptionalInt.empty();
        }
        int status = Integer.parseInt(text);
        if (status < 300 || status > 599 || status == 304) {
            throw new BadArgument("Redirect status " + text + " is not supported: use 300 to 599, but not 304");
        }
        return OptionalInt.of(status);
    }

    private static RedirectRule prefix(Statement statement, String path, int status, String target) throws BadArgument {
        if (!path.startsWith("/")) {
            throw new BadArgument(statement.directive().name() + " path '" + path + "' must begin with a slash");
        }
        checkTarget(status, target);
        return new RedirectRule(path, false, status, target);
    }

    private static RedirectRule pattern(String pattern, int status, String target) throws BadArgument {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new BadArgument("Regular expression '" + pattern + "' could not be compiled: " + e.getDescription());
        }
        if (!target.startsWith("$")) {
            checkTarget(status, target);
        }
        return new RedirectRule(pattern, true, status, target);
    }

    private static void checkTarget(int status, String target) throws BadArgument {
        boolean fits = target.startsWith("/") || target.matches("[A-Za-z][A-Za-z0-9+.-]*:.*");
        if (status < 400 && (!fits || !target.chars().allMatch(c -> c > ' ' && c < 0x7f))) {
            throw new BadArgument("Redirect to non-URL '" + target + "': expected scheme://host/path or a path");
        }
    }

    List<RedirectRule> rules() {
        return List.copyOf(rules);
    }
}
