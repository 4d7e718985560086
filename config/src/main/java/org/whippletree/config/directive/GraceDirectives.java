package org.whippletree.config.directive;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.whippletree.config.GracePeriods;

/** How long children that leave may finish what is in flight. */
final class GraceDirectives {
    private Duration restart = GracePeriods.defaults().restart();
    private Duration shutdown = GracePeriods.defaults().shutdown();

    static List<DirectiveRow> rows() {
        return List.of(
                row(
                        "GracefulRestartTimeout",
                        "60",
                        "How long children of an older generation may finish what is in flight after a graceful restart; 0: no bound",
                        "GracefulRestartTimeout 120",
                        (statement, draft) -> draft.grace().restart = statement.time()),
                row(
                        "GracefulShutdownTimeout",
                        "0",
                        "How long children may finish what is in flight after a graceful stop; 0: no bound",
                        "GracefulShutdownTimeout 30",
                        (statement, draft) -> draft.grace().shutdown = statement.time()));
    }

    private static DirectiveRow row(String name, String byDefault, String help, String example, Setter setter) {
        return new DirectiveRow(
                name,
                Set.of(Scope.SERVER),
                Arity.ONE,
                new DirectiveRow.Description("seconds", byDefault, help, example),
                setter);
    }

    GracePeriods resolve() {
        return new GracePeriods(restart, shutdown);
    }
}
