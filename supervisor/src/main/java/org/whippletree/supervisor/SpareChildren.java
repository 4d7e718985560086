package org.whippletree.supervisor;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.whippletree.config.ProcessLimits;
import org.whippletree.control.ControlMessage;
import org.whippletree.scoreboard.LoadRow;

/**
 * Adds children when too few workers are idle and retires the least busy one when too many are. A child that is retired first only
 * takes no client; as long as that is all, it can be had back. Owned by the loop.
 */
final class SpareChildren {
    /** How often at most the figures are looked at; the folding of the digest brings the loop's turns. */
    static final long LOOK_MILLIS = 100;
    /** How long a child that is retired can be had back. */
    static final long REGRET_MILLIS = 3_000;
    /** A row that is older says nothing of now. */
    private static final long FRESH_MILLIS = 3_000;

    private static final System.Logger LOG = System.getLogger(SpareChildren.class.getName());
    private static final int BUSY_RATE = 8;

    private final ChildPool pool;
    private final Departures departures;
    private SparePolicy.Pace pace = SparePolicy.Pace.calm();
    private long retireNotBeforeMillis = Long.MIN_VALUE;
    private long nextLookMillis = Long.MIN_VALUE;
    /** Said once in the life of the server, as httpd does. */
    private boolean saidFull;

    private boolean saidNearlyFull;

    SpareChildren(ChildPool pool, Departures departures) {
        this.pool = pool;
        this.departures = departures;
    }

    /** The next step up adds one child. */
    void calm() {
        pace = SparePolicy.Pace.calm();
    }

    long nextDeadlineMillis() {
        return retiring().stream().mapToLong(ChildHandle::drainsAtMillis).min().orElse(ChildHandle.NEVER);
    }

    private List<ChildHandle> retiring() {
        return pool.table().of(pool.current().number()).stream()
                .filter(child -> child.is(ChildProcessState.READY) && child.retiring())
                .toList();
    }

    /**
     * Does what is due.
     *
     * @param rows of the scoreboard; asked for only when they are looked at
     * @param wallMillis the time that rows are stamped in
     */
    void pass(Supplier<List<LoadRow>> rows, long wallMillis, long nowMillis) {
        for (ChildHandle child : retiring()) {
            if (nowMillis >= child.drainsAtMillis()) {
                departures.drain(
                        child,
                        new ControlMessage.Drain("more workers are idle than MaxSpareThreads", false),
                        Duration.ZERO,
                        nowMillis);
            }
        }
        if (nowMillis < nextLookMillis) {
            return;
        }
        nextLookMillis = nowMillis + LOOK_MILLIS;
        if (!pool.replacing()) {
            look(rows.get(), wallMillis, nowMillis);
        }
    }

    private void look(List<LoadRow> rows, long wallMillis, long nowMillis) {
        ProcessLimits limits = pool.current().config().processes();
        Map<Long, LoadRow> fresh = rows.stream()
                .filter(row -> wallMillis - row.stampMillis() <= FRESH_MILLIS)
                .collect(Collectors.toMap(LoadRow::pid, Function.identity(), (one, other) -> other));
        List<ChildHandle> serving = pool.table().of(pool.current().number()).stream()
                .filter(child -> child.is(ChildProcessState.READY) && !child.retiring())
                .toList();
        int idle = serving.stream()
                .map(child -> Optional.ofNullable(fresh.get(child.pid())))
                .mapToInt(row -> row.map(LoadRow::workersIdle).orElse(limits.threadsPerChild()))
                .sum();
        int busy = serving.stream()
                .map(child -> Optional.ofNullable(fresh.get(child.pid())))
                .mapToInt(row -> row.map(LoadRow::workersBusy).orElse(0))
                .sum();
        pool.needs((busy + limits.minSpareThreads() + limits.threadsPerChild() - 1) / limits.threadsPerChild());
        boolean allTold = serving.stream().allMatch(child -> fresh.containsKey(child.pid()));
        int awaited = Math.max(0, pool.target() - serving.size());
        SparePolicy.Load load = new SparePolicy.Load(
                pool.target(),
                idle + awaited * limits.threadsPerChild(),
                allTold && awaited == 0 && retiring().isEmpty());
        switch (SparePolicy.step(limits, load)) {
            case NONE -> pace = SparePolicy.Pace.calm();
            case FULL -> {
                pace = SparePolicy.Pace.calm();
                full(load);
            }
            case ADD -> add(limits, load, nowMillis);
            case RETIRE -> {
                pace = SparePolicy.Pace.calm();
                retire(serving, fresh, nowMillis);
            }
        }
    }

    private void full(SparePolicy.Load load) {
        if (load.idle() == 0 && !saidFull) {
            saidFull = true;
            LOG.log(
                    System.Logger.Level.ERROR,
                    "AH00484: server reached MaxRequestWorkers setting, consider raising the MaxRequestWorkers setting");
        } else if (load.idle() > 0 && !saidNearlyFull) {
            saidNearlyFull = true;
            LOG.log(
                    System.Logger.Level.ERROR,
                    "AH10159: server is within MinSpareThreads of MaxRequestWorkers, consider raising the"
                            + " MaxRequestWorkers setting");
        }
    }

    private void add(ProcessLimits limits, SparePolicy.Load load, long nowMillis) {
        if (nowMillis < pace.notBeforeMillis()) {
            return;
        }
        Optional<ChildHandle> regretted = retiring().stream().findFirst();
        if (regretted.isPresent()) {
            regretted.get().stay();
            pool.aim(pool.target() + 1);
            LOG.log(System.Logger.Level.INFO, regretted.get() + " is not retired: its workers are needed");
            return;
        }
        int additions = SparePolicy.additions(limits, load, pace);
        if (pace.rate() >= BUSY_RATE) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "AH00486: server seems busy, (you may need to increase StartServers, ThreadsPerChild or"
                            + " Min/MaxSpareThreads), spawning " + additions + " children, there are around "
                            + load.idle() + " idle workers");
        }
        LOG.log(
                System.Logger.Level.INFO,
                "children: " + pool.target() + " -> " + (pool.target() + additions) + ", " + load.idle()
                        + " workers are idle or being started");
        pool.aim(pool.target() + additions);
        pace = SparePolicy.after(pace, nowMillis);
    }

    private void retire(List<ChildHandle> serving, Map<Long, LoadRow> rows, long nowMillis) {
        if (nowMillis < retireNotBeforeMillis) {
            return;
        }
        retireNotBeforeMillis = nowMillis + SparePolicy.STEP_MILLIS;
        ChildHandle leastBusy = serving.stream()
                .min(Comparator.<ChildHandle>comparingInt(
                                child -> rows.get(child.pid()).workersBusy())
                        .thenComparingInt(
                                child -> rows.get(child.pid()).connections().total())
                        .thenComparingInt(child -> -child.slot()))
                .orElseThrow();
        LOG.log(
                System.Logger.Level.INFO,
                "children: " + pool.target() + " -> " + (pool.target() - 1) + ", " + leastBusy
                        + " is retired: more workers are idle than MaxSpareThreads");
        pool.aim(pool.target() - 1);
        leastBusy.retire(nowMillis + REGRET_MILLIS);
    }
}
