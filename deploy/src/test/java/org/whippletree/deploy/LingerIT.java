package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A server that has said its last word still takes what its client is sending: a reset would destroy the answer on its way. */
class LingerIT {
    private static final int MEGABYTES = 10;

    @Test
    void lingersBehindARefusedUploadUntilItsClientHasReadTheWholeAnswer() throws IOException {
        try (CountingBackend backend = CountingBackend.start();
                RunningServer server = RunningServer.start("linger-refused", ServerConf.of(1, 4, backend.urls()));
                RawConnection client = RawConnection.open(server.port())) {
            client.send(
                    "TRACE /after/0/refused HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + bytes() + "\r\n\r\n");
            sendMuch(client);

            Answer answer = client.answer();
            assertEquals(405, answer.status());
            assertTrue(answer.closes());
            assertEquals(-1, client.in().read(), "the end of the stream, and no reset");
            assertEquals(0, backend.executions().size());
        }
    }

    @Test
    void lingersBehindTheLastAnswerWhileItsClientSendsMore() throws IOException {
        try (CountingBackend backend = CountingBackend.start();
                RunningServer server = RunningServer.start("linger-close", ServerConf.of(1, 4, backend.urls()));
                RawConnection client = RawConnection.open(server.port())) {
            client.send("GET /bytes/1000000/whole HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            sendMuch(client);

            Answer answer = client.answer();
            assertEquals(200, answer.status());
            assertTrue(answer.closes());
            assertEquals(1_000_000, answer.body().length());
            assertEquals(-1, client.in().read(), "the end of the stream, and no reset");
        }
    }

    private static int bytes() {
        return MEGABYTES << 20;
    }

    /** Sends without reading: the answer waits in the client's kernel until all is sent. */
    private static void sendMuch(RawConnection client) throws IOException {
        byte[] piece = new byte[1 << 16];
        for (int sent = 0; sent < bytes(); sent += piece.length) {
            client.out().write(piece);
        }
        client.out().flush();
    }
}
