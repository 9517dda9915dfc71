package dev.plimsoll.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.time.RunAnchor;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunJsonTest {
    @Test
    void tellsTheZeroOfRunTimeOnTheWallClockAndOnTheMonotonicOne() {
        RunAnchor zero = new RunAnchor(123_456_789_012L, Instant.parse("2026-11-21T10:00:00Z"));
        RunPlan plan =
                RunPlans.of("{ \"kind\": \"synchronous\" }", "{ \"kind\": \"max_duration\", \"seconds\": 1 }", "");

        JsonNode told = JsonMapper.shared().readTree(RunJson.of("id", plan, zero, "t", "m", Map.of()));

        assertEquals("2026-11-21T10:00:00Z", told.path("startedAt").asString());
        assertEquals(123_456_789_012L, told.path("monotonicNs").asLong());
    }
}
