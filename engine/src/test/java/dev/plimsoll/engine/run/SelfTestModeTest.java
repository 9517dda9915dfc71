package dev.plimsoll.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelfTestModeTest {
    private static boolean tests(String profile, int seconds, SelfTestMode mode) {
        return new RunRequest(
                        RunPlans.of(profile, "{ \"kind\": \"max_duration\", \"seconds\": " + seconds + " }", ""),
                        Path.of("."),
                        name -> null,
                        mode,
                        null)
                .testsItself();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\": \"constant\", \"rate\": 10}|60|true",
                "{\"kind\": \"constant\", \"rate\": 10}|59|false",
                "{\"kind\": \"poisson\", \"rate\": [10, 20, 30]}|20|true",
                "{\"kind\": \"sweep\", \"size\": 8}|60|false",
                "{\"kind\": \"concurrent\", \"streams\": 8}|600|false"
            })
    void byDefaultALongBenchmarkThatNamesARateIsTested(String profile, int seconds, boolean expected) {
        assertEquals(expected, tests(profile, seconds, SelfTestMode.AUTO));
        assertEquals(true, tests(profile, seconds, SelfTestMode.ON));
        assertEquals(false, tests(profile, seconds, SelfTestMode.OFF));
    }

    @Test
    void thePlannedRateIsTestedWithinWhatTheTestCanTell() {
        assertEquals(SelfTest.LEAST_RATE, SelfTest.testedRate(0));
        assertEquals(1234, SelfTest.testedRate(1234));
        assertEquals(SelfTest.MOST_RATE, SelfTest.testedRate(1e6));
    }
}
