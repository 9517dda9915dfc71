package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.LengthPlan;
import dev.plimsoll.engine.record.RequestSettings;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Endless generated conversations of one or more turns. Prompt lengths, output lengths, texts, numbers of turns and think times come from
 * generators of their own, so that another distribution of one leaves the others as they were.
 */
final class SyntheticDataset implements Dataset {
    private final DatasetPlan.Synthetic plan;
    private final LengthSampler promptLengths;
    private final @Nullable LengthSampler outputLengths;
    private final LengthSampler turns;
    private final DelaySampler delays;
    private final PromptWriter writer;
    private long next;

    SyntheticDataset(DatasetPlan.Synthetic plan, long seed) {
        this.plan = plan;
        this.promptLengths = new LengthSampler(plan.promptTokens(), Randoms.promptLengths(seed));
        LengthPlan output = plan.outputTokens();
        this.outputLengths = output == null ? null : new LengthSampler(output, Randoms.outputLengths(seed));
        this.turns = new LengthSampler(plan.turns(), Randoms.turns(seed));
        this.delays = new DelaySampler(plan.delay(), Randoms.delays(seed));
        this.writer = new PromptWriter(TextWriter.of(Tokenizers.of(plan.tokenizer())), Randoms.text(seed));
    }

    @Override
    public Conversation next() {
        int count = turns.next();
        List<Turn> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(turn(i));
        }
        return new Conversation(next++, null, all);
    }

    private Turn turn(int index) {
        int promptTokens = promptLengths.next();
        int outputTokens = outputLengths == null ? -1 : outputLengths.next();
        long delayNs = index == 0 ? 0 : Math.round(delays.next() * 1e9);
        return new Turn(
                index,
                Turn.after(index),
                Content.ofText(writer.next(promptTokens)),
                promptTokens,
                outputTokens,
                plan.ignoreEos() && outputTokens > 0,
                null,
                null,
                delayNs == 0 ? RequestSettings.NONE : new RequestSettings(RequestTimings.ABSENT, delayNs),
                null);
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
        if (plan.turns().max() > 1) {
            facts.put("turns", Lengths.describe(plan.turns()));
            facts.put("delaySeconds", Lengths.describe(plan.delay()));
        }
        facts.put("tokenizer", plan.tokenizer());
        facts.put("ignoreEos", plan.ignoreEos());
        return facts;
    }

    @Override
    public void close() {}
}
