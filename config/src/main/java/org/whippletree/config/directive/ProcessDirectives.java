package org.whippletree.config.directive;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.whippletree.config.AcceptCounts;
import org.whippletree.config.AcceptLimits;
import org.whippletree.config.ProcessLimits;

/**
 * How many children and workers there may be. Values out of range are corrected with a warning, in the order of httpd's event MPM:
 * a later check sees what an earlier one corrected.
 */
final class ProcessDirectives {
    private static final int MOST_SERVERS = 20_000;
    private static final int MOST_THREADS = 100_000;

    private Setting<Integer> startServers = Setting.ofDefault(3);
    private Setting<Integer> serverLimit = Setting.ofDefault(16);
    private Setting<Integer> threadLimit = Setting.ofDefault(64);
    private Setting<Integer> threadsPerChild = Setting.ofDefault(25);
    private Setting<Integer> maxRequestWorkers = Setting.ofDefault(400);
    private Setting<Integer> minSpareThreads = Setting.ofDefault(75);
    private Setting<Integer> maxSpareThreads = Setting.ofDefault(250);
    private double asyncRequestWorkerFactor = 2;

    static List<DirectiveRow> rows() {
        return List.of(
                number(
                        "StartServers",
                        3,
                        5,
                        "Number of children started at first",
                        (it, value) -> it.startServers = value),
                number(
                        "ServerLimit",
                        16,
                        32,
                        "Most children that may live at one time, from 1 to 20000",
                        (it, value) -> it.serverLimit = value),
                number(
                        "ThreadLimit",
                        64,
                        128,
                        "Upper bound of ThreadsPerChild, from 1 to 100000",
                        (it, value) -> it.threadLimit = value),
                number(
                        "ThreadsPerChild",
                        25,
                        50,
                        "Number of workers of each child",
                        (it, value) -> it.threadsPerChild = value),
                number(
                        "MaxRequestWorkers",
                        400,
                        200,
                        "Most workers of all accepting children together, a multiple of ThreadsPerChild",
                        ProcessDirectives::setWorkers),
                number("MaxClients", 400, 200, "The former name of MaxRequestWorkers", ProcessDirectives::setWorkers),
                number(
                        "MinSpareThreads",
                        75,
                        50,
                        "Idle workers below which children are added",
                        (it, value) -> it.minSpareThreads = value),
                number(
                        "MaxSpareThreads",
                        250,
                        300,
                        "Idle workers above which children are retired",
                        (it, value) -> it.maxSpareThreads = value),
                new DirectiveRow(
                        "AsyncRequestWorkerFactor",
                        Set.of(Scope.SERVER),
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "factor",
                                "2",
                                "Further connections that a child accepts for each idle worker; at least 1, and its fraction counts",
                                "AsyncRequestWorkerFactor 1.5"),
                        ProcessDirectives::setFactor));
    }

    private static DirectiveRow number(
            String name,
            int byDefault,
            int example,
            String help,
            BiConsumer<ProcessDirectives, Setting<Integer>> field) {
        return new DirectiveRow(
                name,
                Set.of(Scope.SERVER),
                Arity.ONE,
                new DirectiveRow.Description("number", Integer.toString(byDefault), help, name + " " + example),
                (statement, draft) -> field.accept(draft.processes(), statement.integer()));
    }

    private void setWorkers(Setting<Integer> value) {
        maxRequestWorkers = value;
    }

    private static void setFactor(Statement statement, ConfigDraft draft) throws BadArgument {
        double factor = Values.decimal("AsyncRequestWorkerFactor", statement.argument());
        if (factor <= 0) {
            throw new BadArgument("AsyncRequestWorkerFactor argument must be a positive number");
        }
        if (factor < 1) {
            draft.problems()
                    .warning(
                            statement.where(),
                            "AsyncRequestWorkerFactor of " + statement.argument() + " is less than 1, increasing to 1");
        }
        draft.processes().asyncRequestWorkerFactor = Math.max(1, factor);
    }

    AcceptLimits accept(ProcessLimits limits, AcceptCounts counts) {
        return new AcceptLimits(limits.threadsPerChild(), asyncRequestWorkerFactor, counts);
    }

    ProcessLimits resolve(Problems problems) {
        int servers = bounded("ServerLimit", serverLimit, MOST_SERVERS, "children", problems);
        int limit = bounded("ThreadLimit", threadLimit, MOST_THREADS, "workers", problems);
        int threads = threads(limit, problems);
        int workers = workers(threads, servers, problems);
        int start = atLeastOne("StartServers", startServers, problems);
        int minSpare = atLeastOne("MinSpareThreads", minSpareThreads, problems);
        // httpd corrects these two without a word when it starts to run.
        int maxSpare =
                (int) Math.min(Integer.MAX_VALUE, Math.max(maxSpareThreads.value(), (long) minSpare + threads + 1));
        return new ProcessLimits(
                Math.min(start, workers / threads), servers, limit, threads, workers, minSpare, maxSpare);
    }

    private int threads(int limit, Problems problems) {
        int threads = threadsPerChild.value();
        if (threads > limit) {
            warn(
                    problems,
                    "ThreadsPerChild of " + threads + " exceeds ThreadLimit of " + limit + ", decreasing to " + limit
                            + "; to increase, raise ThreadLimit",
                    threadsPerChild,
                    threadLimit);
            return limit;
        }
        return atLeastOne("ThreadsPerChild", threadsPerChild, problems);
    }

    private int workers(int threads, int servers, Problems problems) {
        int workers = maxRequestWorkers.value();
        if (workers < threads) {
            warn(
                    problems,
                    "MaxRequestWorkers of " + workers + " is less than ThreadsPerChild of " + threads
                            + ", increasing to " + threads,
                    maxRequestWorkers,
                    threadsPerChild,
                    threadLimit);
            workers = threads;
        }
        int children = workers / threads;
        if (workers % threads != 0) {
            warn(
                    problems,
                    "MaxRequestWorkers of " + workers + " is not a multiple of ThreadsPerChild of " + threads
                            + ", decreasing to " + children * threads + ", for at most " + children + " children",
                    maxRequestWorkers,
                    threadsPerChild,
                    threadLimit);
        }
        if (children > servers) {
            warn(
                    problems,
                    "MaxRequestWorkers of " + children * threads + " would require " + children
                            + " children and exceed ServerLimit of " + servers + ", decreasing to " + servers * threads
                            + "; to increase, raise ServerLimit",
                    maxRequestWorkers,
                    threadsPerChild,
                    serverLimit);
        }
        return Math.min(children, servers) * threads;
    }

    private static int bounded(String name, Setting<Integer> setting, int most, String what, Problems problems) {
        if (setting.value() > most) {
            warn(
                    problems,
                    name + " of " + setting.value() + " exceeds the limit of " + most + " " + what + ", decreasing to "
                            + most,
                    setting);
            return most;
        }
        return atLeastOne(name, setting, problems);
    }

    private static int atLeastOne(String name, Setting<Integer> setting, Problems problems) {
        if (setting.value() < 1) {
            warn(problems, name + " of " + setting.value() + " not allowed, increasing to 1", setting);
            return 1;
        }
        return setting.value();
    }

    /** At the first directive of those that is written: the defaults alone never need a correction. */
    @SafeVarargs
    private static void warn(Problems problems, String message, Setting<Integer>... blamed) {
        for (Setting<Integer> setting : blamed) {
            if (setting.isSet()) {
                problems.warning(setting.where().orElseThrow(), message);
                return;
            }
        }
        throw new IllegalStateException("a default needs a correction: " + message);
    }
}
