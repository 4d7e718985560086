package org.whippletree.supervisor.status;

import java.util.List;
import java.util.function.ToLongFunction;
import org.whippletree.scoreboard.LoadRow;

/** Sums over the children of one status. */
record StatusTotals(List<ChildStatus> rows) {
    static StatusTotals of(ServerStatus status) {
        return new StatusTotals(status.rows());
    }

    long requests() {
        return sum(LoadRow::requests);
    }

    long bytes() {
        return sum(LoadRow::bytes);
    }

    long connections() {
        return sum(row -> row.connections().total());
    }

    long workersBusy() {
        return sum(LoadRow::workersBusy);
    }

    long workersIdle() {
        return sum(LoadRow::workersIdle);
    }

    long queued() {
        return sum(LoadRow::queued);
    }

    long sum(ToLongFunction<LoadRow> number) {
        return rows.stream().map(ChildStatus::load).mapToLong(number).sum();
    }

    /** As {@link #sum}, over the children that are on their way out (or, if so asked, over the others). */
    long sum(boolean leaving, ToLongFunction<LoadRow> number) {
        return rows.stream()
                .filter(row -> row.facts().leaving() == leaving)
                .map(ChildStatus::load)
                .mapToLong(number)
                .sum();
    }
}
