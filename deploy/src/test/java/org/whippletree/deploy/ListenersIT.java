package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the kernel says of the listening socket and of those it hands out. */
class ListenersIT {
    /** Linux keeps, and tells, twice of what it is asked for. */
    private static final int DOUBLED = 2;

    private static final Pattern QUEUE = Pattern.compile("LISTEN +\\d+ +(\\d+) ");
    private static final Pattern RECEIVE = Pattern.compile("rb(\\d+)");
    private static final Pattern SEND = Pattern.compile("tb(\\d+)");

    @Test
    void haveTheQueueAndTheBuffersOfTheirDirectives() throws IOException {
        ServerConf conf = ServerConf.of(1, 4, List.of("http://127.0.0.1:9"))
                .with("ListenBacklog 77")
                .with("SendBufferSize 50000")
                .with("ReceiveBufferSize 60000");
        try (RunningServer server = RunningServer.start("listeners", conf)) {
            String listening = sockets("-ltnm", server.port());
            assertEquals(77, first(QUEUE, listening));
            assertEquals(DOUBLED * 50_000, first(SEND, listening));
            assertEquals(DOUBLED * 60_000, first(RECEIVE, listening));

            try (RawConnection client = RawConnection.open(server.port())) {
                assertEquals(503, client.get("/").status());
                String connected = sockets("-tnm", server.port());
                assertEquals(DOUBLED * 50_000, first(SEND, connected));
                assertEquals(DOUBLED * 60_000, first(RECEIVE, connected));
            }
        }
    }

    @Test
    void haveHttpdsQueueAndTheKernelsBuffersWithoutThem() throws IOException {
        ServerConf conf = ServerConf.of(1, 4, List.of("http://127.0.0.1:9"))
                .with("ListenCoresBucketsRatio 8")
                .with("AcceptErrorsNonFatal On");
        try (RunningServer server = RunningServer.start("listeners-plain", conf);
                ServerSocket untouched = new ServerSocket(0)) {
            String listening = sockets("-ltnm", server.port());

            assertEquals(511, first(QUEUE, listening));
            String kernels = sockets("-ltnm", untouched.getLocalPort());
            assertEquals(first(SEND, kernels), first(SEND, listening));
            assertEquals(first(RECEIVE, kernels), first(RECEIVE, listening));
            assertEquals(
                    1,
                    listening.lines().filter(line -> line.startsWith("LISTEN")).count());
            assertTrue(server.whippletree("-t")
                    .err()
                    .contains("without effect here: ListenCoresBucketsRatio, AcceptErrorsNonFatal"));
        }
    }

    private static int first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertTrue(matcher.find(), pattern + " in " + text);
        return Integer.parseInt(matcher.group(1));
    }

    /** What ss(8) says of sockets whose own port this is. */
    private static String sockets(String options, int port) throws IOException {
        Process ss = new ProcessBuilder("ss", options, "sport = :" + port)
                .redirectErrorStream(true)
                .start();
        return new String(ss.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
