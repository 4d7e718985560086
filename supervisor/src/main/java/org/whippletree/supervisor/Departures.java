package org.whippletree.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.whippletree.control.ControlMessage;

/** The children that have been told to leave: who may take how long, and what happens to those that take longer. Owned by the loop. */
final class Departures {
    private static final System.Logger LOG = System.getLogger(Departures.class.getName());

    private final List<StopTimeline> stops = new ArrayList<>();
    private final Map<ChildHandle, Long> drainedByMillis = new LinkedHashMap<>();

    /**
     * Lets a child finish what is in flight.
     *
     * @param bound after which it is stopped; zero: none
     */
    void drain(ChildHandle child, ControlMessage.Drain order, Duration bound, long nowMillis) {
        child.become(ChildProcessState.DRAINING, nowMillis, order.reason());
        child.order(order);
        drains(child, bound, nowMillis);
    }

    /** Bounds a child that drains already, as {@link #drain} would have. */
    void drains(ChildHandle child, Duration bound, long nowMillis) {
        if (!bound.isZero()) {
            drainedByMillis.put(child, nowMillis + bound.toMillis());
        }
    }

    /** Stops children step by step, those that drain too. */
    void stop(Collection<ChildHandle> children, String reason, long nowMillis) {
        children.forEach(drainedByMillis::remove);
        StopTimeline timeline = new StopTimeline(children, reason, nowMillis);
        stops.add(timeline);
        timeline.begin(nowMillis);
    }

    long nextDeadlineMillis() {
        return Stream.concat(drainedByMillis.values().stream(), stops.stream().map(StopTimeline::nextDeadlineMillis))
                .mapToLong(Long::longValue)
                .min()
                .orElse(ChildHandle.NEVER);
    }

    void pass(long nowMillis) {
        drainedByMillis.keySet().removeIf(child -> child.is(ChildProcessState.GONE));
        List<ChildHandle> late = drainedByMillis.entrySet().stream()
                .filter(entry -> nowMillis >= entry.getValue())
                .map(Map.Entry::getKey)
                .toList();
        if (!late.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, "the time to finish is over: what is left is cut of " + late);
            stop(late, "its time to finish is over", nowMillis);
        }
        stops.removeIf(StopTimeline::over);
        stops.forEach(timeline -> timeline.pass(nowMillis));
    }

    /** Whether even the last step has not ended some child. */
    boolean givenUp() {
        return stops.stream().anyMatch(StopTimeline::givenUp);
    }
}
