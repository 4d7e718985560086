package org.whippletree.config.directive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.whippletree.config.ChildLimits;
import org.whippletree.config.ChildOptions;
import org.whippletree.config.ChildOwner;
import org.whippletree.config.CrashOptions;
import org.whippletree.config.QueueLimits;
import org.whippletree.config.SharingRules;

/** How a child runs, and how many requests it lets wait. */
final class ChildDirectives {
    private static final int WAITING_PER_WORKER = 8;

    private final List<String> javaOptions = new ArrayList<>();
    private Duration orphanTimeout = Duration.ofSeconds(60);
    private OptionalInt queueSize = OptionalInt.empty();
    private Duration queueTimeout = Duration.ofSeconds(5);

    static List<DirectiveRow> rows() {
        return List.of(
                row(
                        "ChildJavaOptions",
                        Arity.ONE_OR_MORE,
                        new DirectiveRow.Description(
                                "option ...",
                                "none",
                                "JVM options of children, after the built-in ones; each line adds to the earlier ones",
                                "ChildJavaOptions -Xmx256m -XX:+UseSerialGC"),
                        ChildDirectives::addOptions),
                row(
                        "OrphanTimeout",
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "seconds",
                                "60",
                                "How long a child serves on after it lost its supervisor",
                                "OrphanTimeout 90"),
                        (statement, draft) -> draft.child().orphanTimeout = statement.time()),
                row(
                        "RequestQueueSize",
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "number",
                                "ThreadsPerChild x 8",
                                "Most requests that wait for a worker in a child; further ones are answered 503 with Retry-After",
                                "RequestQueueSize 50"),
                        (statement, draft) -> draft.child().queueSize =
                                OptionalInt.of(statement.integerAtLeast(0, draft.problems()))),
                row(
                        "RequestQueueTimeout",
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "seconds",
                                "5",
                                "How long a request waits for a worker before it is answered 503 with Retry-After",
                                "RequestQueueTimeout 2500ms"),
                        (statement, draft) -> draft.child().queueTimeout = statement.time()));
    }

    private static DirectiveRow row(String name, Arity arity, DirectiveRow.Description description, Setter setter) {
        return new DirectiveRow(name, Set.of(Scope.SERVER), arity, description, setter);
    }

    private static void addOptions(Statement statement, ConfigDraft draft) throws BadArgument {
        for (String option : statement.arguments()) {
            if (!option.startsWith("-")) {
                throw new BadArgument(
                        "ChildJavaOptions '" + option + "' is no JVM option: it must begin with '-', as in -Xmx256m");
            }
        }
        draft.child().javaOptions.addAll(statement.arguments());
    }

    ChildOptions options(SharingRules sharing, ChildLimits limits, CrashOptions crashes, ChildOwner owner) {
        return new ChildOptions(javaOptions, orphanTimeout, sharing, limits, crashes, owner);
    }

    QueueLimits queue(int threadsPerChild) {
        return new QueueLimits(queueSize.orElse(threadsPerChild * WAITING_PER_WORKER), queueTimeout);
    }
}
