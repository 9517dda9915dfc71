package dev.plimsoll.app.benchmark;

import dev.plimsoll.engine.metrics.SloPreset;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The objectives of the selected benchmark: adding, removing, percentile and limit of each, presets. */
final class SloModel {
    /** Metrics an objective may be about, in the order they are offered. */
    static final List<String> METRICS = List.of("ttft", "tpot", "itl", "icl", "latency");
    /** Percentiles that are offered; empty stands for none: the limit counts for goodput only. */
    static final List<String> PERCENTILES = List.of("p50", "p90", "p95", "p99", "p99.9", "");

    static final String FIELD = "slos";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEFAULT_PERCENTILE = 99;
    private static final int DEFAULT_MS = 500;
    private static final int DEFAULT_TOKEN_MS = 50;

    private final BenchmarkModel benchmark;
    private @Nullable SloPreset applied;
    private @Nullable String appliedTo;

    SloModel(BenchmarkModel benchmark) {
        this.benchmark = benchmark;
    }

    /** The objectives as written. */
    List<JsonNode> all() {
        return benchmark.elements(FIELD);
    }

    /** {@code preset Chat}, {@code preset Chat, changed}, or empty. */
    String origin() {
        List<JsonNode> slos = all();
        SloPreset was = String.valueOf(benchmark.id()).equals(appliedTo) ? applied : null;
        if (was != null && SloPresets.are(slos, was)) {
            return "preset " + was.fullName(); // others may have the same limits
        }
        return SloPresets.of(slos)
                .map(exact -> "preset " + exact.fullName())
                .orElse(was != null && !slos.isEmpty() ? "preset " + was.fullName() + ", changed" : "");
    }

    /** Replaces all objectives. */
    void apply(SloPreset preset) {
        applied = preset;
        appliedTo = String.valueOf(benchmark.id());
        benchmark.setAll("Use preset " + preset.fullName(), FIELD, SloPresets.slos(preset));
    }

    /** Adds an objective on a metric. */
    void add(String metric) {
        ObjectNode slo = JSON.objectNode();
        slo.put("metric", metric);
        slo.put("percentile", DEFAULT_PERCENTILE);
        boolean perToken = metric.equals("tpot") || metric.equals("itl");
        slo.put("max", perToken ? DEFAULT_TOKEN_MS : DEFAULT_MS);
        slo.put("unit", "ms");
        List<JsonNode> slos = new ArrayList<>(all());
        slos.add(slo);
        benchmark.setAll("Add objective", FIELD, slos);
    }

    /** Removes one. */
    void remove(int index) {
        List<JsonNode> slos = new ArrayList<>(all());
        slos.remove(index);
        benchmark.setAll("Remove objective", FIELD, slos);
    }

    /** Its percentile as {@link #PERCENTILES} has it, or as it is written. */
    static String percentile(JsonNode slo) {
        JsonNode value = slo.path("percentile");
        return value.isNumber() ? "p" + Quantities.plain(value.decimalValue()) : value.asString("");
    }

    /** Sets the percentile; none for the empty text. */
    void percentile(int index, String percentile) {
        String field = FIELD + "[" + index + "].percentile";
        benchmark.set(
                "Change percentile",
                field,
                percentile.isEmpty() ? null : Codec.number(new BigDecimal(percentile.substring(1))));
    }

    /** Its limit as text: {@code 500 ms}. */
    static String limit(JsonNode slo) {
        String unit = slo.path("unit").asString("ms");
        String number = Codec.NUMBER.write(slo.get("max"));
        return !slo.path("max").isNumber() ? number : number + " " + (unit.equals("us") ? "µs" : unit);
    }

    /** The objective with the limit that a text means; everything else in it stays. */
    static JsonNode typed(JsonNode slo, String text) {
        if (!(slo instanceof ObjectNode object)) {
            return slo;
        }
        ObjectNode changed = object.deepCopy();
        Optional<Quantities.Limit> limit =
                Quantities.limit(text, slo.path("unit").asString("ms"));
        if (limit.isPresent()) {
            changed.set("max", Codec.number(limit.get().value()));
            changed.put("unit", limit.get().unit());
        } else if (text.isBlank()) {
            changed.remove("max");
        } else {
            changed.put("max", text.strip());
        }
        return changed;
    }

    /** The metrics not yet in use first, so that the next one is at hand. */
    List<String> offered() {
        List<String> used =
                all().stream().map(s -> s.path("metric").asString("")).toList();
        return Stream.concat(
                        METRICS.stream().filter(m -> !used.contains(m)),
                        METRICS.stream().filter(used::contains))
                .toList();
    }
}
