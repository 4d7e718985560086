package org.whippletree.supervisor.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusQueryTest {
    @ParameterizedTest
    @CsvSource({
        "'', PAGE, 0",
        "foo, PAGE, 0",
        "auto, AUTO, 0",
        "json, JSON, 0",
        "text, TERMINAL, 0",
        "auto=, AUTO, 0",
        "refresh, PAGE, 10",
        "refresh=7, PAGE, 7",
        "refresh=0, PAGE, 10",
        "refresh=-3, PAGE, 10",
        "refresh=soon, PAGE, 10",
        "refresh=99999999999, PAGE, 10",
        "refresh=7&auto, AUTO, 7",
        "notable&json&refresh, JSON, 10"
    })
    void understandsHttpdsWordsAndOurs(String query, StatusQuery.Face face, int refreshSeconds) {
        OptionalInt refresh = refreshSeconds == 0 ? OptionalInt.empty() : OptionalInt.of(refreshSeconds);

        assertEquals(new StatusQuery(face, refresh), StatusQuery.parse(query));
    }
}
