package org.whippletree.scoreboard;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A child's workers and balancer members line by line, written only while somebody looks.
 *
 * @param stampMillis when the row was made; milliseconds since the epoch
 */
public record DetailRow(ChildId id, List<WorkerLine> workers, List<MemberLine> members, long stampMillis) {
    public DetailRow {
        workers = List.copyOf(workers);
        members = List.copyOf(members);
    }

    /** One letter per worker, in the order of their numbers. */
    public String letters() {
        return workers.stream()
                .sorted(Comparator.comparingInt(WorkerLine::number))
                .map(worker -> String.valueOf(worker.letter()))
                .collect(Collectors.joining());
    }
}
