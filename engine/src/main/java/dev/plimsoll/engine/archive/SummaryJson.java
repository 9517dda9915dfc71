package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.stats.FiniteJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
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
     * @throws JacksonException where the text is not a summary, or lacks what every summary has
     */
    public static RunSummary read(String text) {
        @Nullable RunSummary summary = JSON.readValue(text, RunSummary.class);
        if (summary == null) {
            throw lacks("everything");
        }
        require(summary.run(), "run");
        require(summary.run().id(), "run.id");
        require(summary.run().name(), "run.name");
        require(summary.run().startedAt(), "run.startedAt");
        require(summary.run().state(), "run.state");
        require(summary.run().version(), "run.version");
        require(summary.run().target(), "run.target");
        require(summary.verdict(), "verdict");
        require(summary.verdict().value(), "verdict.value");
        require(summary.verdict().findings(), "verdict.findings");
        for (int i = 0; i < summary.stages().size(); i++) {
            require(summary.stages().get(i).figures(), "stages[" + i + "]");
        }
        return summary;
    }

    private static void require(StageSummary stage, String path) {
        require((Object) stage, path);
        require(stage.strategy(), path + ".strategy");
        require(stage.displayName(), path + ".displayName");
        require(stage.windowSeconds(), path + ".windowSeconds");
        if (stage.windowSeconds().length != 2) {
            throw lacks(path + ".windowSeconds of two numbers");
        }
        require(stage.requests(), path + ".requests");
        require(stage.windowRequests(), path + ".windowRequests");
        require(stage.errors(), path + ".errors");
        require(stage.metrics(), path + ".metrics");
        require(stage.rates(), path + ".rates");
        require(stage.totals(), path + ".totals");
        require(stage.concurrency(), path + ".concurrency");
        require(stage.slos(), path + ".slos");
        require(stage.notes(), path + ".notes");
    }

    /** A file may lack what a record is never without. */
    private static void require(@Nullable Object member, String path) {
        if (member == null) {
            throw lacks(path);
        }
    }

    private static JacksonException lacks(String path) {
        return DatabindException.from((JsonParser) null, "it lacks " + path);
    }
}
