package dev.plimsoll.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "6.1649|6.16",
                "41.24|41.2",
                "154.6|155",
                "5337.9|5,338",
                "999.4|999",
                "999.6|1,000",
                "9.996|10.0",
                "0.9567|0.957",
                "0.0123|0.0123",
                "0.00000001|0.000000",
                "1234567|1,234,567",
                "-12.63|−12.6",
                "0|0"
            })
    void threeDigitsAndWholeNumbersFromAThousand(double value, String shown) {
        assertEquals(shown, Numbers.three(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.038|38.0 µs",
                "155.2|155 ms",
                "2826|2.83 s",
                "999.4|999 ms",
                "999.6|1.00 s",
                "0.9996|1.00 ms",
                "0|0 ms"
            })
    void aDurationStepsItsUnitAtAThousand(double milliseconds, String shown) {
        assertEquals(shown, Numbers.duration(milliseconds));
    }

    @Test
    void whatIsNotANumberIsADash() {
        assertEquals("—", Numbers.three(null));
        assertEquals("—", Numbers.three(Double.NaN));
        assertEquals("—", Numbers.duration(Double.POSITIVE_INFINITY));
        assertEquals("—", Numbers.fixed(null, 1));
    }

    @Test
    void limitsAreWrittenAsAPersonWould() {
        assertEquals("500 ms", Numbers.limit(500));
        assertEquals("2.5 s", Numbers.limit(2500));
        assertEquals("30 ms", Numbers.limit(30));
        assertEquals("0.1", Numbers.plain(0.1));
        assertEquals("−1,000", Numbers.plain(-1000));
    }

    @Test
    void aShareIsNeverRoundedToAllOrNothing() {
        assertEquals("100 %", Numbers.percent(1));
        assertEquals("> 99.9 %", Numbers.percent(0.9999));
        assertEquals("0 %", Numbers.percent(0));
        assertEquals("< 0.01 %", Numbers.percent(0.00001));
        assertEquals("1.58 %", Numbers.percent(0.0158));
    }

    @Test
    void differencesCarryTheirSign() {
        assertEquals("+1.20", Numbers.signed(1.2));
        assertEquals("−12.6", Numbers.signed(-12.6));
        assertEquals("0", Numbers.signed(0));
    }

    @Test
    void timesAreWrittenAsOnAClock() {
        assertEquals("9:52", Numbers.clock(592));
        assertEquals("0:00", Numbers.clock(0));
        assertEquals("1:02:03", Numbers.clock(3723));
        assertEquals("0.5 s", Numbers.span(0.5));
        assertEquals("10 min", Numbers.span(600));
        assertEquals("1 min 30 s", Numbers.span(90));
        assertEquals("1 h 5 min", Numbers.span(3900));
    }

    @Test
    void aColumnKeepsTheUnitOfItsMedian() {
        assertEquals(LatencyUnit.MILLISECONDS, LatencyUnit.ofColumn(List.of(36.0, 47.0, 9179.0)));
        assertEquals(LatencyUnit.SECONDS, LatencyUnit.ofColumn(List.of(600.0, 1200.0, 11770.0)));
        assertEquals(LatencyUnit.MILLISECONDS, LatencyUnit.ofColumn(List.of()));
    }

    @Test
    void sizesAndAmountsStepTheirUnitAtAThousand() {
        assertEquals("0 B", Numbers.bytes(0));
        assertEquals("812 B", Numbers.bytes(812));
        assertEquals("1.00 kB", Numbers.bytes(1000));
        assertEquals("42.0 MB", Numbers.bytes(42_000_000));
        assertEquals("1.00 GB", Numbers.bytes(999_600_000));
        assertEquals("3,000 TB", Numbers.bytes(3_000_000_000_000_000L));
        assertEquals("812", Numbers.amount(812));
        assertEquals("7.50 M", Numbers.amount(7_500_000));
    }
}
