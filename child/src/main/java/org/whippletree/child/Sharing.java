package org.whippletree.child;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.whippletree.child.accept.AcceptGate;
import org.whippletree.child.accept.Turns;
import org.whippletree.child.share.Arming;
import org.whippletree.child.share.ArmingPolicy;
import org.whippletree.child.share.ChildFigures;
import org.whippletree.child.share.Leveling;
import org.whippletree.child.share.LoadAverage;
import org.whippletree.child.share.LoopLag;
import org.whippletree.child.share.QueueRelief;
import org.whippletree.child.share.ShedCause;
import org.whippletree.child.share.ShedOrder;
import org.whippletree.child.share.ShedPolicy;
import org.whippletree.child.share.SiblingView;
import org.whippletree.child.share.Siblings;
import org.whippletree.child.share.WarmUp;
import org.whippletree.child.work.WorkerPool;
import org.whippletree.config.SharingRules;
import org.whippletree.proxy.Shedding;
import org.whippletree.proxy.client.Clients;
import org.whippletree.scoreboard.ChildLoad;
import org.whippletree.scoreboard.Digest;
import org.whippletree.scoreboard.ShedCounts;
import org.whippletree.scoreboard.WorkCounts;

/**
 * Shares the clients with the siblings: asks the rules ten times a second while the server works, and whenever a digest comes, and
 * carries out what they say. An idle server is left asleep. Owned by the event loop.
 */
final class Sharing implements Turns, Shedding {
    private static final long TICK_MILLIS = 100;

    /** How long the supervisor's word to accept outweighs a digest that may still name the dead. */
    private static final long TOLD_TO_ARM_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Below this nobody works: an average that fades is no work. */
    private static final double IDLE_LOAD = 0.05;

    private final ScheduledExecutorService loop;
    private final LongSupplier clock;
    private final ChildIdentity identity;
    private final WorkerPool workers;
    private final ArmingPolicy armingPolicy = new ArmingPolicy();
    private final ShedPolicy shedPolicy;
    private final QueueRelief relief = new QueueRelief();
    private final LoadAverage average = new LoadAverage();
    private final LoopLag lag = new LoopLag();
    private final ShedLog shedLog = new ShedLog();
    private final BooleanSupplier scoreboardReachable;
    private final long holdOffNanos;
    private Clients clients;
    private AcceptGate gate;
    private Digest digest = Digest.none();
    private Siblings siblings = Siblings.none();
    private ShedOrder marks = ShedOrder.nothing();
    private long servingSinceNanos;
    private long armUntilNanos;
    private boolean ticking;
    private Future<?> nextTick = CompletableFuture.completedFuture(null);
    private boolean relieving;
    private int acceptQueue;

    /**
     * @param clock the loop's, in nanoseconds
     * @param scoreboardReachable whether the last exchange with the scoreboard succeeded: a digest says nothing of siblings that
     *     cannot tell any more
     */
    Sharing(
            ScheduledExecutorService loop,
            LongSupplier clock,
            ChildIdentity identity,
            WorkerPool workers,
            SharingRules rules,
            BooleanSupplier scoreboardReachable) {
        this.loop = loop;
        this.clock = clock;
        this.scoreboardReachable = scoreboardReachable;
        this.identity = identity;
        this.workers = workers;
        this.shedPolicy = new ShedPolicy(rules.shedding());
        this.holdOffNanos = rules.acceptHoldOff().toNanos();
        this.armUntilNanos = clock.getAsLong();
    }

    /** The child serves from now on. */
    void serve(Clients served, AcceptGate behind) {
        clients = served;
        gate = behind;
        servingSinceNanos = clock.getAsLong();
        tellWork();
        wake();
    }

    private boolean serving() {
        return gate != null;
    }

    /** A digest has come. */
    void learn(Digest newest) {
        digest = newest;
        siblings = Siblings.of(
                newest.children().stream().map(Sharing::figures).toList(), identity.slot(), identity.generation());
        if (!serving()) {
            return;
        }
        if (relieving || gate.full()) {
            gate.takeTurn();
        } else {
            // Instead of the next one: to be woken once is enough.
            nextTick.cancel(false);
            tick();
        }
        wake();
    }

    private static ChildFigures figures(ChildLoad load) {
        WorkCounts work = load.work();
        // A child of an older version tells no share.
        double share = work.share() > 0 && work.share() <= 1 ? work.share() : 1;
        return new ChildFigures(
                load.slot(),
                load.generation(),
                load.accepting(),
                work.load(),
                work.busy(),
                work.idle(),
                work.queued(),
                load.connections(),
                share);
    }

    /** The supervisor says: accept, whatever the digest says. */
    void armNow() {
        armUntilNanos = clock.getAsLong() + TOLD_TO_ARM_NANOS;
        if (serving()) {
            gate.takeTurn();
        }
    }

    /** A worker was leased or released, or the line of those who wait has changed. */
    void workChanged() {
        tellWork();
        wake();
    }

    private void tellWork() {
        average.tell(
                workers.busy(),
                workers.queued(),
                lag.lastingMillis(),
                workers.busy() + workers.idle(),
                workers.requests() - workers.busy(),
                clock.getAsLong());
    }

    /** Once a second, so that nothing is overlooked; logs what was shed. */
    void beat() {
        if (serving()) {
            gate.takeTurn();
            wake();
            shedLog.tell(work());
        }
    }

    private void wake() {
        if (!ticking && serving() && (gate.full() || serverWorks())) {
            ticking = true;
            schedule();
        }
    }

    private void schedule() {
        long delayMillis = relieving || gate.full() ? QueueRelief.LOOK_MILLIS : TICK_MILLIS;
        lag.expect(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMillis));
        nextTick = loop.schedule(this::tick, delayMillis, TimeUnit.MILLISECONDS);
    }

    private boolean serverWorks() {
        return workers.busy() + workers.queued() > 0
                || acceptQueue > 0
                || digest.children().stream().anyMatch(child -> child.work().load() >= IDLE_LOAD);
    }

    private void tick() {
        // By no clock of the loop's: it is the loop that is measured.
        lag.came(System.nanoTime());
        long now = clock.getAsLong();
        tellWork();
        acceptQueue = gate.armed() && !relieving ? 0 : gate.acceptQueue();
        gate.takeTurn();
        relieve();
        SiblingView view = view();
        marks = shedPolicy.answersToMark(view, now);
        ShedOrder idle = shedPolicy.idleToClose(view, now);
        if (idle.count() > 0) {
            int closed = closeIdle(idle.count(), ShedPolicy.IDLE_LIMIT_NANOS, idle.cause());
            shedPolicy.closed(closed, now);
        }
        ticking = gate.full() || serverWorks();
        if (ticking) {
            schedule();
        }
    }

    private void relieve() {
        relieving = gate.fullMeanwhile() && !gate.armed() && acceptQueue > 0;
        if (relieving) {
            int children = siblings.count() + 1;
            relief.looked(acceptQueue, !nobodyElseAccepts(), children, Math.floorMod(identity.slot(), children));
        } else {
            relief.none();
        }
    }

    /** Closes the clients that have been idle longest, and for so long at least. */
    int closeIdle(int most, long idleNanos, ShedCause cause) {
        int closed = clients.closeIdle(most, idleNanos);
        shedLog.idleClosed(closed, cause);
        return closed;
    }

    @Override
    public boolean takesNext() {
        if (relief.take()) {
            shedLog.marked(ShedCause.CLIENTS_WAIT);
            return true;
        }
        if (marks.count() > 0) {
            ShedCause cause = marks.cause();
            marks = marks.less();
            shedPolicy.marked(clock.getAsLong());
            shedLog.marked(cause);
            return true;
        }
        return false;
    }

    /** Whether no sibling is known to have room. */
    boolean nobodyElseAccepts() {
        return !fresh() || !siblings.anyAccepts();
    }

    /** Whether it takes clients though all its workers are leased. */
    boolean takesBeyondTheFormula() {
        return workers.idle() == 0 && !workers.allReserved() && serving() && Leveling.takes(view());
    }

    private boolean fresh() {
        return scoreboardReachable.getAsBoolean() && digest.freshAt(System.currentTimeMillis());
    }

    private SiblingView view() {
        long now = clock.getAsLong();
        boolean brief = average.requestNanos(now) < holdOffNanos;
        return new SiblingView(own(now), siblings, fresh(), acceptQueue, brief);
    }

    private ChildFigures own(long nowNanos) {
        return new ChildFigures(
                identity.slot(),
                identity.generation(),
                gate.accepting(),
                average.at(nowNanos),
                workers.busy(),
                workers.idle(),
                workers.queued(),
                clients.open(),
                share());
    }

    private double share() {
        long ageMillis = TimeUnit.NANOSECONDS.toMillis(clock.getAsLong() - servingSinceNanos);
        return serving() ? WarmUp.share(ageMillis, workers.requests()) : 1;
    }

    /** As the row shows it: rounded, since what varies by itself is no news. */
    WorkCounts work() {
        double load = Math.round(average.at(clock.getAsLong()) * 10) / 10.0;
        double share = Math.round(share() * 20) / 20.0;
        return new WorkCounts(workers.busy(), workers.idle(), workers.queued(), load, share);
    }

    ShedCounts sheds() {
        return shedLog.counts();
    }

    int loopLagMillis() {
        return lag.newestMillis();
    }

    @Override
    public Arming decide(boolean armed) {
        return toldToArm() ? Arming.ARMED_CLIENTS_WAIT : armingPolicy.decide(view(), armed);
    }

    @Override
    public Arming afterAccept() {
        return toldToArm() ? Arming.ARMED_CLIENTS_WAIT : armingPolicy.afterAccept(view());
    }

    @Override
    public Arming afterHoldOff() {
        return toldToArm() ? Arming.ARMED_CLIENTS_WAIT : armingPolicy.afterHoldOff(view());
    }

    private boolean toldToArm() {
        return clock.getAsLong() - armUntilNanos < 0;
    }
}
