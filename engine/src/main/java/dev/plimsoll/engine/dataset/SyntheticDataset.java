package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.LengthPlan;
import dev.plimsoll.engine.record.RequestSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Endless generated prompts, one turn each. Prompt lengths, output lengths and texts come from generators of their own, so that another
 * distribution of one leaves the others as they were.
 */
final class SyntheticDataset implements Dataset {
    private final DatasetPlan.Synthetic plan;
    private final LengthSampler promptLengths;
    private final @Nullable LengthSampler outputLengths;
    private final PromptWriter writer;
    private long next;

    SyntheticDataset(DatasetPlan.Synthetic plan, long seed) {
        this.plan = plan;
        this.promptLengths = new LengthSampler(plan.promptTokens(), Randoms.promptLengths(seed));
        LengthPlan output = plan.outputTokens();
        this.outputLengths = output == null ? null : new LengthSampler(output, Randoms.outputLengths(seed));
        this.writer = new PromptWriter(Tokenizers.of(plan.tokenizer()), Randoms.text(seed));
    }

    @Override
    public Conversation next() {
        int promptTokens = promptLengths.next();
        int outputTokens = outputLengths == null ? -1 : outputLengths.next();
        Turn turn = new Turn(
                0,
                Turn.NO_PARENTS,
                null,
                writer.next(promptTokens),
                null,
                promptTokens,
                outputTokens,
                plan.ignoreEos() && outputTokens > 0,
                null,
                null,
                RequestSettings.NONE);
        return new Conversation(next++, null, List.of(turn));
    }

    @Override
    public long timesRecycled() {
        return 0;
    }

    @Override
    public Map<String, Object> describe() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kind", "synthetic");
        facts.put("id", plan.id());
        facts.put("promptTokens", Lengths.describe(plan.promptTokens()));
        LengthPlan output = plan.outputTokens();
        if (output != null) {
            facts.put("outputTokens", Lengths.describe(output));
        }
        facts.put("tokenizer", plan.tokenizer());
        facts.put("ignoreEos", plan.ignoreEos());
        return facts;
    }

    @Override
    public void close() {}
}
