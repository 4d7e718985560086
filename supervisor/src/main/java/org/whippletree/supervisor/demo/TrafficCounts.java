package org.whippletree.supervisor.demo;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came back to the demo's clients.
 *
 * @param answered requests that were answered with 200
 * @param failed requests that were not
 * @param byChild answered requests by the child that forwarded them
 * @param byBackend answered requests by the backend that answered them
 */
record TrafficCounts(long answered, long failed, Map<String, Long> byChild, Map<String, Long> byBackend) {
    TrafficCounts {
        byChild = new TreeMap<>(byChild);
        byBackend = new TreeMap<>(byBackend);
    }

    static TrafficCounts none() {
        return new TrafficCounts(0, 0, Map.of(), Map.of());
    }

    long total() {
        return answered + failed;
    }

    TrafficCounts plusAnswer(String child, String backend) {
        return new TrafficCounts(answered + 1, failed, plusOne(byChild, child), plusOne(byBackend, backend));
    }

    TrafficCounts plusFailure() {
        return new TrafficCounts(answered, failed + 1, byChild, byBackend);
    }

    String children() {
        return words(byChild);
    }

    String backends() {
        return words(byBackend);
    }

    private static Map<String, Long> plusOne(Map<String, Long> counts, String key) {
        Map<String, Long> more = new TreeMap<>(counts);
        more.merge(key, 1L, Long::sum);
        return more;
    }

    private static String words(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
    }
}
