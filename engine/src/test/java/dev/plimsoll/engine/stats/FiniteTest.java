package dev.plimsoll.engine.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiniteTest {
    @Test
    void whatIsNotFiniteIsAbsent() {
        assertTrue(Finite.of(Double.NaN).isEmpty());
        assertTrue(Finite.of(Double.POSITIVE_INFINITY).isEmpty());
        assertEquals(1.5, Finite.of(1.5).orElseThrow());
        assertNull(Finite.orNull(Double.NEGATIVE_INFINITY));
        assertEquals(0.0, Finite.or(Double.NaN, 0));
    }

    @Test
    void aShareOfNothingIsZero() {
        assertEquals(0.0, Finite.share(3, 0));
        assertEquals(0.75, Finite.share(3, 4));
    }

    @Test
    void theMessageNamesTheValue() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Finite.require(Double.NaN, "rate"));
        assertEquals("rate must be a finite number but is NaN", e.getMessage());
    }

    @Test
    void anIntegerBeyondADoubleIsNotFinite() {
        assertFalse(Finite.isFinite(BigInteger.TEN.pow(400)));
        assertTrue(Finite.isFinite(BigInteger.TEN.pow(300)));
    }

    @Test
    void arraysOfDoublesAreScrubbedToo() {
        assertEquals(Arrays.asList(1.0, null), Finite.scrub(new double[] {1, Double.NaN}));
        assertEquals(Arrays.asList((Object) null), Finite.scrub(List.of(Float.NaN)));
    }
}
