package dev.plimsoll.engine.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.plimsoll.engine.problem.PlimsollException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** A plan as JSON: what {@code run.json} keeps of it. Kinds have the names of the workspace file; paths are plain text. Any thread. */
public final class PlanJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES) // what an older run did not know is 0 or false
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
            .addMixIn(DatasetPlan.class, Datasets.class)
            .addMixIn(LengthPlan.Shape.class, Shapes.class)
            .addMixIn(ProfilePlan.class, Profiles.class)
            .addMixIn(ConstraintPlan.class, Constraints.class)
            .addModule(new SimpleModule().addSerializer(new PathText()))
            .build();

    private PlanJson() {}

    /** The tree of a plan; null members are left out. */
    public static JsonNode write(RunPlan plan) {
        return MAPPER.valueToTree(plan);
    }

    /**
     * A plan from its tree.
     *
     * @throws PlimsollException where it is not one of this version's
     */
    public static RunPlan read(JsonNode tree) {
        try {
            return MAPPER.treeToValue(tree, RunPlan.class);
        } catch (JacksonException e) {
            throw PlimsollException.failed("The plan of the run cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static final class PathText extends StdSerializer<Path> {
        PathText() {
            super(Path.class);
        }

        @Override
        public void serialize(Path value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(value.toString());
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = DatasetPlan.Synthetic.class, name = "synthetic"),
        @JsonSubTypes.Type(value = DatasetPlan.Files.class, name = "file"),
        @JsonSubTypes.Type(value = DatasetPlan.Conversations.class, name = "conversations"),
        @JsonSubTypes.Type(value = DatasetPlan.Trace.class, name = "trace"),
        @JsonSubTypes.Type(value = DatasetPlan.Mix.class, name = "mix"),
        @JsonSubTypes.Type(value = DatasetPlan.HuggingFace.class, name = "huggingface"),
        @JsonSubTypes.Type(value = DatasetPlan.Inline.class, name = "inline"),
        @JsonSubTypes.Type(value = DatasetPlan.ByModel.class, name = "byModel")
    })
    private interface Datasets {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "distribution")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = LengthPlan.LogNormal.class, name = "lognormal"),
        @JsonSubTypes.Type(value = LengthPlan.Multimodal.class, name = "multimodal"),
        @JsonSubTypes.Type(value = LengthPlan.Empirical.class, name = "empirical")
    })
    private interface Shapes {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ProfilePlan.Synchronous.class, name = "synchronous"),
        @JsonSubTypes.Type(value = ProfilePlan.Concurrent.class, name = "concurrent"),
        @JsonSubTypes.Type(value = ProfilePlan.Throughput.class, name = "throughput"),
        @JsonSubTypes.Type(value = ProfilePlan.Constant.class, name = "constant"),
        @JsonSubTypes.Type(value = ProfilePlan.Poisson.class, name = "poisson"),
        @JsonSubTypes.Type(value = ProfilePlan.Gamma.class, name = "gamma"),
        @JsonSubTypes.Type(value = ProfilePlan.RateSeries.class, name = "rateSeries"),
        @JsonSubTypes.Type(value = ProfilePlan.Trace.class, name = "trace"),
        @JsonSubTypes.Type(value = ProfilePlan.Users.class, name = "users"),
        @JsonSubTypes.Type(value = ProfilePlan.Sweep.class, name = "sweep"),
        @JsonSubTypes.Type(value = ProfilePlan.Policies.class, name = "policies")
    })
    private interface Profiles {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ConstraintPlan.MaxRequests.class, name = "max_requests"),
        @JsonSubTypes.Type(value = ConstraintPlan.MaxDuration.class, name = "max_duration"),
        @JsonSubTypes.Type(value = ConstraintPlan.MaxErrors.class, name = "max_errors"),
        @JsonSubTypes.Type(value = ConstraintPlan.MaxErrorRate.class, name = "max_error_rate"),
        @JsonSubTypes.Type(value = ConstraintPlan.MaxGlobalErrorRate.class, name = "max_global_error_rate"),
        @JsonSubTypes.Type(value = ConstraintPlan.MaxTokens.class, name = "max_tokens"),
        @JsonSubTypes.Type(value = ConstraintPlan.OverSaturation.class, name = "over_saturation")
    })
    private interface Constraints {}
}
