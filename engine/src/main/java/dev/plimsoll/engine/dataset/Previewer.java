package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.LengthPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.stats.IntList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes one {@link DatasetPreview}. One thread. */
final class Previewer {
    /** Files larger than this together are not indexed just to show the first rows of a shuffled order. */
    private static final long INDEXED_BYTES = 64L << 20;

    private final DatasetPlan plan;
    private final long seed;
    private final int shown;
    private final BooleanSupplier cancelled;
    private final List<DatasetPreview.Row> rows = new ArrayList<>();
    private final Set<String> columns = new LinkedHashSet<>();
    private final IntList prompts = new IntList();
    private final IntList outputs = new IntList();
    private final Map<String, Integer> models = new TreeMap<>();
    private final @Nullable ModelChoice choice;
    private int looked;
    private int requests;
    private boolean whole;
    private @Nullable TracePrefixes prefixes;

    Previewer(DatasetPlan plan, long seed, int shown, BooleanSupplier cancelled) {
        this.plan = plan;
        this.seed = seed;
        this.shown = shown;
        this.cancelled = cancelled;
        this.choice = plan instanceof DatasetPlan.ByModel byModel ? new ModelChoice(byModel.models(), seed) : null;
    }

    DatasetPreview look() {
        return look(plan.withoutModels());
    }

    private DatasetPreview look(DatasetPlan rows) {
        return switch (rows) {
            case DatasetPlan.Synthetic synthetic -> generated(synthetic);
            case DatasetPlan.Files files -> fromFiles(files);
            case DatasetPlan.Conversations conversations -> fromConversations(conversations);
            case DatasetPlan.Trace trace -> opened(trace);
            case DatasetPlan.Mix mix -> opened(mix);
            case DatasetPlan.HuggingFace hub -> fromHub(hub);
            case DatasetPlan.Inline inline ->
                fromRows(
                        inline.rows(),
                        Datasets.check(inline),
                        false,
                        () -> new InlineRows(inline, inline.rows().order(), seed));
            case DatasetPlan.ByModel byModel -> look(byModel.rows());
        };
    }

    private DatasetPreview generated(DatasetPlan.Synthetic synthetic) {
        try (SyntheticDataset dataset = new SyntheticDataset(synthetic, seed)) {
            while (looked < DatasetPreview.MOST_LOOKED) {
                heedCancel();
                take(null, 0, dataset.next().turns());
            }
        } catch (PlimsollException e) {
            return preview(List.of(), false, told(e));
        }
        return preview(List.of(), false, List.of());
    }

    /** The first conversations of a dataset that is no list of rows with columns. */
    private DatasetPreview opened(DatasetPlan plan) {
        List<Problem> problems = Datasets.check(plan);
        if (!problems.isEmpty()) {
            return preview(List.of(), false, problems);
        }
        heedCancel();
        try (Dataset dataset = Datasets.open(plan, seed)) {
            prefixes = dataset instanceof TraceDataset trace ? trace.prefixes() : null;
            while (looked < DatasetPreview.MOST_LOOKED) {
                heedCancel();
                Conversation next = dataset.next();
                if (next == null) {
                    whole = true;
                    break;
                }
                take(null, 0, next.turns());
            }
        } catch (PlimsollException e) {
            return preview(List.of(), false, told(e));
        }
        return preview(List.of(), false, List.of());
    }

    private DatasetPreview fromConversations(DatasetPlan.Conversations plan) {
        List<Problem> problems = Datasets.check(plan);
        heedCancel();
        String order = size(plan.files()) > INDEXED_BYTES ? "sequential" : plan.order();
        boolean inFileOrder = !order.equals(plan.order());
        ConversationMapper mapper = ConversationsDataset.mapper(plan, seed);
        try (ConversationRows opened = ConversationRows.open(plan, order, mapper, seed)) {
            read(opened.source(), plan.limit(), row -> {
                ConversationRow.RowFaults faults = new ConversationRow.RowFaults(row.place());
                Conversation conversation = opened.reader().map(row, looked, faults);
                if (conversation == null) {
                    throw new BadRow(faults.problems().getFirst());
                }
                return conversation.turns();
            });
        } catch (PlimsollException e) {
            return preview(List.of(), inFileOrder, problems.isEmpty() ? told(e) : problems);
        }
        columns.clear(); // keys of a conversation, which nobody maps
        return preview(List.of(), inFileOrder, problems);
    }

    /** Makes turns of a row. */
    private interface Mapper {
        List<Turn> turns(Row row) throws BadRow;
    }

    private DatasetPreview fromFiles(DatasetPlan.Files files) {
        List<Problem> problems = Datasets.check(files);
        boolean inFileOrder = !files.order().equals("sequential") && size(files.files()) > INDEXED_BYTES;
        return fromRows(
                files,
                problems,
                inFileOrder,
                () -> inFileOrder ? FileDataset.inOrder(files) : FileDataset.open(files, seed));
    }

    /** What was fetched before; nothing is fetched just to show it. */
    private DatasetPreview fromHub(DatasetPlan.HuggingFace hub) {
        DatasetPlan.Files kept = HuggingFaceDataset.kept(hub);
        return kept == null
                ? preview(
                        List.of(),
                        false,
                        List.of(Problem.at("dataset", "is not in the cache yet; it is fetched when a run needs it")))
                : fromFiles(kept);
    }

    private DatasetPreview fromRows(
            DatasetPlan.Files plan, List<Problem> problems, boolean inFileOrder, Supplier<RowSource> opener) {
        heedCancel();
        try (RowSource source = opener.get()) {
            LengthPlan output = plan.outputTokens();
            RowMapper mapper = new RowMapper(
                    FileDataset.overrides(plan),
                    Tokenizers.of(plan.tokenizer()),
                    output == null ? null : new LengthSampler(output, Randoms.outputLengths(seed)),
                    plan.ignoreEos());
            read(source, plan.limit(), row -> mapper.map(row, looked).turns());
        } catch (PlimsollException e) {
            return preview(mapping(plan), inFileOrder, problems.isEmpty() ? told(e) : problems);
        }
        return preview(mapping(plan), inFileOrder, problems);
    }

    private void read(RowSource source, long limit, Mapper mapper) {
        long most = limit > 0 ? Math.min(limit, DatasetPreview.MOST_LOOKED) : DatasetPreview.MOST_LOOKED;
        while (looked < most) {
            heedCancel();
            Row row = null;
            try {
                row = source.next();
                if (row == null) {
                    whole = true;
                    return;
                }
                columns.addAll(row.fields().propertyNames());
                List<Turn> turns = mapper.turns(row);
                // Finding the line of a row in a shuffled order costs a pass over its file.
                boolean isShown = rows.size() < shown;
                take(row.place().file(), isShown ? row.place().line() : 0, turns);
            } catch (BadRow e) {
                looked++;
                if (rows.size() < shown) {
                    Problem problem = e.problem();
                    Path file = problem.file() == null ? null : Path.of(problem.file());
                    rows.add(new DatasetPreview.Row(looked, file, problem.line(), List.of(), problem));
                }
            }
        }
        whole = limit > 0 && looked >= limit;
    }

    private void take(@Nullable Path file, long line, List<Turn> read) {
        looked++;
        List<Turn> turns = choice == null ? read : choice.next(read);
        if (rows.size() < shown) {
            rows.add(new DatasetPreview.Row(looked, file, line, turns, null));
        }
        requests += turns.size();
        for (Turn turn : turns) {
            if (turn.model() != null) {
                models.merge(turn.model(), 1, Integer::sum);
            }
            if (turn.promptTokens() >= 0) {
                prompts.add(turn.promptTokens());
            }
            if (turn.outputTokens() >= 0) {
                outputs.add(turn.outputTokens());
            }
        }
    }

    private List<DatasetPreview.Use> mapping(DatasetPlan.Files files) {
        Map<ColumnTarget, String> overrides = FileDataset.overrides(files);
        ColumnMapping mapping = ColumnMapping.of(List.copyOf(columns), overrides);
        List<DatasetPreview.Use> uses = new ArrayList<>();
        for (ColumnTarget target : ColumnTarget.values()) {
            List<String> found = mapping.turnsOf(target).values().stream()
                    .map(List::getFirst)
                    .toList();
            if (!found.isEmpty()) {
                uses.add(new DatasetPreview.Use(target.key(), found, overrides.containsKey(target)));
            }
        }
        return uses;
    }

    private DatasetPreview preview(List<DatasetPreview.Use> mapping, boolean inFileOrder, List<Problem> problems) {
        return new DatasetPreview(
                rows,
                List.copyOf(columns),
                mapping,
                TokenLengths.of(array(prompts)),
                TokenLengths.of(array(outputs)),
                requests,
                models,
                looked,
                whole,
                inFileOrder,
                problems,
                prefixes);
    }

    private static int[] array(IntList list) {
        int[] values = new int[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i);
        }
        return values;
    }

    private static List<Problem> told(PlimsollException e) {
        return e.problems().isEmpty()
                ? List.of(Problem.at("", Objects.requireNonNullElse(e.getMessage(), "cannot be read")))
                : e.problems();
    }

    private static long size(List<Path> files) {
        long bytes = 0;
        for (Path file : files) {
            try {
                bytes += Files.size(file);
            } catch (IOException e) {
                return 0; // told when it is opened
            }
        }
        return bytes;
    }

    private void heedCancel() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
    }
}
