package org.whippletree.child.share;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.whippletree.child.accept.AcceptPolicy;
import org.whippletree.config.AcceptCounts;
import org.whippletree.config.AcceptLimits;
import org.whippletree.config.KeepAliveShedding;

/** A child of the simulation: the real policies around a pretended pool, queue and listener. */
final class SimulatedChild {
    private static final long HOLD_OFF_MILLIS = 5;
    private static final long PROBE_MILLIS = 100;
    private static final long TICK_MILLIS = 50;
    private static final long FRESH_MILLIS = 3_000;
    private static final long MILLI = 1_000_000;

    private final SimulatedServer server;
    final int slot;
    private final int workers;
    private final AcceptPolicy acceptPolicy;
    private final ArmingPolicy armingPolicy = new ArmingPolicy();
    private final ShedPolicy shedPolicy;
    private final LoadAverage load = new LoadAverage();
    private final Set<SimulatedClient> connections = new LinkedHashSet<>();
    private final ArrayDeque<SimulatedClient> queue = new ArrayDeque<>();
    private final long warmSince;
    private int busy;
    private long answered;
    private boolean armed;
    private boolean accepting = true;
    private long armedSince;
    private long holdOffUntil;
    private int queueSeen;
    private Siblings siblings = Siblings.none();
    private long digestStamp = -FRESH_MILLIS;
    int sheds;
    int idleCloses;

    SimulatedChild(SimulatedServer server, int slot, int workers, KeepAliveShedding mode, long warmSince) {
        this.server = server;
        this.slot = slot;
        this.workers = workers;
        this.warmSince = warmSince;
        this.acceptPolicy = new AcceptPolicy(new AcceptLimits(workers, 2, AcceptCounts.ALL));
        this.shedPolicy = new ShedPolicy(mode);
    }

    int work() {
        return busy + queue.size();
    }

    boolean armed() {
        return armed;
    }

    long armedSince() {
        return armedSince;
    }

    ChildFigures figures() {
        long now = server.now();
        int idle = workers - busy;
        return new ChildFigures(
                slot,
                1,
                accepting,
                load.at(now * MILLI),
                busy,
                idle,
                queue.size(),
                connections.size(),
                WarmUp.share(now - warmSince, answered));
    }

    private SiblingView view() {
        boolean brief = load.requestNanos(server.now() * MILLI) < HOLD_OFF_MILLIS * MILLI;
        return new SiblingView(figures(), siblings, server.now() - digestStamp < FRESH_MILLIS, queueSeen, brief);
    }

    void read(List<ChildFigures> digest, long stamp) {
        if (stamp > digestStamp) {
            digestStamp = stamp;
            siblings = Siblings.of(digest, slot, 1);
            reconsider();
        }
    }

    /** What its timers do. */
    void tick() {
        long now = server.now();
        if (holdOffUntil > 0 && now >= holdOffUntil) {
            holdOffUntil = 0;
            queueSeen = server.waiting();
            become(below() && armingPolicy.afterHoldOff(view()).armed());
        }
        if ((now + slot * 7L) % PROBE_MILLIS == 0) {
            queueSeen = server.waiting();
            reconsider();
        }
        if ((now + slot * 3L) % TICK_MILLIS == 0) {
            closeIdle();
        }
    }

    private void closeIdle() {
        long now = server.now();
        ShedOrder order = shedPolicy.idleToClose(view(), now * MILLI);
        List<SimulatedClient> idle = connections.stream()
                .filter(client -> client.state == SimulatedClient.State.IDLE)
                .filter(client -> (now - client.since) * MILLI >= ShedPolicy.IDLE_LIMIT_NANOS)
                .sorted(Comparator.comparingLong(client -> client.since))
                .limit(order.count())
                .toList();
        if (!idle.isEmpty()) {
            shedPolicy.closed(idle.size(), now * MILLI);
            idleCloses += idle.size();
            idle.forEach(client -> leave(client, client.due));
        }
    }

    private void leave(SimulatedClient client, long back) {
        connections.remove(client);
        client.closes++;
        sheds++;
        client.child = null;
        client.become(SimulatedClient.State.AWAY, server.now(), back);
        reconsider();
    }

    void accept(SimulatedClient client) {
        adopt(client);
        if (below()) {
            apply(armingPolicy.afterAccept(view()));
        }
        serve(client);
    }

    /** Has the client on a connection, without an accept. */
    void adopt(SimulatedClient client) {
        connections.add(client);
        client.child = this;
    }

    void serve(SimulatedClient client) {
        long now = server.now();
        if (busy < workers) {
            busy++;
            client.become(SimulatedClient.State.SERVED, now, now + client.habit.service(server.random()));
        } else {
            queue.add(client);
            client.become(SimulatedClient.State.QUEUED, now, SimulatedClient.NEVER);
        }
        tellLoad();
        reconsider();
    }

    void answer(SimulatedClient client) {
        long now = server.now();
        boolean marked = client.habit.keepAlive()
                && shedPolicy.answersToMark(view(), now * MILLI).count() > 0;
        busy--;
        answered++;
        client.answers++;
        if (!queue.isEmpty()) {
            serve(queue.poll());
        }
        tellLoad();
        long next = client.habit.next(now, client.phase, server.random());
        if (marked) {
            shedPolicy.marked(now * MILLI);
            leave(client, next);
        } else if (client.habit.keepAlive()) {
            client.become(SimulatedClient.State.IDLE, now, next);
        } else {
            connections.remove(client);
            client.child = null;
            client.become(SimulatedClient.State.AWAY, now, next);
        }
        reconsider();
    }

    private void tellLoad() {
        load.tell(busy, queue.size(), 0, workers, answered, server.now() * MILLI);
    }

    private boolean below() {
        accepting = acceptPolicy.accepts(connections.size(), workers - busy, armed)
                || (acceptPolicy.belowMost(connections.size()) && Leveling.takes(view()));
        return accepting;
    }

    private void reconsider() {
        if (!below()) {
            become(false);
        } else if (holdOffUntil == 0) {
            apply(armingPolicy.decide(view(), armed));
        }
    }

    private void apply(Arming arming) {
        if (arming == Arming.AFTER_HOLD_OFF) {
            holdOffUntil = server.now() + HOLD_OFF_MILLIS;
        }
        become(arming.armed());
    }

    private void become(boolean next) {
        if (next && !armed) {
            armedSince = server.now();
        }
        armed = next;
    }
}
