package dev.plimsoll.engine.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.plimsoll.engine.metrics.RouterStage;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.trust.SaturationReport;
import dev.plimsoll.engine.trust.TrustReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code summary.json}: what came out of a run.
 *
 * @param schemaVersion 1
 * @param run which run
 * @param verdict the generator's verdict on itself
 * @param saturation stages in which the target was saturated
 * @param stages figures, in order
 */
public record RunSummary(
        int schemaVersion, RunHead run, TrustReport verdict, List<SaturationReport> saturation, List<Stage> stages) {
    public RunSummary {
        saturation = List.copyOf(saturation);
        stages = List.copyOf(stages);
    }

    /**
     * Which run.
     *
     * @param id folder name of the run
     * @param name shown name
     * @param startedAt ISO 8601, UTC
     * @param endedAt ISO 8601, UTC; null where unknown (interrupted)
     * @param state {@code sealed}, {@code interrupted} or {@code aborted}
     * @param version Plimsoll version
     * @param target shown target: URL or simulator profile
     * @param model model name, or null
     * @param reason why it did not end as planned, or null
     * @param importedFrom what another program measured, and which; null for a run of our own
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RunHead(
            String id,
            String name,
            String startedAt,
            @Nullable String endedAt,
            String state,
            String version,
            String target,
            @Nullable String model,
            @Nullable String reason,
            @Nullable Origin importedFrom) {
        /** A run of our own. */
        public RunHead(
                String id,
                String name,
                String startedAt,
                @Nullable String endedAt,
                String state,
                String version,
                String target,
                @Nullable String model,
                @Nullable String reason) {
            this(id, name, startedAt, endedAt, state, version, target, model, reason, null);
        }
    }

    /**
     * The result file of another program that a run was imported from.
     *
     * @param tool {@code guidellm}, {@code aiperf} or {@code vllm}
     * @param toolVersion its version, null where the file does not tell
     * @param file name of the file
     * @param sha256 of its bytes, hex
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Origin(String tool, @Nullable String toolVersion, String file, String sha256) {}

    /**
     * One stage: its figures and what stopped it.
     *
     * @param figures figures, unwrapped in JSON
     * @param stoppedBy the constraints that ended it: id, kind, metadata
     * @param router what the model router did in its window; null where the run had none of its own
     */
    public record Stage(
            @JsonUnwrapped StageSummary figures,
            List<StoppedBy> stoppedBy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            RouterStage router) {
        public Stage {
            stoppedBy = List.copyOf(stoppedBy);
        }

        /** A stage without a model router. */
        public Stage(StageSummary figures, List<StoppedBy> stoppedBy) {
            this(figures, stoppedBy, null);
        }

        /** The same with what the router did. */
        public Stage with(@Nullable RouterStage ofRouter) {
            return new Stage(figures, stoppedBy, ofRouter);
        }
    }

    /** One constraint that ended a stage. */
    public record StoppedBy(String id, String kind, Map<String, Object> metadata) {}
}
