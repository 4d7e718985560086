package org.whippletree.config.directive;

import java.util.List;
import java.util.Locale;
import org.whippletree.config.ForwardingOptions;

/** What is forgiven to backends, and how far requests may go. */
final class ForwardingDirectives {
    private boolean badFieldsIgnored;
    private int maxForwards = -1;

    static List<DirectiveRow> rows() {
        return List.of(
                new DirectiveRow(
                        "ProxyBadHeader",
                        Scope.SERVER_OR_HOST,
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "IsError|Ignore|StartBody",
                                "IsError",
                                "What becomes of a line without a colon in the head of a backend's answer: the answer is broken (502), or"
                                        + " the line is left out; StartBody is taken for IsError",
                                "ProxyBadHeader Ignore"),
                        (statement, draft) ->
                                draft.forwarding().badFieldsIgnored = ignores(statement, draft.problems())),
                new DirectiveRow(
                        "ProxyMaxForwards",
                        Scope.SERVER_OR_HOST,
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "number",
                                "-1",
                                "The Max-Forwards that requests without one are given, so that a loop of proxies ends; it then counts for"
                                        + " every method, and at 0 the answer is 400; below 0 none is given, and it counts for OPTIONS only",
                                "ProxyMaxForwards 15"),
                        (statement, draft) ->
                                draft.forwarding().maxForwards = statement.integerAtLeast(-1, draft.problems())));
    }

    private static boolean ignores(Statement statement, Problems problems) throws BadArgument {
        switch (statement.argument().toLowerCase(Locale.ROOT)) {
            case "iserror" -> {
                return false;
            }
            case "ignore" -> {
                return true;
            }
            case "startbody" -> {
                problems.warning(
                        statement.where(),
                        "ProxyBadHeader StartBody is taken for IsError: where a body begins is not guessed");
                return false;
            }
            default ->
                throw new BadArgument("ProxyBadHeader must be one of: IsError | Ignore | StartBody, not '"
                        + statement.argument() + "'");
        }
    }

    ForwardingOptions resolve() {
        return new ForwardingOptions(badFieldsIgnored, maxForwards);
    }
}
