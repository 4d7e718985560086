package org.whippletree.config.directive;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.Set;
import org.whippletree.config.ChildOwner;

/** Whom children belong to ({@code User}, {@code Group}); as in httpd it matters only if root starts the server. */
final class OwnerDirectives {
    private static final String ROOT = "0";

    private Setting<String> user = Setting.ofDefault("");
    private Setting<String> group = Setting.ofDefault("");

    static List<DirectiveRow> rows() {
        return List.of(
                row(
                        "User",
                        new DirectiveRow.Description(
                                "name|#number",
                                "whoever starts the server",
                                "User that children run as if root starts the server; never root",
                                "User #65534"),
                        (statement, draft) -> draft.owner().user = known(statement, "AH00543: bad user name", false)),
                row(
                        "Group",
                        new DirectiveRow.Description(
                                "name|#number",
                                "the group of User",
                                "Group that children run as if root starts the server and User is set",
                                "Group #65534"),
                        (statement, draft) -> draft.owner().group = known(statement, "AH00544: bad group name", true)));
    }

    private static DirectiveRow row(String name, DirectiveRow.Description description, Setter setter) {
        return new DirectiveRow(name, Set.of(Scope.SERVER), Arity.ONE, description, setter);
    }

    private static Setting<String> known(Statement statement, String complaint, boolean group) throws BadArgument {
        String text = statement.argument();
        boolean number = text.startsWith("#");
        String name = number ? text.substring(1) : text;
        if (number && !name.matches("[0-9]{1,9}")) {
            throw new BadArgument(complaint + " " + text + ": a number is expected after '#'");
        }
        try {
            if (find(name, group).equals(find(ROOT, group)) && !group) {
                throw new BadArgument("User " + text + " is refused: children, who read what clients send, never run as"
                        + " root; name another user");
            }
        } catch (IOException e) {
            throw new BadArgument(
                    complaint + " " + text + ": there is none on this machine; make it, or name another one");
        }
        return statement.setting(name);
    }

    /** What the tables of the system say; a number need not be in them. */
    private static UserPrincipal find(String name, boolean group) throws IOException {
        UserPrincipalLookupService tables = FileSystems.getDefault().getUserPrincipalLookupService();
        return group ? tables.lookupPrincipalByGroupName(name) : tables.lookupPrincipalByName(name);
    }

    /** @param root whether the server would be started by root */
    void check(boolean root, Problems problems) {
        if (!root && user.isSet() && !isOwnUser()) {
            problems.warning(
                    user.where().orElseThrow(),
                    "User " + user.value() + " has no effect: only root can start children as another user");
        }
    }

    private boolean isOwnUser() {
        try {
            return find(user.value(), false).equals(Files.getOwner(Path.of("/proc/self")));
        } catch (IOException e) {
            return false;
        }
    }

    ChildOwner resolve() {
        return new ChildOwner(user.value(), group.value());
    }
}
