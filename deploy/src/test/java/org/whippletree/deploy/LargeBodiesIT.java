package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bodies far larger than a child's memory (64 MB of heap, 64 MB outside of it) pass, at the pace of their reader. */
class LargeBodiesIT {
    private static final long BYTES = 200L * 1024 * 1024;

    @Test
    void passesAnUploadThatTheBackendReadsSlowly() throws IOException {
        try (LargeBodyBackend backend = LargeBodyBackend.reading(BYTES);
                RunningServer server = RunningServer.start("upload", oneChild(backend));
                RawConnection client = RawConnection.open(server.port())) {
            Status before = server.status();

            client.send("POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + BYTES + "\r\n\r\n");
            long sent = Transfer.write(client.out(), BYTES);

            Answer answer = client.answer();
            assertEquals(200, answer.status());
            assertEquals(Long.toHexString(sent), answer.body());
            assertEquals(before.pids(), server.status().pids());
        }
    }

    @Test
    void passesADownloadThatTheClientReadsSlowly() throws IOException {
        try (LargeBodyBackend backend = LargeBodyBackend.writing(BYTES);
                RunningServer server = RunningServer.start("download", oneChild(backend));
                RawConnection client = RawConnection.open(server.port())) {
            Status before = server.status();

            client.send("GET /download HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Answer head = client.head();
            assertEquals(200, head.status());
            assertEquals(String.valueOf(BYTES), head.fields().get("content-length"));
            long read = Transfer.readSlowly(client.in(), BYTES);

            assertEquals(backend.checksum(), read);
            Status after = server.status("the download counted", seen -> seen.requests() == 1);
            assertEquals(before.pids(), after.pids());
            assertTrue(after.json().path("totals").path("bytes").asLong() >= BYTES);
        }
    }

    private static ServerConf oneChild(LargeBodyBackend backend) {
        return ServerConf.of(1, 4, List.of(backend.url()));
    }
}
