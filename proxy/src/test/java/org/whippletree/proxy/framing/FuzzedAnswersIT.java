package org.whippletree.proxy.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.whippletree.proxy.wire.Http.head;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/**
 * Whatever a backend sends before it closes: its client gets the answer that the one strict reading finds there, or else 502, or an
 * answer that is seen to be cut; and nothing behind it.
 */
class FuzzedAnswersIT {
    private static final int DAMAGED_EACH = 5;
    private static final String OCTETS = "\r\n \t\u0000:;,\"0a\u00e4";
    private static final String REQUEST = head("GET / HTTP/1.1", "Host: h", "Connection: close");

    private final Backend backend = Backend.start();
    /** The same each time, so that a failure is about what was changed; {@code -Dfuzz.seed=N} looks further. */
    private final long randomSeed = Long.getLong("fuzz.seed", 9_193_567_505_936L);

    private final Random random = new Random(randomSeed);

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend);

    /** With one octet in another's place, or between two. */
    private String damaged(String octets) {
        int at = random.nextInt(octets.length());
        char octet = OCTETS.charAt(random.nextInt(OCTETS.length()));
        return octets.substring(0, at) + octet + octets.substring(at + random.nextInt(2));
    }

    private static boolean isFinal(StrictReading.Message message) {
        return message.line().charAt(9) != '1';
    }

    private static String status(StrictReading.Message message) {
        return message.line().substring(9, 12);
    }

    private static String told(StrictReading.Message message) {
        return status(message) + " " + message.body();
    }

    private void assertPassedOnStrictly(String octets) {
        String told = "seed " + randomSeed + ": " + octets;
        Wire client = proxy.client().send(REQUEST);
        Wire upstream = backend.acceptAsked();
        upstream.trySend(octets);
        upstream.tryShutdownOutput();
        Wire.End end = client.awaitEnd();
        upstream.close();

        Optional<StrictReading.Message> wanted =
                StrictReading.ofAnswers(octets, false).last(FuzzedAnswersIT::isFinal);
        StrictReading got = StrictReading.ofAnswers(client.record(), false);
        Optional<StrictReading.Message> answer =
                end == Wire.End.FIN ? got.last(FuzzedAnswersIT::isFinal) : Optional.empty();
        if (wanted.isPresent()) {
            assertEquals(wanted.map(FuzzedAnswersIT::told), answer.map(FuzzedAnswersIT::told), told);
        } else {
            assertEquals("502", answer.map(FuzzedAnswersIT::status).orElse("502"), told);
        }
        if (answer.isPresent()) {
            assertEquals("", got.rest(), told);
        }
        client.close();
        proxy.secondClientGetsItsAnswer();
    }

    @Test
    void whatAClientGetsIsReadTheOneStrictWay() {
        for (String octets : FramingSeeds.read("answers")) {
            assertPassedOnStrictly(octets);
            for (int i = 0; i < DAMAGED_EACH; i++) {
                assertPassedOnStrictly(damaged(octets));
            }
        }
    }
}
