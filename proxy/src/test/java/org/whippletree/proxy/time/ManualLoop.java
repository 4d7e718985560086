package org.whippletree.proxy.time;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A loop whose clock stands still until it is told to go on. */
final class ManualLoop implements Scheduler {
    private record Task(long atNanos, Runnable action) {}

    private final List<Task> tasks = new ArrayList<>();
    private long nowNanos = Long.MIN_VALUE / 2;

    long nowNanos() {
        return nowNanos;
    }

    int scheduled() {
        return tasks.size();
    }

    /** Lets time pass, step by step from task to task. */
    void advance(long nanos) {
        long end = nowNanos + nanos;
        while (true) {
            Task next = tasks.stream()
                    .min(Comparator.comparingLong(Task::atNanos))
                    .filter(task -> task.atNanos() <= end)
                    .orElse(null);
            if (next == null) {
                break;
            }
            tasks.remove(next);
            nowNanos = Math.max(nowNanos, next.atNanos());
            next.action().run();
        }
        nowNanos = end;
    }

    void advanceMillis(long millis) {
        advance(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Override
    public void schedule(Runnable action, long delayNanos) {
        tasks.add(new Task(nowNanos + delayNanos, action));
    }
}
