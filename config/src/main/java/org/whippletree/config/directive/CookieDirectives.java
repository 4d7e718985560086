package org.whippletree.config.directive;

import java.util.ArrayList;
import java.util.List;
import org.whippletree.config.CookieMapping;

/** How the cookies of backends are mapped back. */
final class CookieDirectives {
    private final List<CookieMapping> mappings = new ArrayList<>();

    static List<DirectiveRow> rows() {
        return List.of(
                row(
                        "ProxyPassReverseCookiePath",
                        "path",
                        "The path that a backend's cookies begin with, and the one that clients see in its place",
                        "ProxyPassReverseCookiePath /img /images",
                        CookieMapping.Attribute.PATH),
                row(
                        "ProxyPassReverseCookieDomain",
                        "domain",
                        "The domain that a backend's cookies begin with, and the one that clients see in its place",
                        "ProxyPassReverseCookieDomain backend.example www.example.com",
                        CookieMapping.Attribute.DOMAIN));
    }

    private static DirectiveRow row(
            String name, String what, String help, String example, CookieMapping.Attribute attribute) {
        return new DirectiveRow(
                name,
                Scope.SERVER_OR_HOST,
                Arity.TWO,
                new DirectiveRow.Description("backend-" + what + " public-" + what, "none", help, example),
                (statement, draft) -> draft.cookies()
                        .mappings
                        .add(new CookieMapping(attribute, value(statement, 0), value(statement, 1))));
    }

    private static String value(Statement statement, int index) throws BadArgument {
        String value = statement.arguments().get(index);
        if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ';')) {
            throw new BadArgument(statement.directive().name() + " '" + value
                    + "' cannot stand in a cookie: expected letters without blanks and semicolons");
        }
        return value;
    }

    List<CookieMapping> mappings() {
        return List.copyOf(mappings);
    }
}
