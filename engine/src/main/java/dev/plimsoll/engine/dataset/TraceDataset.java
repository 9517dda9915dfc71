package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.Seeds;
import dev.plimsoll.engine.record.RequestSettings;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a trace with generated text of exactly their lengths. Blocks of equal id are the same text, so that a server's prefix
 * cache finds what it would have found then; everything else is a text of its own.
 */
final class TraceDataset implements Dataset {
    private final DatasetPlan.Trace plan;
    private final TraceFile trace;
    private final TextWriter writer;
    private final PromptWriter fresh;
    private final RandomGenerator random;
    private final RandomGenerator copies;
    private final long blockSeed;
    private int[] order;
    private int next;
    private long nextId;
    private long timesRecycled;

    TraceDataset(DatasetPlan.Trace plan, long seed) {
        this.plan = plan;
        this.trace = TraceFile.read(plan);
        this.writer = TextWriter.of(Tokenizers.of(plan.tokenizer()));
        this.fresh = new PromptWriter(writer, Randoms.text(seed));
        this.random = Randoms.order(seed);
        this.copies = Randoms.copies(seed);
        this.blockSeed = Seeds.derive(seed, Seeds.Purpose.SYNTHETIC_TEXT);
        this.order = order();
    }

    private int[] order() {
        int count = trace.rows().size();
        return switch (plan.order()) {
            case "shuffle" -> Randoms.shuffled(count, random);
            case "random" -> random.ints(count, 0, count).toArray();
            default -> java.util.stream.IntStream.range(0, count).toArray();
        };
    }

    @Override
    public @Nullable Conversation next() {
        if (next == order.length) {
            if (!plan.cycle()) {
                return null;
            }
            order = order();
            next = 0;
            timesRecycled++;
        }
        return conversation(trace.rows().get(order[next++]));
    }

    private Conversation conversation(TraceRow row) {
        Turn turn = new Turn(
                0,
                Turn.NO_PARENTS,
                Content.ofText(prompt(row)),
                row.input(),
                row.output(),
                plan.ignoreEos() && row.output() > 0,
                null,
                null,
                RequestSettings.NONE,
                null);
        return new Conversation(
                nextId++, row.label(), List.of(plan.orderedByTime() ? turn.startingAt(row.timeNs()) : turn));
    }

    private String prompt(TraceRow row) {
        if (row.blocks().length == 0) {
            return fresh.next(row.input());
        }
        long copy = plan.prefixCopies() == 1 ? 0 : copies.nextInt(plan.prefixCopies());
        StringBuilder text = new StringBuilder(row.input() * 6);
        int left = row.input();
        int place = 0;
        for (long block : row.blocks()) {
            int tokens = Math.min(left, trace.blockTokens());
            long id = block * plan.prefixCopies() + copy;
            place = (int) (Seeds.share(blockSeed, id) * writer.places());
            writer.append(text, number(id), place, tokens);
            left -= tokens;
        }
        if (left > 0) {
            fresh.append(text, left);
        }
        return writer.fitted(text, "", place, row.input());
    }

    /** A number of its own for each id below a thousand million; of others, which are hashes, hardly two have the same. */
    private long number(long id) {
        long offset = Math.floorMod(blockSeed, TextWriter.NUMBERS);
        return id >= 0 && id < TextWriter.NUMBERS
                ? PromptWriter.number(offset, id)
                : (long) (Seeds.share(blockSeed + 1, id) * TextWriter.NUMBERS);
    }

    /** What its requests share. */
    TracePrefixes prefixes() {
        return trace.prefixes();
    }

    @Override
    public long timesRecycled() {
        return timesRecycled;
    }

    @Override
    public Map<String, Object> describe() {
        Map<String, Object> facts = TraceFile.facts(plan);
        facts.put("requests", trace.rows().size());
        facts.put("leftOut", trace.leftOut());
        return facts;
    }

    @Override
    public void close() {}
}
