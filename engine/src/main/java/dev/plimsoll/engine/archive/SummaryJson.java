package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.stats.FiniteJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code summary.json}: an absent value is left out, never null or NaN; further fields of a newer version are ignored. */
public final class SummaryJson {
    private static final JsonMapper JSON = FiniteJson.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private SummaryJson() {}

    /** The text of a summary. */
    public static String write(RunSummary summary) {
        return JSON.writeValueAsString(summary);
    }

    /**
     * Reads it back.
     *
     * @throws JacksonException where the text is not a summary
     */
    public static RunSummary read(String text) {
        return JSON.readValue(text, RunSummary.class);
    }
}
