package org.whippletree.child.share;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.whippletree.config.KeepAliveShedding;

/** Children, their clients, one accept queue and a slow post for the digest, in steps of a millisecond. */
final class SimulatedServer {
    /** To whom the kernel gives a client. */
    enum Wakeup {
        /** To the armed child that went to sleep last: the one that took the last client, if it can. */
        LIFO,
        /** To the armed child in the first slot. */
        FIRST,
        /** To the busiest armed child, which is awake while the others still have to be scheduled: so it is on a full machine. */
        BUSIEST,
        /** To any armed child. */
        ANY
    }

    /**
     * @param latestDigestMillis a digest takes up to so long from folding to reading
     * @param digestLoss the part of the digests that a child never reads; 1: there is no scoreboard
     */
    record Setting(
            int children,
            int workers,
            KeepAliveShedding mode,
            Wakeup wakeup,
            int latestDigestMillis,
            double digestLoss) {
        static Setting of(int children, KeepAliveShedding mode) {
            return new Setting(children, 16, mode, Wakeup.LIFO, 300, 0);
        }

        Setting with(Wakeup other) {
            return new Setting(children, workers, mode, other, latestDigestMillis, digestLoss);
        }

        Setting losing(double part) {
            return new Setting(children, workers, mode, wakeup, latestDigestMillis, part);
        }
    }

    private record Letter(SimulatedChild to, List<ChildFigures> digest, long stamp, long arrives) {}

    private static final long FOLD_MILLIS = 100;
    private static final long WARM = -60_000;

    private final Setting setting;
    private final Random random;
    private final List<SimulatedChild> children = new ArrayList<>();
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final ArrayDeque<SimulatedClient> acceptQueue = new ArrayDeque<>();
    private final List<Letter> post = new ArrayList<>();
    private final ChildFigures[] rows;
    private SimulatedChild lastTaker;
    private final LoadTrace trace;
    private long now;

    SimulatedServer(Setting setting, long seed) {
        this.setting = setting;
        this.random = new Random(seed);
        this.rows = new ChildFigures[setting.children() + 1];
        this.trace = new LoadTrace(setting.children() + 1);
        for (int slot = 0; slot < setting.children(); slot++) {
            children.add(new SimulatedChild(this, slot, setting.workers(), setting.mode(), WARM));
        }
    }

    long now() {
        return now;
    }

    Random random() {
        return random;
    }

    int waiting() {
        return acceptQueue.size();
    }

    List<SimulatedChild> children() {
        return children;
    }

    int sheds() {
        return children.stream().mapToInt(child -> child.sheds).sum();
    }

    int answers() {
        return clients.stream().mapToInt(client -> client.answers).sum();
    }

    /** How often the client that was asked most was asked to reconnect. */
    int mostCloses() {
        return clients.stream().mapToInt(client -> client.closes).max().orElse(0);
    }

    /** How long a client has waited in the accept queue at most. */
    int longestWait() {
        return clients.stream().mapToInt(client -> client.longestWait).max().orElse(0);
    }

    LoadTrace trace() {
        return trace;
    }

    /** Clients that come through the accept queue, within the first 20 ms or within their time of thought. */
    void come(int count, SimulatedClient.Habit habit) {
        for (int i = 0; i < count; i++) {
            SimulatedClient client = add(habit);
            long within = Math.max(20, (long) habit.thinkMillis());
            client.become(SimulatedClient.State.AWAY, now, now + 1 + random.nextInt((int) within));
        }
    }

    /** Clients that are on a child already. */
    void live(int count, SimulatedClient.Habit habit, int slot) {
        for (int i = 0; i < count; i++) {
            SimulatedClient client = add(habit);
            children.get(slot).adopt(client);
            client.become(SimulatedClient.State.IDLE, now, now + 1 + random.nextInt(20));
        }
    }

    /** Clients that are on a child and never send. */
    List<SimulatedClient> rest(int count, int slot) {
        for (int i = 0; i < count; i++) {
            SimulatedClient client = add(SimulatedClient.Habit.hot(20));
            children.get(slot).adopt(client);
            client.become(SimulatedClient.State.IDLE, now, SimulatedClient.NEVER);
        }
        return clients.subList(clients.size() - count, clients.size());
    }

    private SimulatedClient add(SimulatedClient.Habit habit) {
        long phase = habit.burstMillis() > 0 ? random.nextInt(2 * (int) habit.burstMillis()) : 0;
        SimulatedClient client = new SimulatedClient(habit, phase);
        clients.add(client);
        return client;
    }

    /** A fresh JVM begins to serve in the next slot. */
    SimulatedChild join() {
        SimulatedChild fresh = new SimulatedChild(this, children.size(), setting.workers(), setting.mode(), now);
        children.add(fresh);
        return fresh;
    }

    void run(long millis) {
        long end = now + millis;
        while (now < end) {
            now++;
            deliver();
            fold();
            clients.forEach(this::step);
            dealClients();
            children.forEach(SimulatedChild::tick);
            trace.add(now, children);
        }
    }

    private void step(SimulatedClient client) {
        if (now < client.due) {
            return;
        }
        switch (client.state) {
            case AWAY -> {
                client.become(SimulatedClient.State.WAITING, now, SimulatedClient.NEVER);
                acceptQueue.add(client);
            }
            case IDLE -> client.child.serve(client);
            case SERVED -> client.child.answer(client);
            case WAITING, QUEUED -> {}
        }
    }

    /** Each child writes its row at a time of its own, ten times a second, and the supervisor folds them as often. */
    private void fold() {
        for (SimulatedChild child : children) {
            if ((now + child.slot * 37L) % FOLD_MILLIS == 0) {
                rows[child.slot] = child.figures();
            }
        }
        if (now % FOLD_MILLIS == 0) {
            List<ChildFigures> digest =
                    Stream.of(rows).filter(row -> row != null).toList();
            for (SimulatedChild child : children) {
                if (random.nextDouble() >= setting.digestLoss()) {
                    int late = random.nextInt(setting.latestDigestMillis() + 1);
                    post.add(new Letter(child, digest, now, now + late));
                }
            }
        }
    }

    private void deliver() {
        post.removeIf(letter -> {
            boolean there = letter.arrives() <= now;
            if (there) {
                letter.to().read(letter.digest(), letter.stamp());
            }
            return there;
        });
    }

    /** At most one client to each child in a millisecond. */
    private void dealClients() {
        if (acceptQueue.isEmpty()) {
            return;
        }
        List<SimulatedChild> awake = new ArrayList<>(children);
        while (!acceptQueue.isEmpty()) {
            awake.removeIf(child -> !child.armed());
            if (awake.isEmpty()) {
                return;
            }
            SimulatedChild taker = taker(awake);
            awake.remove(taker);
            lastTaker = taker;
            taker.accept(acceptQueue.poll());
        }
    }

    private SimulatedChild taker(List<SimulatedChild> armed) {
        return switch (setting.wakeup()) {
            case FIRST -> armed.get(0);
            case BUSIEST ->
                armed.stream()
                        .max(Comparator.comparingInt(SimulatedChild::work))
                        .orElseThrow();
            case ANY -> armed.get(random.nextInt(armed.size()));
            case LIFO ->
                armed.contains(lastTaker)
                        ? lastTaker
                        : armed.stream()
                                .max(Comparator.comparingLong(SimulatedChild::armedSince))
                                .orElseThrow();
        };
    }
}
