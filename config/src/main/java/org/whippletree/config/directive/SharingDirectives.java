package org.whippletree.config.directive;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.whippletree.config.AcceptCounts;
import org.whippletree.config.KeepAliveShedding;
import org.whippletree.config.SharingRules;

/** How children share the clients among them. */
final class SharingDirectives {
    private AcceptCounts counts = AcceptCounts.ALL;
    private KeepAliveShedding shedding = SharingRules.defaults().shedding();
    private Duration acceptHoldOff = SharingRules.defaults().acceptHoldOff();

    static List<DirectiveRow> rows() {
        return List.of(
                row(
                        "AcceptCounts",
                        new DirectiveRow.Description(
                                "All|Active",
                                "All",
                                "Which connections count when a child decides whether to accept: all but closing ones, as in"
                                        + " httpd, or those only that hold or await a worker or whose request's head is awaited",
                                "AcceptCounts Active"),
                        (statement, draft) -> draft.sharing().counts = keyword(statement, AcceptCounts.class)),
                row(
                        "KeepAliveShedding",
                        new DirectiveRow.Description(
                                "Scoreboard|Local|Off",
                                "Scoreboard",
                                "When a child asks keep-alive clients to reconnect: by its siblings' load; when its own"
                                        + " workers are all busy, as httpd; never",
                                "KeepAliveShedding Local"),
                        (statement, draft) -> draft.sharing().shedding = keyword(statement, KeepAliveShedding.class)),
                row(
                        "AcceptHoldOff",
                        new DirectiveRow.Description(
                                "milliseconds",
                                "5",
                                "How long a child busier than its least busy sibling waits before it takes a client, unless its requests"
                                        + " are over sooner",
                                "AcceptHoldOff 10"),
                        (statement, draft) -> draft.sharing().acceptHoldOff =
                                Duration.ofMillis(statement.integerAtLeast(0, draft.problems()))));
    }

    private static DirectiveRow row(String name, DirectiveRow.Description description, Setter setter) {
        return new DirectiveRow(name, Set.of(Scope.SERVER), Arity.ONE, description, setter);
    }

    private static <E extends Enum<E>> E keyword(Statement statement, Class<E> type) throws BadArgument {
        E[] keywords = type.getEnumConstants();
        for (E keyword : keywords) {
            if (keyword.name().equalsIgnoreCase(statement.argument())) {
                return keyword;
            }
        }
        String known = Arrays.stream(keywords)
                .map(keyword ->
                        keyword.name().charAt(0) + keyword.name().substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw new BadArgument(
                statement.directive().name() + " '" + statement.argument() + "' is unknown: give one of " + known);
    }

    AcceptCounts counts() {
        return counts;
    }

    SharingRules rules() {
        return new SharingRules(shedding, acceptHoldOff);
    }
}
