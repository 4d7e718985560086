package org.whippletree.supervisor.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whippletree.scoreboard.ScoreboardSnapshot;

class StatusAutoTest {
    private static final String SAMPLE = """
                www.example.org
                ServerVersion: Whippletree/0.1.0
                ServerMPM: event
                CurrentTime: Wednesday, 18-Nov-2026 11:08:14 GMT
                RestartTime: Wednesday, 18-Nov-2026 11:06:40 GMT
                ParentServerConfigGeneration: 2
                ParentServerMPMGeneration: 2
                ServerUptimeSeconds: 94
                ServerUptime: 1 minute 34 seconds
                Load1: 0.50
                Load5: 1.25
                Load15: 2.00
                Total Accesses: 1000
                Total kBytes: 2000
                CPUUser: 12.5
                CPUSystem: 3.25
                CPUChildrenUser: 1
                CPUChildrenSystem: 0.5
                CPULoad: 18.3511
                Uptime: 94
                ReqPerSec: 10.6383
                BytesPerSec: 21787.2
                BytesPerReq: 2048
                BusyWorkers: 3
                GracefulWorkers: 1
                IdleWorkers: 1
                Processes: 3
                Stopping: 1
                ConnsTotal: 22
                ConnsAsyncWaitIO: 1
                ConnsAsyncWriting: 3
                ConnsAsyncKeepAlive: 4
                ConnsAsyncClosing: 5
                Scoreboard: WR_W___WSSSS....
                ProxyBalancer[0]Name: balancer://app
                ProxyBalancer[0]Worker[0]Name: http://127.0.0.1:9001
                ProxyBalancer[0]Worker[0]Status: Ok
                ProxyBalancer[0]Worker[0]Elected: 660
                ProxyBalancer[0]Worker[0]Busy: 3
                ProxyBalancer[0]Worker[1]Name: http://127.0.0.1:9002
                ProxyBalancer[0]Worker[1]Status: Err
                ProxyBalancer[0]Worker[1]Elected: 40
                ProxyBalancer[0]Worker[1]Busy: 0
                ProxyBalancer[1]Name: http://10.0.0.9:8000/old
                ProxyBalancer[1]Worker[0]Name: http://10.0.0.9:8000/old
                ProxyBalancer[1]Worker[0]Status: unknown
                ProxyBalancer[1]Worker[0]Elected: 0
                ProxyBalancer[1]Worker[0]Busy: 0
                ConnsProcessing: 3
                ConnsTunnel: 6
                QueuedRequests: 7
                AcceptQueue: 3
                AcceptQueueLimit: 511
                Evenness: 1
                KeepAliveSheds: 21
                AcceptHoldOffs: 41
                ShedsBusierThanSiblings: 6
                ShedsWorkersBusy: 4
                ShedsClientsWaiting: 2
                ShedsOwnWorkersBusy: 9
                ShedsIdleClosed: 4
                CrossedRequests: 2
                HoldOffsYielded: 30
                HoldOffsDelayed: 11
                """;

    @Test
    void rendersHttpdsKeysInHttpdsOrderAndOurOwnAfterThem() {
        String text = StatusAuto.render(SampleStatus.sample(), SampleStatus.machine());

        assertEquals(SAMPLE, text);
    }

    @Test
    void leavesOutRatesAndLoadsThatItCannotKnow() {
        ServerStatus sample = SampleStatus.sample();
        ServerStatus justStarted = new ServerStatus(
                sample.server(),
                List.of(),
                new ScoreboardSnapshot(List.of(), List.of()),
                List.of(),
                SampleStatus.STARTED);

        String text =
                StatusAuto.render(justStarted, new MachineFacts(Optional.empty(), Optional.empty(), ZoneId.of("GMT")));

        assertFalse(
                text.contains("PerSec") || text.contains("PerReq") || text.contains("Load") || text.contains("CPU"),
                text);
    }
}
