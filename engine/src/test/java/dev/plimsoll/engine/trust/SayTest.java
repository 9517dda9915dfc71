package dev.plimsoll.engine.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SayTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "999 | 999 ns",
                "38000 | 38 µs",
                "155400000 | 155 ms",
                "3200000 | 3.20 ms",
                "2830000000 | 2.83 s",
                "999700000 | 1.00 s",
                "0 | 0 ns"
            })
    void aDurationStepsItsUnitAtAThousand(double ns, String expected) {
        assertEquals(expected, Say.duration(ns));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "0.0123 | 0.012",
                "1.006 | 1.01",
                "42.84 | 42.8",
                "999.4 | 999",
                "15000 | 15,000",
                "99.97 | 100"
            })
    void aNumberHasThreeDigitsAndIsWholeFromAThousand(double value, String expected) {
        assertEquals(expected, Say.number(value));
    }

    @Test
    void sharesRatesAndCountsNameTheirUnit() {
        assertEquals("1.20 %", Say.percent(0.012));
        assertEquals("41.2 req/s", Say.rate(41.23));
        assertEquals("1 request", Say.count(1, "request"));
        assertEquals("2,404 requests", Say.count(2404, "request"));
    }
}
