package dev.plimsoll.engine.trust;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing the generator found about itself.
 *
 * @param code stable name: {@code dispatch-lag}, {@code send-ratio}, {@code counts}, {@code results-pipeline}, {@code cpu},
 *     {@code gc}, {@code hiccup}, {@code loop-lag}, {@code worker-lost}, {@code few-samples}, ...
 * @param severity how bad
 * @param stage stage index, or null for the whole run
 * @param measured what was measured, with unit, a short sentence: {@code p99 of the send lag was 3.2 ms}
 * @param threshold the limit, with unit
 * @param advice what to change, an imperative sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
        String code, Severity severity, @Nullable Integer stage, String measured, String threshold, String advice) {}
