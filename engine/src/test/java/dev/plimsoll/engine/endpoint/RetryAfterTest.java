package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final String DATE = "Wed, 21 Oct 2026 07:28:00 GMT";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "0 | none | 0",
                "120 | none | 120",
                "Wed, 21 Oct 2026 07:29:30 GMT | " + DATE + " | 90",
                "Wed, 21 Oct 2026 07:27:00 GMT | " + DATE + " | 0",
                "Wed, 21 Oct 2026 07:29:30 GMT | none | -1",
                "Wed, 21 Oct 2026 07:29:30 GMT | yesterday | -1",
                "soon | " + DATE + " | -1",
                "-5 | " + DATE + " | -1",
                "99999999999 | " + DATE + " | -1",
                "none | " + DATE + " | -1"
            })
    void bothFormsAreSeconds(String header, String date, int seconds) {
        assertEquals(seconds, RetryAfter.seconds(header, date));
    }
}
