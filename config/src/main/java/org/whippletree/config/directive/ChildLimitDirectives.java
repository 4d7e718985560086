package org.whippletree.config.directive;

import java.util.List;
import java.util.Set;
import org.whippletree.config.ChildLimits;

/** What a child may use up, and what its JVM may take. */
final class ChildLimitDirectives {
    /** A fresh child takes some 110 MB: with less it would be replaced as soon as it serves. */
    private static final long LEAST_USEFUL_MEMORY = 128L << 20;

    /** Below it, and above the other, a JVM does not start. */
    private static final int LEAST_STACK = 256 << 10;

    private static final int MOST_STACK = 1 << 30;

    private int maxConnections;
    private long memoryBytes;
    private int memFreeKib;
    private int threadStackBytes;
    private int computeThreads;

    static List<DirectiveRow> rows() {
        return List.of(
                maxConnections("MaxConnectionsPerChild", ""),
                maxConnections("MaxRequestsPerChild", "; the former name of MaxConnectionsPerChild"),
                row(
                        "ChildMemoryLimit",
                        "bytes",
                        "Resident memory, looked at every 5 s, beyond which a child drains and another one takes its place;"
                                + " 0 sets no bound",
                        "ChildMemoryLimit 536870912",
                        ChildLimitDirectives::setMemory),
                row(
                        "MaxMemFree",
                        "KiB",
                        "Memory per worker that a child may keep without using it: sets the JVM's heap free ratios, the buffers"
                                + " kept for reuse and what malloc keeps; 0 leaves it to them",
                        "MaxMemFree 512",
                        (statement, draft) -> draft.childLimits().memFreeKib = notNegative(statement)),
                row(
                        "ThreadStackSize",
                        "bytes",
                        "Stack of each thread of a child, from 262144 to 1073741824; 0 leaves it to the JVM",
                        "ThreadStackSize 524288",
                        ChildLimitDirectives::setStack),
                row(
                        "ComputeThreads",
                        "number",
                        "How many workers of a child may compress, replace or check passwords on their threads at the same time;"
                                + " 0 stands for half of the cores, at least one",
                        "ComputeThreads 2",
                        (statement, draft) -> draft.childLimits().computeThreads = notNegative(statement)));
    }

    private static DirectiveRow maxConnections(String name, String nameNote) {
        return row(
                name,
                "number",
                "Most connections that a child accepts before it drains and another one takes its place, up to a tenth"
                        + " fewer so that children do not leave together; 0 sets no bound" + nameNote,
                name + " 10000",
                (statement, draft) ->
                        draft.childLimits().maxConnections = statement.integerAtLeast(0, draft.problems()));
    }

    private static DirectiveRow row(String name, String syntax, String help, String example, Setter setter) {
        return new DirectiveRow(
                name,
                Set.of(Scope.SERVER),
                Arity.ONE,
                new DirectiveRow.Description(syntax, "0", help, example),
                setter);
    }

    private static void setMemory(Statement statement, ConfigDraft draft) throws BadArgument {
        long bytes = Values.bytes("ChildMemoryLimit", statement.argument());
        if (bytes > 0 && bytes < LEAST_USEFUL_MEMORY) {
            draft.problems()
                    .warning(
                            statement.where(),
                            "ChildMemoryLimit of " + bytes
                                    + " is about what a child takes at its start: children will be replaced again and"
                                    + " again; give at least " + LEAST_USEFUL_MEMORY);
        }
        draft.childLimits().memoryBytes = bytes;
    }

    private static void setStack(Statement statement, ConfigDraft draft) throws BadArgument {
        int bytes = notNegative(statement);
        int possible = bytes == 0 ? 0 : Math.max(LEAST_STACK, Math.min(MOST_STACK, bytes));
        if (possible != bytes) {
            draft.problems()
                    .warning(
                            statement.where(),
                            "ThreadStackSize of " + bytes + " is none that a JVM starts with, "
                                    + (possible > bytes ? "increasing" : "decreasing") + " to " + possible);
        }
        draft.childLimits().threadStackBytes = possible;
    }

    private static int notNegative(Statement statement) throws BadArgument {
        String name = statement.directive().name();
        long value = Values.bytes(name, statement.argument());
        if (value > Integer.MAX_VALUE) {
            throw new BadArgument("Invalid " + name + " value: " + statement.argument());
        }
        return (int) value;
    }

    ChildLimits resolve() {
        return new ChildLimits(maxConnections, memoryBytes, memFreeKib, threadStackBytes, computeThreads);
    }
}
