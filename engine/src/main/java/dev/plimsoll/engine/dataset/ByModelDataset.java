package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DatasetPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Another dataset, for each of whose conversations one of several models is drawn. */
final class ByModelDataset implements Dataset {
    private final DatasetPlan.ByModel plan;
    private final Dataset rows;
    private final ModelChoice choice;

    /** The models of conversations that come from {@code rows}, which is closed with this. */
    ByModelDataset(DatasetPlan.ByModel plan, long seed, Dataset rows) {
        this.plan = plan;
        this.rows = rows;
        this.choice = new ModelChoice(plan.models(), seed);
    }

    /** What of the rows can be sent: those that name no model, for it would not be asked for. */
    static Acceptance ofRows(Acceptance acceptance) {
        return new Acceptance() {
            @Override
            public Optional<String> refusal(Content content) {
                return acceptance.refusal(content);
            }

            @Override
            public Optional<String> refusalOfModel(String model) {
                return Optional.of("asks for the model '" + model
                        + "' itself, but the dataset draws models by weight; keep one of them");
            }
        };
    }

    @Override
    public @Nullable Conversation next() {
        Conversation next = rows.next();
        return next == null ? null : next.withTurns(choice.next(next.turns()));
    }

    @Override
    public long timesRecycled() {
        return rows.timesRecycled();
    }

    @Override
    public Map<String, Object> describe() {
        Map<String, Object> facts = new LinkedHashMap<>(rows.describe());
        Map<String, Double> models = new LinkedHashMap<>();
        plan.models().forEach(share -> models.put(share.model(), share.weight()));
        facts.put("models", models);
        return facts;
    }

    @Override
    public void close() {
        rows.close();
    }
}
