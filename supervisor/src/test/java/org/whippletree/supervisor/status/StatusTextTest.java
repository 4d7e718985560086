package org.whippletree.supervisor.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.scoreboard.ScoreboardSnapshot;

class StatusTextTest {
    @Test
    void rendersATableThatFitsATerminal() {
        assertEquals("""
                Whippletree 0.1.0, www.example.org                         pid 4000, up 00:01:34
                Generation 2                                       since 2026-11-18 11:06:40 UTC
                Requests 1000, 2.0 MB, connections 22                      accept queue 3 of 511
                Workers 4 busy, 4 idle, requests queued 7                          evenness 1.00

                Slot     PID Gen State    Acc   Rd   Pr   Wr   Ka  Cl  Tu Busy Idle Que Requests
                   0    4001   2 ready    yes    1    2    3    4   5   6    3    1   7      900
                   1    4002   1 draining  no    0    1    0    0   0   0    1    3   0      100
                   2    4003   2 starting  no    0    0    0    0   0   0    0    0   0        0

                Slot Armed  Load Share Sheds Busier  Full  Wait   Own  Idle Cross  Yield Delay
                   0   yes  10.0  1.00    10      3     2     1     4     2     1     15     5
                   1    no   1.0  1.00    11      3     2     1     5     2     1     15     6
                   2    no   0.0  1.00     0      0     0     0     0     0     0      0     0

                Slot 0    WR_W
                Slot 1    ___W
                Slot 2    SSSS

                Balancer                                 State        Busy   Requests    Errors
                app
                  http://127.0.0.1:9001                  Ok              3        660         1
                  http://127.0.0.1:9002                  Err             0         40         7
                  http://10.0.0.9:8000/old               unknown         0          0         0

                Conns: Rd reading, Pr processing, Wr writing, Ka keep-alive, Cl closing,
                Tu tunnel. Acc: takes new clients. Que: requests that wait for a worker.
                Workers: _ idle, R reading, W forwarding, S starting, . none
                Sheds: clients asked to reconnect, as the child was Busier than its siblings,
                its workers were all busy (Full), clients Wait to be accepted, or its Own
                workers were busy and nothing is known of the others; Idle: of them closed
                while idle; Cross: requests lost to that. Yield, Delay: accepts left to others.
                """, StatusText.render(SampleStatus.sample()));
    }

    @Test
    void breaksLettersAfterSixtyFour() {
        ServerFacts server = new ServerFacts("box", 1, "0.1.0", 1, 0, "localhost", 1, 100, 511);
        ChildFacts child = new ChildFacts(0, 1, 2, "STARTING", 0);
        ServerStatus status =
                new ServerStatus(server, List.of(child), new ScoreboardSnapshot(List.of(), List.of()), List.of(), 0);

        String text = StatusText.render(status);

        assertTrue(text.contains("\nSlot 0    " + "S".repeat(64) + "\n          " + "S".repeat(36) + "\n"), () -> text);
    }

    @Test
    void keepsEveryLineWithinEightyColumnsWhateverTheNumbers() {
        ServerFacts server = new ServerFacts(
                "box", 4_194_303, "0.1.0-SNAPSHOT", 1000, 0, "a-long-name.of.a.server.example.org", 1, 4, 65_535);
        ChildFacts child = new ChildFacts(255, 999, 4_194_302, "DRAINING", 0);
        BalancerFacts balancer = new BalancerFacts(
                "b".repeat(100), List.of("http://a-backend-with-a-long-name.example.org:65535/and/a/path"));
        ServerStatus status = new ServerStatus(
                server,
                List.of(child),
                new ScoreboardSnapshot(List.of(), List.of()),
                List.of(balancer),
                400L * 86_400_000);

        assertTrue(
                StatusText.render(status).lines().allMatch(line -> line.length() <= StatusText.COLUMNS),
                () -> StatusText.render(status));
    }
}
