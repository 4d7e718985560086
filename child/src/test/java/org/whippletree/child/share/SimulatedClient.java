package org.whippletree.child.share;

import java.util.Random;

/** A client of the simulation: it sends a request, waits for the answer, thinks, and begins anew. */
final class SimulatedClient {
    /** What a client does between an answer and its next request, and how long it is served. */
    record Habit(double serviceMillis, double thinkMillis, boolean byChance, boolean keepAlive, long burstMillis) {
        /** Always the same service, back to back. */
        static Habit hot(int serviceMillis) {
            return new Habit(serviceMillis, 0, false, true, 0);
        }

        /** Service and thought spread by chance, exponentially. */
        static Habit chatty(int serviceMillis, int thinkMillis) {
            return new Habit(serviceMillis, thinkMillis, true, true, 0);
        }

        /** As chatty, but on the connection of one request only. */
        static Habit shortLived(int serviceMillis, int thinkMillis) {
            return new Habit(serviceMillis, thinkMillis, true, false, 0);
        }

        /** As hot for a time, then silent for the same time. */
        static Habit bursty(int serviceMillis, long burstMillis) {
            return new Habit(serviceMillis, 0, false, true, burstMillis);
        }

        long service(Random random) {
            return spread(serviceMillis, random);
        }

        /** When the next request is sent. */
        long next(long now, long phase, Random random) {
            long next = now + spread(thinkMillis, random);
            if (burstMillis > 0 && (next + phase) / burstMillis % 2 == 1) {
                next += burstMillis - (next + phase) % burstMillis;
            }
            return next;
        }

        private long spread(double mean, Random random) {
            return Math.max(1, Math.round(byChance ? -mean * Math.log(1 - random.nextDouble()) : mean));
        }
    }

    enum State {
        AWAY,
        WAITING,
        IDLE,
        QUEUED,
        SERVED
    }

    static final long NEVER = Long.MAX_VALUE;

    final Habit habit;
    final long phase;
    State state = State.AWAY;
    SimulatedChild child;
    long due;
    long since;
    int closes;
    int answers;
    int longestWait;

    SimulatedClient(Habit habit, long phase) {
        this.habit = habit;
        this.phase = phase;
    }

    void become(State next, long now, long dueAt) {
        if (state == State.WAITING) {
            longestWait = (int) Math.max(longestWait, now - since);
        }
        state = next;
        since = now;
        due = dueAt;
    }
}
