package org.whippletree.scoreboard;

import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A row on its way out of a child, and the digest that the supervisor makes of four. */
@State(Scope.Thread)
public class PublicationBenchmark {
    private final LocalRows copies = new LocalRows();
    private final Outbox outbox = new Outbox();
    private final List<LoadRow> rows =
            IntStream.range(0, 4).mapToObj(PublicationBenchmark::row).toList();

    private static LoadRow row(int slot) {
        return new LoadRow(
                new ChildId("host", slot, 1),
                4_711,
                ChildState.SERVING,
                900,
                true,
                true,
                new ConnectionCounts(1, 2, 3, 4, 5, 6),
                new WorkCounts(2, 62, 7, 8.5, 0.25),
                12,
                1L << 40,
                ShedCounts.none(),
                0,
                HoldOffCounts.none(),
                0,
                0,
                1_000);
    }

    @Benchmark
    public boolean keptRow() {
        return copies.put(rows.get(1));
    }

    @Benchmark
    public void writtenRow() throws ExchangeFailedException {
        outbox.put(RowKey.load(rows.get(1)), rows.get(1));
        outbox.writeAll((key, value) -> {});
    }

    @Benchmark
    public Digest digest() {
        return Digest.of(rows, 1_000);
    }
}
