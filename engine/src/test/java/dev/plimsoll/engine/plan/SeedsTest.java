package dev.plimsoll.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.Seeds.Purpose;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void noTwoPurposesOfNeighbouringSeedsShareAStream() {
        Set<Long> seeds = new HashSet<>();
        for (long seed = -500; seed < 500; seed++) {
            for (Purpose purpose : Purpose.values()) {
                assertTrue(seeds.add(Seeds.derive(seed, purpose)), purpose + " of " + seed);
            }
        }
    }

    @Test
    void derivedSeedsNeverChangeBetweenVersions() {
        // the first outputs of SplitMix64 started at 0, as published with the generator
        assertEquals(0xE220A8397B1DCDAFL, Seeds.derive(0, Purpose.SCHEDULE));
        assertEquals(0x6E789E6AA1B965F4L, Seeds.derive(0, Purpose.DATA_ORDER));
        assertEquals(0x06C45D188009454FL, Seeds.derive(0, Purpose.SYNTHETIC_TEXT));
        assertEquals(0xF88BB8A8724C81ECL, Seeds.derive(0, Purpose.CANCELLATION));
    }
}
