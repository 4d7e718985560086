package org.whippletree.supervisor.status;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.whippletree.scoreboard.ChildId;
import org.whippletree.scoreboard.ChildState;
import org.whippletree.scoreboard.ConnectionCounts;
import org.whippletree.scoreboard.DetailRow;
import org.whippletree.scoreboard.HoldOffCounts;
import org.whippletree.scoreboard.LoadRow;
import org.whippletree.scoreboard.MemberLine;
import org.whippletree.scoreboard.ScoreboardSnapshot;
import org.whippletree.scoreboard.ShedCounts;
import org.whippletree.scoreboard.WorkCounts;
import org.whippletree.scoreboard.WorkerLine;

/** A server with a serving, a draining and a starting child, the last one without a row. */
public final class SampleStatus {
    static final long STARTED = 1_795_000_000_000L;

    private static final String HOST = "box";
    private static final String ONE = "http://127.0.0.1:9001";
    private static final String TWO = "http://127.0.0.1:9002";

    private SampleStatus() {}

    public static ServerStatus sample() {
        return new ServerStatus(
                new ServerFacts(HOST, 4000, "0.1.0", 2, STARTED, "www.example.org", 4, 4, 511),
                List.of(
                        new ChildFacts(2, 2, 4003, "STARTING", STARTED + 93_000),
                        new ChildFacts(0, 2, 4001, "READY", STARTED + 1_500),
                        new ChildFacts(1, 1, 4002, "DRAINING", STARTED + 60_000)),
                new ScoreboardSnapshot(
                        List.of(
                                row(0, 2, true, new ConnectionCounts(1, 2, 3, 4, 5, 6), 3, 7, 900),
                                row(1, 1, false, new ConnectionCounts(0, 1, 0, 0, 0, 0), 1, 0, 100),
                                row(1, 9, true, new ConnectionCounts(9, 9, 9, 9, 9, 9), 4, 9, 9)),
                        List.of(
                                detail(0, 2, "WR_W", new MemberLine("app", ONE, "Ok", 2, 600, 1)),
                                detail(
                                        1,
                                        1,
                                        "___W",
                                        new MemberLine("app", ONE, "Ok", 1, 60, 0),
                                        new MemberLine("app", TWO, "Err", 0, 40, 7)))),
                List.of(
                        new BalancerFacts("app", List.of(ONE, TWO)),
                        new BalancerFacts("http://10.0.0.9:8000/old", List.of("http://10.0.0.9:8000/old"))),
                STARTED + 94_000);
    }

    static MachineFacts machine() {
        return new MachineFacts(
                Optional.of(new LoadAverage(0.5, 1.25, 2)),
                Optional.of(new CpuTimes(12.5, 3.25, 1, 0.5)),
                ZoneId.of("GMT"));
    }

    private static LoadRow row(
            int slot,
            int generation,
            boolean accepting,
            ConnectionCounts connections,
            int busy,
            int queued,
            long requests) {
        return new LoadRow(
                new ChildId(HOST, slot, generation),
                4001 + slot,
                ChildState.SERVING,
                STARTED,
                accepting,
                accepting,
                connections,
                new WorkCounts(busy, 4 - busy, queued, busy + queued, 1),
                requests,
                requests * 2048,
                new ShedCounts(3, 2, 1, 4 + slot, 2),
                1,
                new HoldOffCounts(15, 5 + slot),
                3,
                0,
                STARTED + 93_900);
    }

    /** The third of each child has had no request yet. */
    private static WorkerLine worker(int slot, int number, char letter) {
        return number == 2
                ? new WorkerLine(number, letter, 0, 0, STARTED, "", "")
                : new WorkerLine(
                        number,
                        letter,
                        10 + number,
                        1_500 * (number + 1L),
                        STARTED + 90_000 + number * 1_000L,
                        "192.0.2." + slot,
                        "GET /page/" + number + "?a=1&b=<i> HTTP/1.1");
    }

    private static DetailRow detail(int slot, int generation, String letters, MemberLine... members) {
        List<WorkerLine> workers = IntStream.range(0, letters.length())
                .mapToObj(i -> worker(slot, i, letters.charAt(i)))
                .toList();
        return new DetailRow(new ChildId(HOST, slot, generation), workers, List.of(members), STARTED + 93_900);
    }
}
