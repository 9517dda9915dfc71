package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.LengthPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of files. Rows that cannot be used are counted, and end the run where there are more than allowed. */
final class FileDataset implements Dataset {
    private final DatasetPlan.Files plan;
    private final Acceptance acceptance;
    private final Map<String, Object> origin;
    private final RowSource source;
    private final RowMapper mapper;
    private final @Nullable RowTimes times;
    private final long originNs;
    private long nextId;
    private long usedInPass;
    private long badRows;
    private long timesRecycled;

    FileDataset(DatasetPlan.Files plan, long seed, Acceptance acceptance) {
        this(plan, seed, null, fileFacts(plan), acceptance);
    }

    /**
     * Rows from elsewhere.
     *
     * @param rows the rows in their order, or null for those of the plan's files
     * @param origin what a report says of where they come from
     */
    FileDataset(
            DatasetPlan.Files plan,
            long seed,
            @Nullable RowSource rows,
            Map<String, Object> origin,
            Acceptance acceptance) {
        this.plan = plan;
        this.acceptance = acceptance;
        this.origin = origin;
        LengthPlan output = plan.outputTokens();
        LengthSampler lengths = output == null ? null : new LengthSampler(output, Randoms.outputLengths(seed));
        this.mapper = new RowMapper(overrides(plan), Tokenizers.of(plan.tokenizer()), lengths, plan.ignoreEos());
        TraceIndex trace = plan.orderedByTime() ? TraceIndex.of(plan) : null;
        this.times = trace == null ? null : new RowTimes(overrides(plan));
        this.originNs = trace == null ? 0 : trace.originNs();
        this.source = rows != null
                ? rows
                : trace == null || trace.order() == null
                        ? open(plan, seed)
                        : RowSources.open(plan.format(), plan.files(), trace.order());
    }

    /** The rows in the order in which they are used. */
    static RowSource open(DatasetPlan.Files plan, long seed) {
        return plan.orderedByTime()
                ? inOrder(plan)
                : RowSources.open(plan.format(), plan.files(), plan.order(), plan.limit(), seed);
    }

    /** The rows as they stand in the files. */
    static RowSource inOrder(DatasetPlan.Files plan) {
        return RowSources.inOrder(plan.format(), plan.files());
    }

    /** The columns named by the user; names of targets that do not exist are left out here and told by the check. */
    static Map<ColumnTarget, String> overrides(DatasetPlan.Files plan) {
        Map<ColumnTarget, String> overrides = new EnumMap<>(ColumnTarget.class);
        plan.columns().forEach((name, column) -> {
            ColumnTarget target = ColumnTarget.of(name);
            if (target != null) {
                overrides.put(target, column);
            }
        });
        return overrides;
    }

    private static Map<String, Object> fileFacts(DatasetPlan.Files plan) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kind", "file");
        facts.put("id", plan.id());
        facts.put("files", plan.files().stream().map(Path::toString).toList());
        facts.put("format", plan.format());
        return facts;
    }

    @Override
    public @Nullable Conversation next() {
        while (true) {
            try {
                Row row = plan.limit() > 0 && usedInPass == plan.limit() ? null : source.next();
                if (row != null) {
                    Conversation conversation = accepted(mapper.map(row, nextId), row);
                    if (times != null) {
                        conversation = times.timed(conversation, row, originNs);
                    }
                    nextId++;
                    usedInPass++;
                    return conversation;
                }
            } catch (BadRow e) {
                countBadRow(e);
                continue;
            }
            if (!plan.cycle()) {
                return null;
            }
            startAgain();
        }
    }

    /** A row that cannot be sent to this target is none that is allowed to be broken: the next ones would be refused as well. */
    private Conversation accepted(Conversation conversation, Row row) {
        for (Turn turn : conversation.turns()) {
            acceptance.refusal(turn).ifPresent(why -> {
                throw PlimsollException.failed(
                        "The dataset \"" + plan.id() + "\" cannot be sent on: "
                                + row.place().problem("", why).tell() + ".",
                        null);
            });
        }
        return conversation;
    }

    private void startAgain() {
        if (usedInPass == 0) {
            throw PlimsollException.failed(
                    "The dataset \"" + plan.id() + "\" has no row that can be used" + fileNames(), null);
        }
        source.rewind();
        usedInPass = 0;
        timesRecycled++;
    }

    private void countBadRow(BadRow bad) {
        badRows++;
        if (badRows > plan.maxBadRows()) {
            String many = plan.maxBadRows() == 0
                    ? ""
                    : " (bad row number " + badRows + ", " + plan.maxBadRows() + " are allowed)";
            throw PlimsollException.failed(
                    "The dataset \"" + plan.id() + "\" has a bad row" + many + ": "
                            + bad.problem().tell() + ". Mend the row, or allow some by maxBadRows.",
                    bad);
        }
    }

    @Override
    public long timesRecycled() {
        return timesRecycled;
    }

    @Override
    public Map<String, Object> describe() {
        Map<String, Object> facts = new LinkedHashMap<>(origin);
        facts.put("order", plan.order());
        facts.put("limit", plan.limit());
        facts.put("cycle", plan.cycle());
        facts.put("columns", plan.columns());
        LengthPlan output = plan.outputTokens();
        if (output != null) {
            facts.put("outputTokens", Lengths.describe(output));
        }
        facts.put("tokenizer", plan.tokenizer());
        facts.put("ignoreEos", plan.ignoreEos());
        facts.put("maxBadRows", plan.maxBadRows());
        return facts;
    }

    private String fileNames() {
        return plan.files().isEmpty()
                ? ""
                : ": "
                        + String.join(
                                ", ", plan.files().stream().map(Path::toString).toList());
    }

    @Override
    public void close() {
        source.close();
    }
}
