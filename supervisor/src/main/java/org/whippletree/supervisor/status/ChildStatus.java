package org.whippletree.supervisor.status;

import java.util.List;
import java.util.Optional;
import org.whippletree.scoreboard.ChildId;
import org.whippletree.scoreboard.ChildState;
import org.whippletree.scoreboard.ConnectionCounts;
import org.whippletree.scoreboard.DetailRow;
import org.whippletree.scoreboard.HoldOffCounts;
import org.whippletree.scoreboard.LoadRow;
import org.whippletree.scoreboard.ShedCounts;
import org.whippletree.scoreboard.WorkCounts;
import org.whippletree.scoreboard.WorkerLine;

/**
 * One child as a status page shows it.
 *
 * @param facts what the supervisor knows
 * @param load its newest load row; all zeros before the first
 * @param reported whether there is a load row
 * @param letters one letter per worker, in order
 * @param workers its workers; none before somebody has looked
 */
record ChildStatus(ChildFacts facts, LoadRow load, boolean reported, String letters, List<WorkerLine> workers) {
    static ChildStatus of(ChildFacts facts, Optional<LoadRow> load, Optional<DetailRow> detail, ServerFacts server) {
        LoadRow row = load.orElseGet(() -> zeros(facts, server.host()));
        return new ChildStatus(
                facts,
                row,
                load.isPresent(),
                detail.map(DetailRow::letters).orElseGet(() -> derivedLetters(load, server)),
                detail.map(DetailRow::workers).orElse(List.of()));
    }

    /** A child writes its workers only while someone looks; until then their number is known, but not who is who. */
    private static String derivedLetters(Optional<LoadRow> load, ServerFacts server) {
        return load.map(row -> "W".repeat(row.workersBusy()) + "_".repeat(row.workersIdle()))
                .orElseGet(() -> "S".repeat(server.threadsPerChild()));
    }

    private static LoadRow zeros(ChildFacts facts, String host) {
        return new LoadRow(
                new ChildId(host, facts.slot(), facts.generation()),
                facts.pid(),
                ChildState.STARTING,
                facts.sinceMillis(),
                false,
                false,
                ConnectionCounts.none(),
                WorkCounts.none(),
                0,
                0,
                ShedCounts.none(),
                0,
                HoldOffCounts.none(),
                0,
                0,
                facts.sinceMillis());
    }
}
