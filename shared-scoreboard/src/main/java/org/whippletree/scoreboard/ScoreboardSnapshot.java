package org.whippletree.scoreboard;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * All rows as known at one moment, and what they add up to.
 *
 * @param load ordered by child
 * @param details ordered by child; a child is missing until somebody has looked
 */
public record ScoreboardSnapshot(List<LoadRow> load, List<DetailRow> details) {
    private static final ScoreboardSnapshot EMPTY = new ScoreboardSnapshot(List.of(), List.of());

    public ScoreboardSnapshot {
        load = List.copyOf(load);
        details = List.copyOf(details);
    }

    /** No row. */
    public static ScoreboardSnapshot empty() {
        return EMPTY;
    }

    /** Workers of all children that a request has leased. */
    public int workersBusy() {
        return sum(LoadRow::workersBusy);
    }

    /** Workers of all children that are free. */
    public int workersIdle() {
        return sum(LoadRow::workersIdle);
    }

    /** Open client connections of all children. */
    public int connections() {
        return connectionCounts().total();
    }

    /** Open client connections of all children by what they are doing. */
    public ConnectionCounts connectionCounts() {
        return load.stream().map(LoadRow::connections).reduce(ConnectionCounts.none(), ConnectionCounts::plus);
    }

    /** Requests answered by the children that are alive. */
    public long requests() {
        return sumLong(LoadRow::requests);
    }

    /** Bytes of answers sent by the children that are alive. */
    public long bytes() {
        return sumLong(LoadRow::bytes);
    }

    /** Clients waiting to be accepted: the largest figure, not the sum, as all children look at the same queue. */
    public int acceptQueue() {
        return load.stream().mapToInt(LoadRow::acceptQueue).max().orElse(0);
    }

    /**
     * How evenly the accepting children are loaded: Jain's index of their busy workers, from 1/n (one has it all) to 1.0 (all
     * alike); 1.0 when nobody is busy.
     *
     * @see <a href="https://arxiv.org/abs/cs/9809099">Jain, Chiu, Hawe: A Quantitative Measure of Fairness</a>
     */
    public double evenness() {
        List<LoadRow> accepting = load.stream().filter(LoadRow::accepting).toList();
        double total = accepting.stream().mapToDouble(LoadRow::workersBusy).sum();
        double squares = accepting.stream()
                .mapToDouble(row -> (double) row.workersBusy() * row.workersBusy())
                .sum();
        return squares == 0 ? 1.0 : total * total / (accepting.size() * squares);
    }

    private int sum(ToIntFunction<LoadRow> column) {
        return load.stream().mapToInt(column).sum();
    }

    private long sumLong(ToLongFunction<LoadRow> column) {
        return load.stream().mapToLong(column).sum();
    }
}
