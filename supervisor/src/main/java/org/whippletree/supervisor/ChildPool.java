package org.whippletree.supervisor;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.whippletree.control.ControlMessage;

/**
 * Keeps as many children of the current generation serving as should: starts what is missing, and while a new generation takes over,
 * lets an old child go for each new one that serves. Owned by the loop.
 */
final class ChildPool {
    private static final System.Logger LOG = System.getLogger(ChildPool.class.getName());

    private final SupervisorParts parts;
    private final Consumer<SupervisorEvent> queue;
    private final Departures departures;
    private final ChildTable table = new ChildTable();
    private Generation current;
    private int target;
    private int needed;
    private RestartBackoff backoff = RestartBackoff.none();
    private Optional<ReplacementPolicy> replacement = Optional.empty();
    private long progressAtMillis;
    /** Whether old children must empty the accept queues, because nobody else will. */
    private boolean closesListeners;

    private boolean saidSlotsFull;
    /** Whether a child lacked a resource, and none has been seen to serve since then. */
    private boolean sick;

    /** @param queue takes the exits of processes, on any thread */
    ChildPool(SupervisorParts parts, Consumer<SupervisorEvent> queue, Departures departures) {
        this.parts = parts;
        this.queue = queue;
        this.departures = departures;
        this.current = parts.first();
        this.target = targetOf(current);
    }

    private int targetOf(Generation generation) {
        return parts.mode().singleChild() ? 1 : generation.config().processes().startServers();
    }

    ChildTable table() {
        return table;
    }

    Generation current() {
        return current;
    }

    /** So many children should serve. */
    int target() {
        return target;
    }

    /** So many children the load needs now, for when a generation begins. */
    void needs(int children) {
        needed = children;
    }

    /** Whether children of older generations still serve. */
    boolean replacing() {
        return !servingBefore().isEmpty();
    }

    /** So many children should serve from now on. */
    void aim(int children) {
        target = children;
    }

    /** Whether as many children of the current generation serve as should, and none of an older one. */
    boolean complete() {
        return servingNow() >= target && servingBefore().isEmpty();
    }

    private int servingNow() {
        return (int) table.of(current.number()).stream()
                .filter(child -> child.is(ChildProcessState.READY))
                .count();
    }

    private List<ChildHandle> servingBefore() {
        return table.olderThan(current.number()).stream()
                .filter(child -> child.is(ChildProcessState.READY))
                .toList();
    }

    /** When a child of the current generation last began to serve, or when the generation began. */
    long progressAtMillis() {
        return progressAtMillis;
    }

    /**
     * Children of a supervisor that has died are this one's from now on; those of older generations are replaced as in a graceful
     * restart.
     *
     * @param closing whether they listen where none of the current generation does
     */
    void inherit(Inheritance inheritance, boolean closing, long nowMillis) {
        if (inheritance.isEmpty()) {
            return;
        }
        inheritance.children().forEach(heir -> inherit(heir, nowMillis));
        needed = table.count(ChildProcessState.READY);
        target = targetAtFirst();
        progressAtMillis = nowMillis;
        closesListeners = closing;
        if (!servingBefore().isEmpty()) {
            replacement = Optional.of(new ReplacementPolicy(needed, target));
        }
    }

    private void inherit(Inheritance.Heir heir, long nowMillis) {
        AdoptedProcess process = heir.process();
        ChildHandle child = ChildHandle.inherited(
                process.saved(), process, parts.wallMillis().getAsLong(), nowMillis);
        table.add(child);
        watch(process);
        switch (heir.condition()) {
            case SERVES -> child.become(ChildProcessState.READY, nowMillis, "taken over");
            case LEAVES -> {
                child.become(ChildProcessState.DRAINING, nowMillis, "taken over while it leaves");
                departures.drains(child, boundOf(child), nowMillis);
            }
            case STARTS -> {
                if (child.generation() != current.number()) {
                    departures.stop(List.of(child), "a newer generation begins", nowMillis);
                }
            }
            case SILENT -> LOG.log(System.Logger.Level.INFO, child + " is awaited");
        }
    }

    /** A child of the current generation leaves on its own account, and takes the time that its clients take. */
    private Duration boundOf(ChildHandle child) {
        return child.generation() == current.number()
                ? Duration.ZERO
                : current.config().grace().restart();
    }

    /** Children are of this generation from now on; those that are only being started are not needed any more. */
    void adopt(NextGeneration next, RestartKind kind, long nowMillis) {
        next.generation().exceptionHook().follow(current.exceptionHook());
        current = next.generation();
        target = targetAtFirst();
        closesListeners = next.closesListeners();
        backoff = RestartBackoff.none();
        progressAtMillis = nowMillis;
        List<ChildHandle> older = table.olderThan(current.number());
        if (kind == RestartKind.HARD) {
            departures.stop(older, "the server restarts", nowMillis);
        } else {
            departures.stop(
                    older.stream()
                            .filter(child -> child.is(ChildProcessState.STARTING))
                            .toList(),
                    "a newer generation begins",
                    nowMillis);
        }
        int servedBefore = servingBefore().size();
        replacement = Optional.of(new ReplacementPolicy(servedBefore, target));
    }

    /** As many as the load needs: a generation must not begin with a shortage. */
    private int targetAtFirst() {
        return Math.max(
                targetOf(current), Math.min(needed, current.config().processes().activeChildrenLimit()));
    }

    /** A child serves. */
    void ready(ChildHandle child, long nowMillis) {
        child.become(
                ChildProcessState.READY, nowMillis, "accepts clients after " + child.livedMillis(nowMillis) + " ms");
        if (child.generation() == current.number()) {
            progressAtMillis = nowMillis;
        } else {
            // It was taken over and comes late; whether the others were replaced already or not, it is to be as well.
            replacement = Optional.of(new ReplacementPolicy(table.count(ChildProcessState.READY), target));
        }
    }

    /** Some child has died or hangs: whoever waits must not wait for that one. */
    void arm() {
        table.living().stream()
                .filter(child -> child.is(ChildProcessState.READY) && !child.retiring())
                .forEach(child -> child.send(new ControlMessage.Arm()));
    }

    /** The server drains: those that serve finish, the others end. */
    void drain(long nowMillis) {
        departures.stop(
                table.living().stream()
                        .filter(child -> child.is(ChildProcessState.STARTING))
                        .toList(),
                "the server drains",
                nowMillis);
        table.living().stream()
                .filter(child -> child.is(ChildProcessState.READY))
                .forEach(child -> departures.drain(
                        child, new ControlMessage.Drain("the server drains", true), Duration.ZERO, nowMillis));
    }

    /** A child has ended, and was not asked to. */
    void died(long livedMillis, long nowMillis) {
        backoff = backoff.afterDeath(nowMillis, livedMillis);
    }

    /** A child has ended for want of a resource. */
    void fellSick(long nowMillis) {
        backoff = backoff.afterSickness(nowMillis);
        sick = true;
    }

    /** Whether a child has ended for want of a resource while none serves or is about to: a further one would end as well. */
    boolean hopeless() {
        return sick && count(table.living(), ChildProcessState.STARTING) == 0 && !anyServes();
    }

    private boolean anyServes() {
        return count(table.living(), ChildProcessState.READY) > 0;
    }

    /** Does what is due. */
    void reconcile(long nowMillis) {
        replacement.ifPresent(policy -> letGo(policy, nowMillis));
        sick &= !anyServes();
        if (!sick) {
            spawnMissing(nowMillis);
        }
        tellOfFullSlots();
    }

    /** Once each time that it comes to this. */
    private void tellOfFullSlots() {
        boolean full = policy().drainingFillSlots(ownPool());
        if (full && !saidSlotsFull) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "AH03490: scoreboard is full, not at MaxRequestWorkers. Increase ServerLimit: "
                            + ownPool().draining() + " children that finish what is in flight hold the slots of "
                            + (target - servingNow()) + " that are needed");
        }
        saidSlotsFull = full;
    }

    private void letGo(ReplacementPolicy policy, long nowMillis) {
        List<ChildHandle> older = servingBefore();
        int surplus = older.size() - policy.olderThatMayServe(servingNow());
        for (ChildHandle child : older.subList(0, Math.max(0, surplus))) {
            departures.drain(
                    child,
                    new ControlMessage.Drain("generation " + current.number() + " takes over", closesListeners),
                    current.config().grace().restart(),
                    nowMillis);
        }
        if (complete()) {
            replacement = Optional.empty();
        }
    }

    private void spawnMissing(long nowMillis) {
        while (nowMillis >= backoff.notBeforeMillis() && toSpawn() > 0) {
            int slot = table.lowestFreeSlot();
            try {
                spawn(slot, nowMillis);
            } catch (IOException e) {
                backoff = backoff.afterDeath(nowMillis, 0);
                LOG.log(
                        System.Logger.Level.ERROR,
                        "AH00481: could not start a child process (" + e.getMessage() + "); trying again in "
                                + backoff.delayMillis() + " ms");
                return;
            }
        }
    }

    private void spawn(int slot, long nowMillis) throws IOException {
        ChildProcess process = parts.spawned().launch(current.launcher(), slot, current.number());
        ChildHandle child = new ChildHandle(slot, current.number(), process, nowMillis);
        table.add(child);
        LOG.log(System.Logger.Level.INFO, child + " started");
        watch(process);
    }

    private void watch(ChildProcess process) {
        process.exit()
                .thenAccept(
                        value -> queue.accept(new SupervisorEvent.ChildExited(process.pid(), new ChildExit(value))));
    }

    private int toSpawn() {
        return policy().toSpawn(ownPool());
    }

    private PoolPolicy policy() {
        // While old children serve there is no hurry, and each start takes a processor from them.
        int startsAtOnce = servingBefore().isEmpty() ? parts.processors() : 1;
        return new PoolPolicy(target, current.config().processes().serverLimit(), startsAtOnce);
    }

    private PoolPolicy.Pool ownPool() {
        List<ChildHandle> own = table.of(current.number());
        return new PoolPolicy.Pool(
                own.size(), count(own, ChildProcessState.STARTING), count(own, ChildProcessState.DRAINING));
    }

    private static int count(Collection<ChildHandle> children, ChildProcessState state) {
        return (int) children.stream().filter(child -> child.is(state)).count();
    }

    /** When children that are missing may be started. */
    long nextSpawnMillis() {
        return toSpawn() > 0 && !sick ? backoff.notBeforeMillis() : ChildHandle.NEVER;
    }
}
