package org.whippletree.deploy;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A backend that fails in every way that WireMock knows: the right status each time, and the next client gets its own answer. */
class BackendFaultsIT {
    private static final int TIMEOUT_SECONDS = 5;
    private static final String BODY = "0123456789".repeat(10);
    private static WireMockServer backend;
    private static RunningServer server;

    @BeforeAll
    static void start() {
        backend = new WireMockServer(
                options().bindAddress("127.0.0.1").dynamicPort().containerThreads(40));
        backend.start();
        String member = "http://127.0.0.1:" + backend.port() + " timeout=" + TIMEOUT_SECONDS;
        server = RunningServer.start("backend-faults", ServerConf.of(1, 4, List.of(member)));
        backend.stubFor(any(urlEqualTo("/fine")).willReturn(ok("fine")));
    }

    @AfterAll
    static void stop() {
        server.close();
        backend.stop();
    }

    @AfterEach
    void answersTheNextClientAsIfNothingHadBeen() throws IOException {
        Answer answer = get("/fine");
        assertEquals(200, answer.status());
        assertEquals("fine", answer.body());
    }

    private static Answer get(String path) throws IOException {
        try (RawConnection client = RawConnection.open(server.port())) {
            return client.get(path);
        }
    }

    private static void fails(String path, Fault fault) {
        answers(path, aResponse().withFault(fault));
    }

    private static void answers(String path, ResponseDefinitionBuilder answer) {
        backend.stubFor(any(urlEqualTo(path)).willReturn(answer));
    }

    @Test
    void whoseAnswerIsEmptyIsABadGateway() throws IOException {
        fails("/empty", Fault.EMPTY_RESPONSE);

        assertEquals(502, get("/empty").status());
    }

    @Test
    void thatAnswersGarbageIsABadGateway() throws IOException {
        fails("/garbage", Fault.RANDOM_DATA_THEN_CLOSE);

        assertEquals(502, get("/garbage").status());
    }

    @Test
    void thatResetsTheConnectionIsABadGateway() throws IOException {
        fails("/reset", Fault.CONNECTION_RESET_BY_PEER);

        assertEquals(502, get("/reset").status());
    }

    @Test
    void whoseBodyTurnsIntoGarbageIsCutForTheClientToSee() throws IOException {
        fails("/chunk", Fault.MALFORMED_RESPONSE_CHUNK);

        try (RawConnection client = RawConnection.open(server.port())) {
            client.send("GET /chunk HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThrows(IOException.class, client::answer);
        }
    }

    @Test
    void thatIsTooSlowIsAGatewayTimeout() throws IOException {
        answers("/late", ok(BODY).withFixedDelay(3_000 * TIMEOUT_SECONDS));

        assertEquals(504, get("/late").status());
    }

    @Test
    void thatIsJustInTimeIsWaitedFor() throws IOException {
        answers("/slow", ok(BODY).withFixedDelay(400 * TIMEOUT_SECONDS));

        assertEquals(BODY, get("/slow").body());
    }

    @Test
    void thatDribblesIsWaitedForAsLongAsSomethingComes() throws IOException {
        answers("/dribble", ok(BODY).withChunkedDribbleDelay(8, 1_600 * TIMEOUT_SECONDS));

        Answer answer = get("/dribble");

        assertEquals(200, answer.status());
        assertEquals(BODY, answer.body());
    }
}
