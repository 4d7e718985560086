package org.whippletree.scoreboard;

import java.util.List;

/** Sample rows. */
final class Rows {
    static final String HOST = "host";

    private Rows() {}

    static ChildId child(int slot) {
        return new ChildId(HOST, slot, 1);
    }

    static LoadRow load(int slot, long pid, long requests) {
        return new LoadRow(
                child(slot),
                pid,
                ChildState.SERVING,
                900,
                true,
                true,
                new ConnectionCounts(1, 2, 3, 4, 5, 6),
                new WorkCounts(2, 62, 7, 8.5, 0.25),
                requests,
                1L << 40,
                new ShedCounts(1, 2, 3, 4, 5),
                6,
                new HoldOffCounts(7, 8),
                10,
                11,
                1_000);
    }

    static LoadRow busy(int slot, boolean accepting, int workersBusy) {
        return new LoadRow(
                child(slot),
                100 + slot,
                ChildState.SERVING,
                0,
                accepting,
                accepting,
                ConnectionCounts.none(),
                new WorkCounts(workersBusy, 64 - workersBusy, slot, workersBusy, 1),
                0,
                0,
                ShedCounts.none(),
                0,
                HoldOffCounts.none(),
                slot,
                slot,
                1_000);
    }

    static DetailRow detail(int slot, String request) {
        return new DetailRow(
                child(slot),
                List.of(
                        new WorkerLine(0, 'W', 12, 3_000, 950, "192.0.2.7", request),
                        new WorkerLine(1, '_', 0, 0, 900, "", "")),
                List.of(new MemberLine("balancer://app", "http://192.0.2.9:8080", "Ok", 1, 12, 1)),
                1_000);
    }

    static Digest digest(long stampMillis) {
        return Digest.of(
                List.of(busy(0, true, 3), busy(1, false, 0)).stream()
                        .map(row -> stamped(row, stampMillis))
                        .toList(),
                stampMillis);
    }

    static LoadRow stamped(LoadRow row, long stampMillis) {
        return new LoadRow(
                row.id(),
                row.pid(),
                row.state(),
                row.stateSinceMillis(),
                row.accepting(),
                row.armed(),
                row.connections(),
                row.work(),
                row.requests(),
                row.bytes(),
                row.sheds(),
                row.crossed(),
                row.holdOffs(),
                row.acceptQueue(),
                row.loopLagMillis(),
                stampMillis);
    }
}
