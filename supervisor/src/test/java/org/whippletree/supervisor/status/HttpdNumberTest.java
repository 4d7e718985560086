package org.whippletree.supervisor.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpdNumberTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "0.5, 0.5",
        "1234567, 1.23457e+06",
        "100000, 100000",
        "999999.9, 1e+06",
        "0.00001234, 1.234e-05",
        "0.0001, 0.0001",
        "3.14159265, 3.14159"
    })
    void writesNumbersAsCsShortestForm(double value, String text) {
        assertEquals(text, HttpdNumber.shortest(value));
    }
}
