package org.whippletree.proxy.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LimitRequestFieldSize and LimitRequestFields, however the head is split. */
class FieldLimitsTest {
    private static final FramingLimits LIMITS = new FramingLimits(256, 512, 20, 3, false);

    private static GuardedOctets guarded(int pieces, String... fields) {
        String head = "GET / HTTP/1.1\r\nHost: h\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
        return GuardedOctets.requests(LIMITS, head, pieces);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_000})
    void aLineOfExactlyItsLimitPasses(int pieces) {
        assertEquals(
                List.of(),
                guarded(pieces, "X: " + "a".repeat(17), "Y: " + "b".repeat(17)).flaws());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_000})
    void aLineOfOneOctetMoreIsTooLong(int pieces) {
        assertEquals(
                List.of(FramingFlaw.FIELD_TOO_LONG),
                guarded(pieces, "X: y", "Y: " + "a".repeat(18)).flaws());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_000})
    void aNameCountsToo(int pieces) {
        assertEquals(
                List.of(FramingFlaw.FIELD_TOO_LONG),
                guarded(pieces, "n".repeat(21) + ":").flaws());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_000})
    void oneFieldMoreIsTooMany(int pieces) {
        assertEquals(List.of(), guarded(pieces, "A: b", "C: d").flaws());
        assertEquals(
                List.of(FramingFlaw.TOO_MANY_FIELDS),
                guarded(pieces, "A: b", "C: d", "E: f").flaws());
    }
}
