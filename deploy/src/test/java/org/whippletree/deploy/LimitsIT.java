package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two hundred clients that break every limit at once. */
class LimitsIT {
    private static final int OF_EACH_KIND = 30;
    private static final int CROWD = 80;
    private static final int CHILDREN = 2;
    private static final int OF_ONE_ADDRESS = 20;
    private static final int GOOD = 8;

    private static final List<String> DIRECTIVES = List.of(
            "LimitRequestLine 1000",
            "LimitRequestFields 20",
            "LimitRequestBody 1000",
            "RequestReadTimeout header=2 body=2",
            "MaxConnectionsPerAddress " + OF_ONE_ADDRESS);

    /** What a bad client does, and the status that it gets for it. */
    private enum Kind {
        LINE(414, "GET /" + "a".repeat(1000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        FIELDS(431, "GET / HTTP/1.1\r\nHost: localhost\r\n" + "X: y\r\n".repeat(20) + "\r\n"),
        BODY(413, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1001\r\n\r\n"),
        SLOW_HEAD(408, "GET / HTTP/1.1\r\nHost: localh");

        private final int status;
        private final String bytes;

        Kind(int status, String bytes) {
            this.status = status;
            this.bytes = bytes;
        }
    }

    private record Bad(Kind kind, RawConnection connection) {}

    @Test
    void eachIsToldItsOwnAndGoodClientsGoOnWithoutLoss() throws IOException {
        try (Backends backends = Backends.answeringAfter(5)) {
            ServerConf conf = ServerConf.of(CHILDREN, 64, backends.urls());
            for (String directive : DIRECTIVES) {
                conf = conf.with(directive);
            }
            try (RunningServer server = RunningServer.start("limits", conf)) {
                LoadReport good;
                try (Load load = Load.start(server.port(), GOOD)) {
                    load.awaitAnswers(100);
                    List<Bad> bad = openOfEachKind(server.port());
                    List<RawConnection> crowd = openCrowd(server.port());
                    for (Bad one : bad) {
                        one.connection().send(one.kind().bytes);
                    }
                    assertEquals(expected(), answersOf(bad), server::logText);
                    assertTurnedAway(crowd);
                    load.awaitAnswers(100);
                    good = load.stop();
                }

                assertEquals(List.of(), good.losses(), server::logText);
                assertTrue(good.total() >= 200, () -> "good answers: " + good.total());
                for (Kind kind : Kind.values()) {
                    assertTrue(server.logText().contains(": " + kind.status + " "), kind + "\n" + server.logText());
                }
            }
        }
    }

    /** Each has an address of its own, so that it breaks no limit but the one it is there for. */
    private static List<Bad> openOfEachKind(int port) throws IOException {
        List<Bad> bad = new ArrayList<>();
        for (int i = 0; i < OF_EACH_KIND; i++) {
            for (Kind kind : Kind.values()) {
                bad.add(new Bad(kind, RawConnection.openFrom("127.0." + (1 + kind.ordinal()) + "." + (1 + i), port)));
            }
        }
        return bad;
    }

    private static List<RawConnection> openCrowd(int port) throws IOException {
        List<RawConnection> crowd = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            crowd.add(RawConnection.openFrom("127.0.9.9", port));
        }
        return crowd;
    }

    private static Map<String, Long> expected() {
        return IntStream.range(0, OF_EACH_KIND * Kind.values().length)
                .mapToObj(i -> Kind.values()[i % Kind.values().length])
                .collect(Collectors.groupingBy(kind -> kind + " " + kind.status, TreeMap::new, Collectors.counting()));
    }

    private static Map<String, Long> answersOf(List<Bad> bad) throws IOException {
        Map<String, Long> answers = new TreeMap<>();
        for (Bad one : bad) {
            answers.merge(one.kind() + " " + one.connection().answer().status(), 1L, Long::sum);
            one.connection().close();
        }
        return answers;
    }

    /** Those whom a child has taken say nothing, and are closed without a word; further ones get 503. */
    private static void assertTurnedAway(List<RawConnection> crowd) throws IOException {
        int turnedAway = 0;
        for (RawConnection one : crowd) {
            try (one) {
                assertEquals(503, one.answer().status());
                turnedAway++;
            } catch (EOFException silently) {
                assertTrue(silently.getMessage().endsWith("after \"\""), silently.getMessage());
            }
        }
        assertTrue(turnedAway >= CROWD - CHILDREN * OF_ONE_ADDRESS, turnedAway + " were turned away");
    }
}
