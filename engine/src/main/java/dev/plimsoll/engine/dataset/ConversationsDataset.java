package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.dataset.ConversationRow.RowFaults;
import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.LengthPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Conversations of files, one a line. They were checked before; a line that is broken now ends the run, unless so many are allowed. */
final class ConversationsDataset implements Dataset {
    private final DatasetPlan.Conversations plan;
    private final ConversationRows rows;
    private long nextId;
    private long usedInPass;
    private long brokenInPass;
    private long timesRecycled;

    ConversationsDataset(DatasetPlan.Conversations plan, long seed) {
        this.plan = plan;
        this.rows = ConversationRows.open(plan, plan.order(), mapper(plan, seed), seed);
    }

    static ConversationMapper mapper(DatasetPlan.Conversations plan, long seed) {
        LengthPlan output = plan.outputTokens();
        return new ConversationMapper(
                plan.history(),
                Tokenizers.of(plan.tokenizer()),
                output == null ? null : new LengthSampler(output, Randoms.outputLengths(seed)),
                plan.ignoreEos());
    }

    @Override
    public @Nullable Conversation next() {
        while (true) {
            Row row = nextRow();
            if (row != null) {
                // where it is told only where it must be: to find the line of a row in a shuffled order costs a pass
                // over its file
                RowFaults faults = new RowFaults(new Row.At(row.place().file(), 0));
                Conversation conversation = rows.reader().map(row, nextId, faults);
                if (conversation == null) {
                    countBroken(() -> located(row));
                    continue;
                }
                nextId++;
                usedInPass++;
                return conversation;
            }
            if (!plan.cycle()) {
                return null;
            }
            if (usedInPass == 0) {
                throw PlimsollException.failed("The dataset \"" + plan.id() + "\" has no conversation", null);
            }
            rows.source().rewind();
            usedInPass = 0;
            brokenInPass = 0;
            timesRecycled++;
        }
    }

    private @Nullable Row nextRow() {
        while (plan.limit() == 0 || usedInPass < plan.limit()) {
            try {
                return rows.source().next();
            } catch (BadRow e) {
                countBroken(() -> List.of(e.problem()));
            }
        }
        return null;
    }

    private List<Problem> located(Row row) {
        RowFaults faults = new RowFaults(row.place());
        rows.reader().map(row, nextId, faults);
        return faults.problems();
    }

    /** Passes over as many broken lines as are allowed; a line that is drawn again in a random order counts again. */
    private void countBroken(Supplier<List<Problem>> problems) {
        brokenInPass++;
        if (brokenInPass > plan.maxBadRows()) {
            throw PlimsollException.ofProblems(
                    "The dataset \"" + plan.id() + "\" has more broken conversations than are allowed ("
                            + plan.maxBadRows() + "), or has changed since it was checked:",
                    problems.get());
        }
    }

    @Override
    public long timesRecycled() {
        return timesRecycled;
    }

    @Override
    public Map<String, Object> describe() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kind", "conversations");
        facts.put("id", plan.id());
        facts.put("files", plan.files().stream().map(Path::toString).toList());
        facts.put("order", plan.order());
        facts.put("limit", plan.limit());
        facts.put("cycle", plan.cycle());
        facts.put("history", plan.history().name().toLowerCase(Locale.ROOT));
        LengthPlan output = plan.outputTokens();
        if (output != null) {
            facts.put("outputTokens", Lengths.describe(output));
        }
        facts.put("tokenizer", plan.tokenizer());
        facts.put("ignoreEos", plan.ignoreEos());
        facts.put("maxBadRows", plan.maxBadRows());
        return facts;
    }

    @Override
    public void close() {
        rows.close();
    }
}
