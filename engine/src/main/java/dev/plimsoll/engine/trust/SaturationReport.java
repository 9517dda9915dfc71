package dev.plimsoll.engine.trust;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that the target was saturated in one stage.
 *
 * @param stage index
 * @param atSeconds first moment, seconds after the stage's start
 * @param evidence what fired: {@code over_saturation}, {@code in_flight_growth}, {@code achieved_offered}, {@code knee}
 * @param detail one sentence for the banner: {@code The server takes in 44 req/s but completes 42.8.}
 * @param growth the line through the requests in flight, where {@code in_flight_growth} fired
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SaturationReport(
        int stage,
        double atSeconds,
        List<String> evidence,
        String detail,
        @Nullable GrowthLine growth) {
    public SaturationReport {
        evidence = List.copyOf(evidence);
    }

    /** One without a line. */
    public SaturationReport(int stage, double atSeconds, List<String> evidence, String detail) {
        this(stage, atSeconds, evidence, detail, null);
    }
}
