package dev.plimsoll.engine.trust;

import java.util.List;

/**
 * Evidence that the target was saturated in one stage.
 *
 * @param stage index
 * @param atSeconds first moment, seconds after the stage's start
 * @param evidence what fired: {@code over_saturation}, {@code in_flight_growth}, {@code achieved_offered}, {@code knee}
 * @param detail one sentence for the banner: {@code The server takes in 44 req/s but completes 42.8.}
 */
public record SaturationReport(int stage, double atSeconds, List<String> evidence, String detail) {
    public SaturationReport {
        evidence = List.copyOf(evidence);
    }
}
