package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.post;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.proxy.exchange.ProxyFailure;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** An exchange that fails leaves one line that says why. */
class FailureLogIT {
    private final Backend backend = Backend.start();
    private final Logger logger = Logger.getLogger(ProxyFailure.class.getName());
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(record.getLevel() + " " + new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend);

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(handler);
    }

    @Test
    void namesCauseMemberAttemptAndConnection() {
        Wire client = proxy.client().send(get("/first"));
        Wire upstream = backend.acceptAsked();
        upstream.send(OK);
        client.readAnswer();
        client.send(post("/once", 5) + "hello");
        upstream.readThrough("hello");
        upstream.close();
        assertEquals(502, client.readAnswer().status());

        assertEquals(1, lines.size(), lines::toString);
        String line = lines.get(0).replaceAll("[0-9]+ ms", "N ms");
        assertEquals(
                "WARNING BACKEND_CLOSED: http://127.0.0.1:" + backend.port() + ": the backend closed the connection"
                        + " (attempt 1, request 2 on a kept connection, N ms old) (POST /once)",
                line);
    }

    @Test
    void tellsANewConnectionFromAKeptOne() {
        Wire client = proxy.client().send(get("/"));
        Wire upstream = backend.acceptAsked();
        upstream.close();
        assertEquals(502, client.readAnswer().status());

        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).contains("(attempt 1, on a new connection, "), lines.get(0));
    }
}
