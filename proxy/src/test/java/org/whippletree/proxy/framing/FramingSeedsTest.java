package org.whippletree.proxy.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Octets that have fooled parsers, kept: read the one strict way however they are split, and with an octet or two damaged by chance. */
class FramingSeedsTest {
    private static final int TRIES = 400;
    private static final int LARGEST_PIECE = 40;

    @Provide
    Arbitrary<String> damagedRequests() {
        return Octetsmith.damaged(FramingSeeds.read("requests"));
    }

    @Provide
    Arbitrary<String> damagedAnswers() {
        return Octetsmith.damaged(FramingSeeds.read("answers"));
    }

    @Test
    void requestsAreReadTheOneStrictWayHoweverTheyAreSplit() {
        List<String> seeds = FramingSeeds.read("requests");
        assertTrue(seeds.size() > 20, "there are " + seeds.size());
        for (String octets : seeds) {
            for (int size = 1; size <= LARGEST_PIECE; size++) {
                FramingFuzzTest.assertRequestsRead(octets, size);
            }
        }
    }

    @Test
    void answersAreReadTheOneStrictWayHoweverTheyAreSplit() {
        List<String> seeds = FramingSeeds.read("answers");
        assertTrue(seeds.size() > 20, "there are " + seeds.size());
        for (String octets : seeds) {
            for (int size = 1; size <= LARGEST_PIECE; size++) {
                FramingFuzzTest.assertAnswersRead(octets, false, size);
                FramingFuzzTest.assertAnswersRead(octets, true, size);
            }
        }
    }

    @Test
    void aSeedIsWrittenAsAJavaText() {
        assertEquals("a\r\n\t\u0000\u00e4\\", FramingSeeds.octets("a\\r\\n\\t\\x00\\xe4\\\\"));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void damagedRequestsAreReadTheOneStrictWay(
            @ForAll("damagedRequests") String octets, @ForAll @IntRange(min = 1, max = LARGEST_PIECE) int size) {
        FramingFuzzTest.assertRequestsRead(octets, size);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void damagedAnswersAreReadTheOneStrictWay(
            @ForAll("damagedAnswers") String octets,
            @ForAll boolean toHead,
            @ForAll @IntRange(min = 1, max = LARGEST_PIECE) int size) {
        FramingFuzzTest.assertAnswersRead(octets, toHead, size);
    }
}
