package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.ok;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.proxy.client.ClientState;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;
import org.whippletree.testkit.Await;

/** How clients that would stay are asked to leave, so that none loses a request. */
class SheddingIT {
    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend);

    private Wire upstream;

    private Answer exchange(Wire client) {
        client.send(get("/"));
        return answered(client);
    }

    private Answer answered(Wire client) {
        if (upstream == null) {
            upstream = backend.acceptAsked();
        } else {
            upstream.readHead();
        }
        upstream.send(ok("Content-Length: 2") + "ok");
        return client.readAnswer();
    }

    private static boolean announced(Answer answer) {
        return "close".equals(answer.field("connection"));
    }

    @Test
    void anAnswerAsksItsClientToLeaveAndTheConnectionEndsBehindIt() {
        Wire client = proxy.client();
        proxy.shed(1);

        assertTrue(announced(exchange(client)));

        assertEquals(Wire.End.FIN, client.awaitEnd());
        assertEquals(0, proxy.shedsLeft());
    }

    @Test
    void aClientMaySendItsNextRequestOnceNoMoreAreShed() {
        Wire client = proxy.client();

        assertFalse(announced(exchange(client)));
        proxy.shed(1);
        assertTrue(announced(exchange(client)));
    }

    @Test
    void aClientWithAPipelinedRequestIsAskedBehindItsLastAnswer() {
        Wire client = proxy.client();
        proxy.shed(1);
        client.send(get("/") + get("/"));

        assertFalse(announced(answered(client)));
        assertTrue(announced(answered(client)));
    }

    @Test
    void aClientThatHasSentAPartOfItsNextHeadIsNotAsked() {
        Wire client = proxy.client();
        proxy.shed(1);
        client.send(get("/") + "GET / HT");

        assertFalse(announced(answered(client)));
        client.send("TP/1.1\r\nHost: h\r\n\r\n");
        assertTrue(announced(answered(client)));
    }

    @Test
    void idleClientsAreClosedTheLongestIdleFirst() {
        Wire first = proxy.client();
        exchange(first);
        Wire second = proxy.client();
        exchange(second);
        proxy.await(ClientState.KEEP_ALIVE, 2);

        assertEquals(1, proxy.closeIdle(1, Duration.ZERO));

        assertEquals(Wire.End.FIN, first.awaitEnd());
        assertFalse(announced(exchange(second)));
    }

    @Test
    void aClientThatAskedAgainIsNoLongerTheOldest() {
        Wire first = proxy.client();
        exchange(first);
        Wire second = proxy.client();
        exchange(second);
        exchange(first);
        proxy.await(ClientState.KEEP_ALIVE, 2);

        assertEquals(1, proxy.closeIdle(1, Duration.ZERO));

        assertEquals(Wire.End.FIN, second.awaitEnd());
    }

    @Test
    void clientsThatAreNotIdleForLongStay() {
        Wire client = proxy.client();
        exchange(client);
        proxy.await(ClientState.KEEP_ALIVE, 1);

        assertEquals(0, proxy.closeIdle(9, Duration.ofMinutes(1)));

        assertFalse(announced(exchange(client)));
    }

    @Test
    void aRequestThatCrossesTheFinIsCounted() {
        Wire client = proxy.client();
        exchange(client);
        proxy.await(ClientState.KEEP_ALIVE, 1);
        assertEquals(1, proxy.closeIdle(1, Duration.ZERO));
        assertEquals(0, proxy.crossed());

        client.send(get("/"));

        Await.until(() -> "the crossing is seen", () -> proxy.crossed() == 1);
    }
}
