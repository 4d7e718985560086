package org.whippletree.supervisor.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whippletree.scoreboard.ScoreboardSnapshot;

class StatusAutoTest {
    private static final ZoneId GMT = ZoneId.of("GMT");

    @Test
    void rendersHttpdsKeysInHttpdsOrderAndOurOwnAfterThem() {
        String text = StatusAuto.render(SampleStatus.sample(), Optional.of(new LoadAverage(0.5, 1.25, 2)), GMT);

        assertEquals("""
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
                """, text);
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

        String text = StatusAuto.render(justStarted, Optional.empty(), GMT);

        assertFalse(text.contains("PerSec") || text.contains("PerReq") || text.contains("Load1"), text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "0.5, 0.5",
        "1234567, 1.23457e+06",
        "100000, 100000",
        "999999.9, 1e+06",
        "0.00001234, 1.234e-05",
        "0.0001, 0.0001",
        "3.14159265, 3.14159"
    })
    void writesNumbersAsCsShortestForm(double value, String text) {
        assertEquals(text, StatusAuto.shortest(value));
    }
}
