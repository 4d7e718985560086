package org.whippletree.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the clients of a closed loop have seen.
 *
 * @param beganAtNanos when they began, by {@link System#nanoTime}
 * @param stoppedAtNanos when they were told to stop
 */
record ClosedLoopReport(long beganAtNanos, long stoppedAtNanos, List<Tally> clients) {
    List<LoadReport.Loss> losses() {
        return clients.stream().flatMap(client -> client.losses().stream()).toList();
    }

    int answers() {
        return clients.stream().mapToInt(client -> client.exchanges().size()).sum();
    }

    /** The closes that one client met, at most. */
    int mostCloses() {
        return clients.stream().mapToInt(Tally::closes).max().orElse(0);
    }

    /** Answers of the client that got the fewest, as a part of the mean. */
    double worstServed() {
        int fewest = clients.stream()
                .mapToInt(client -> client.exchanges().size())
                .min()
                .orElse(0);
        return fewest * (double) clients.size() / answers();
    }

    /**
     * Requests in progress per child, on average within a window of time: what each exchange has of the window, over its length.
     * A child that is slow for a moment does not look idle by it.
     */
    Map<Long, Double> busyByChild(long fromMillis, long untilMillis) {
        long fromNanos = beganAtNanos + fromMillis * 1_000_000;
        long untilNanos = beganAtNanos + untilMillis * 1_000_000;
        return clients.stream()
                .flatMap(client -> client.exchanges().stream())
                .filter(exchange ->
                        exchange.answeredAtNanos() - fromNanos > 0 && exchange.askedAtNanos() - untilNanos < 0)
                .collect(Collectors.groupingBy(
                        Tally.Exchange::child,
                        TreeMap::new,
                        Collectors.summingDouble(exchange -> part(exchange, fromNanos, untilNanos))));
    }

    private static double part(Tally.Exchange exchange, long fromNanos, long untilNanos) {
        long nanos = Math.min(exchange.answeredAtNanos() - fromNanos, untilNanos - fromNanos)
                - Math.max(exchange.askedAtNanos() - fromNanos, 0);
        return nanos / (double) (untilNanos - fromNanos);
    }

    /** The busiest child's requests in progress over the mean of so many children, in each window of that length, in order. */
    List<Double> skews(int children, long windowMillis) {
        List<Double> skews = new ArrayList<>();
        long endMillis = (stoppedAtNanos - beganAtNanos) / 1_000_000;
        for (long from = 0; from + windowMillis <= endMillis; from += windowMillis) {
            Map<Long, Double> busy = busyByChild(from, from + windowMillis);
            double most = busy.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
            double sum = busy.values().stream().mapToDouble(Double::doubleValue).sum();
            skews.add(most * children / sum);
        }
        return skews;
    }
}
