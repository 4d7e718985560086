package org.whippletree.supervisor.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortNumberTest {
    @ParameterizedTest
    @CsvSource({"0, 4, 0", "9999, 4, 9999", "10000, 4, 10k", "999999, 4, 999k", "1234567, 4, 1M", "1234567, 5, 1234k"})
    void shortensWhatDoesNotFit(long number, int width, String text) {
        assertEquals(text, ShortNumber.fit(number, width));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 kB",
        "1048575, 1.0 MB",
        "1536000, 1.5 MB",
        "9223372036854775807, 8192.0 PB"
    })
    void writesBytesInTheUnitThatReadsBest(long bytes, String text) {
        assertEquals(text, ShortNumber.bytes(bytes));
    }
}
