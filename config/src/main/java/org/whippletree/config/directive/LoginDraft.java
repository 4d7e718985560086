package org.whippletree.config.directive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whippletree.config.LoginSection;
import org.whippletree.config.PathMatch;

/** How the clients of a section log in. */
final class LoginDraft {
    private String type = "";
    private String name = "";
    private int cachedSeconds = -1;
    private Optional<Setting<Path>> userFile = Optional.empty();

    static List<DirectiveRow> rows() {
        return List.of(
                row(
                        "AuthType",
                        "Basic|None",
                        "How clients log in where Require asks for users: by name and password (RFC 7617)",
                        "AuthType Basic",
                        (statement, draft) -> draft.locations().login().type = type(statement.argument())),
                row(
                        "AuthName",
                        "text",
                        "What clients are told that they log in to",
                        "AuthName \"the accounts\"",
                        (statement, draft) -> draft.locations().login().name = name(statement.argument())),
                row(
                        "AuthUserFile",
                        "file",
                        "A line for each user: the name, a colon, and a hash of the password as htpasswd writes it, with bcrypt (-B),"
                                + " or {SHA} or $apr1$; read anew when it has changed",
                        "AuthUserFile conf/users",
                        (statement, draft) -> draft.locations().login().userFile =
                                Optional.of(statement.setting(Values.path("AuthUserFile", statement.argument())))),
                row(
                        "AuthnCacheTimeout",
                        "seconds",
                        Integer.toString(LoginSection.USUAL_CACHED_SECONDS),
                        "How long a child lets a name and a password pass that it has checked, without computing the hash again;"
                                + " 0 checks each request",
                        "AuthnCacheTimeout 300",
                        (statement, draft) -> draft.locations().login().cachedSeconds =
                                statement.integerAtLeast(0, draft.problems())));
    }

    private static DirectiveRow row(String name, String syntax, String help, String example, Setter setter) {
        return row(name, syntax, "none", help, example, setter);
    }

    private static DirectiveRow row(
            String name, String syntax, String byDefault, String help, String example, Setter setter) {
        return new DirectiveRow(
                name,
                Set.of(Scope.LOCATION_SECTION),
                Arity.ONE,
                new DirectiveRow.Description(syntax, byDefault, help, example),
                setter);
    }

    private static String type(String word) throws BadArgument {
        if (word.equalsIgnoreCase("basic")) {
            return LoginSection.BASIC;
        }
        if (word.equalsIgnoreCase("none")) {
            return "None";
        }
        throw new BadArgument("AuthType " + word + " is not supported yet: use Basic or None");
    }

    /** It stands in a quoted string of a field. */
    private static String name(String text) throws BadArgument {
        if (!text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '"' && c != '\\') || text.isEmpty()) {
            throw new BadArgument("AuthName takes letters of ASCII, without quotes and backslashes");
        }
        return text;
    }

    boolean saysSomething() {
        return !type.isEmpty() || !name.isEmpty() || userFile.isPresent() || cachedSeconds >= 0;
    }

    LoginSection resolve(PathMatch path, Path root, Problems problems) {
        Path file = Path.of("");
        if (userFile.isPresent()) {
            file = root.resolve(userFile.get().value()).normalize();
            if (!Files.exists(file)) {
                problems.warning(
                        userFile.get().where().orElseThrow(),
                        "AuthUserFile " + file + " does not exist: nobody can log in before it does");
            }
        }
        return new LoginSection(path, type, name, file, cachedSeconds);
    }
}
