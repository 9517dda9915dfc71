package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.LengthPlan;
import dev.plimsoll.engine.record.RequestSettings;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Endless generated conversations of one or more turns. Prompt lengths, output lengths, texts, numbers of turns and think times come from
 * generators of their own, so that another distribution of one leaves the others as they were.
 */
final class SyntheticDataset implements Dataset {
    private final DatasetPlan.Synthetic plan;
    private final PairSampler lengths;
    private final LengthSampler turns;
    private final DelaySampler delays;
    private final PromptWriter writer;
    private final Prefixes prefixes;
    private long next;

    SyntheticDataset(DatasetPlan.Synthetic plan, long seed) {
        this.plan = plan;
        this.lengths = PairSampler.of(plan, seed);
        this.turns = new LengthSampler(plan.turns(), Randoms.turns(seed));
        this.delays = new DelaySampler(plan.delay(), Randoms.delays(seed));
        TextWriter text = TextWriter.of(Tokenizers.of(plan.tokenizer()));
        this.writer = new PromptWriter(text, Randoms.text(seed));
        this.prefixes = new Prefixes(
                plan.prefixBuckets(), plan.cacheBust(), text, Randoms.prefixes(seed), Randoms.prefixTexts(seed));
    }

    @Override
    public Conversation next() {
        int count = turns.next();
        List<Turn> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(turn(i));
        }
        if (!prefixes.isEmpty()) { // later turns are sent with the first one
            Prefixes.Prefix prefix = prefixes.next();
            all.set(0, all.getFirst().withSystem(prefix.text(), prefix.tokens()));
        }
        return new Conversation(next++, null, all);
    }

    private Turn turn(int index) {
        PairSampler.Lengths drawn = lengths.next();
        int promptTokens = (int)
                Math.min(Integer.MAX_VALUE / 8, drawn.prompt() + (index == 0 ? (long) plan.userContextTokens() : 0));
        boolean numberLast = index == 0 && plan.cacheBust() == DatasetPlan.CacheBust.FIRST_TURN_SUFFIX;
        long delayNs = index == 0 ? 0 : Math.round(delays.next() * 1e9);
        return new Turn(
                index,
                Turn.after(index),
                Content.ofText(numberLast ? writer.nextNumberLast(promptTokens) : writer.next(promptTokens)),
                promptTokens,
                drawn.output(),
                plan.ignoreEos() && drawn.output() > 0,
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
        if (plan.lengths() != null) {
            facts.put("lengths", "drawn in pairs");
        }
        if (!plan.prefixBuckets().isEmpty()) {
            facts.put(
                    "prefixBuckets",
                    plan.prefixBuckets().stream()
                            .map(b -> Map.of("weight", b.weight(), "count", b.count(), "tokens", b.tokens()))
                            .toList());
        }
        if (plan.userContextTokens() > 0) {
            facts.put("userContextTokens", plan.userContextTokens());
        }
        if (plan.cacheBust() != DatasetPlan.CacheBust.NONE) {
            facts.put("cacheBust", plan.cacheBust().name().toLowerCase(Locale.ROOT));
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
