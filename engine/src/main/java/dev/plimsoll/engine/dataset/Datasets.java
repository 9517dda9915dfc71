package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.Timetable;
import dev.plimsoll.engine.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens and checks datasets. Any thread; what is opened belongs to one. */
public final class Datasets {
    private static final int LOOKED_AT = 256;

    private Datasets() {}

    /**
     * A fresh pass over a dataset, from its first row.
     *
     * @param seed seed of generated text, lengths and order. The same (plan, seed) gives the same conversations on every machine; where
     *     generated prompts must not repeat those of an earlier pass (a server's prefix cache would know them), hand in another seed.
     * @throws dev.plimsoll.engine.problem.PlimsollException where a file cannot be read or the tokenizer is unknown
     */
    public static Dataset open(DatasetPlan plan, long seed) {
        return open(plan, seed, Acceptance.OF_ANYTHING);
    }

    /**
     * The same for whoever takes only some rows: one that it does not take ends the reading, located by file and line. (The first rows are
     * looked at by {@link #check(DatasetPlan, Acceptance)}, before anything is sent.)
     */
    static Dataset open(DatasetPlan plan, long seed, Acceptance acceptance) {
        return switch (plan) {
            case DatasetPlan.Synthetic synthetic -> new SyntheticDataset(synthetic, seed);
            case DatasetPlan.Files files -> new FileDataset(files, seed, acceptance);
            case DatasetPlan.Conversations conversations -> new ConversationsDataset(conversations, seed);
            case DatasetPlan.Trace trace -> new TraceDataset(trace, seed);
            case DatasetPlan.Mix mix -> new MixDataset(mix, seed, acceptance);
            case DatasetPlan.HuggingFace hub -> HuggingFaceDataset.open(hub, seed, acceptance);
            case DatasetPlan.Inline inline ->
                new FileDataset(
                        inline.rows(),
                        seed,
                        new InlineRows(inline, inline.rows().order(), seed),
                        Map.of("kind", "inline", "id", inline.id()),
                        acceptance);
            case DatasetPlan.ByModel byModel ->
                new ByModelDataset(byModel, seed, open(byModel.rows(), seed, ByModelDataset.ofRows(acceptance)));
        };
    }

    /**
     * Fetches what a dataset needs from elsewhere and is not kept here yet; nothing for most.
     *
     * @param progress told what happens, now and then, for a person
     * @throws dev.plimsoll.engine.problem.PlimsollException where it cannot be fetched
     */
    public static void prepare(DatasetPlan plan, Consumer<String> progress) {
        if (plan.withoutModels() instanceof DatasetPlan.HuggingFace hub) {
            HuggingFaceDataset.fetched(hub, progress);
        }
    }

    /**
     * {@link #open(DatasetPlan, long, Acceptance)}, with the conversations of a file where it has them; further ones are added to it.
     *
     * @param savedPrompts the file, which need not exist yet; null = without
     */
    public static Dataset open(DatasetPlan plan, long seed, @Nullable Path savedPrompts, Acceptance acceptance) {
        return savedPrompts == null
                ? open(plan, seed, acceptance)
                : new SavedPrompts(savedPrompts, seed, () -> open(plan, seed, acceptance));
    }

    /**
     * When the rows of a trace start; a pass over its files.
     *
     * @param plan rows in the order of their times
     * @throws dev.plimsoll.engine.problem.PlimsollException where no row has a time, or the rows must be sorted and are not, located
     */
    public static Timetable timetable(DatasetPlan plan) {
        return switch (plan.withoutModels()) {
            case DatasetPlan.Files files -> TraceIndex.of(files).timetable();
            case DatasetPlan.Trace trace -> TraceFile.read(trace).timetable();
            default -> throw new IllegalArgumentException("the rows of dataset " + plan.id() + " have no times");
        };
    }

    /**
     * Turns of a usual conversation, rounded: the mean of generated ones as planned, else over the first {@value #LOOKED_AT}; 0 of an
     * empty dataset.
     */
    public static int usualTurns(DatasetPlan plan, long seed) {
        if (plan.withoutModels() instanceof DatasetPlan.Synthetic synthetic) {
            return (int) Math.round(synthetic.turns().expected());
        }
        long turns = 0;
        long conversations = 0;
        try (Dataset dataset = open(plan, seed)) {
            Conversation next = dataset.next();
            while (next != null && conversations < LOOKED_AT) {
                turns += next.turns().size();
                conversations++;
                next = dataset.next();
            }
        }
        return conversations == 0 ? 0 : (int) Math.round((double) turns / conversations);
    }

    /**
     * What is wrong with a dataset as far as its first {@value FileCheck.CHECKED_ROWS} rows show (with conversations: all of
     * them): everything at once, each fault with its file and line. Empty where it can be used.
     */
    public static List<Problem> check(DatasetPlan plan) {
        return check(plan, Acceptance.OF_ANYTHING);
    }

    /** {@link #check(DatasetPlan)}, and which of these rows cannot be sent. */
    public static List<Problem> check(DatasetPlan plan, Acceptance acceptance) {
        Problem tokenizer = Tokenizers.check(plan.tokenizer());
        return tokenizer == null ? rows(plan, acceptance) : List.of(tokenizer);
    }

    private static List<Problem> rows(DatasetPlan plan, Acceptance acceptance) {
        return switch (plan) {
            case DatasetPlan.Synthetic _ -> generated(acceptance);
            case DatasetPlan.Files files -> FileCheck.of(files, acceptance);
            case DatasetPlan.Conversations conversations -> ConversationsCheck.of(conversations, acceptance);
            case DatasetPlan.Trace trace -> {
                List<Problem> refused = generated(acceptance);
                yield refused.isEmpty() ? TraceFile.check(trace) : refused;
            }
            case DatasetPlan.Mix mix ->
                mix.parts().stream()
                        .map(DatasetPlan.Part::dataset)
                        .distinct()
                        .flatMap(part -> rows(part, acceptance).stream())
                        .toList();
            case DatasetPlan.HuggingFace hub -> FileCheck.of(HuggingFaceDataset.fetched(hub), acceptance);
            case DatasetPlan.Inline inline -> FileCheck.of(inline.rows(), () -> InlineRows.inOrder(inline), acceptance);
            case DatasetPlan.ByModel byModel -> rows(byModel.rows(), ByModelDataset.ofRows(acceptance));
        };
    }

    /** Why generated text cannot be sent, or nothing. */
    private static List<Problem> generated(Acceptance acceptance) {
        return acceptance.refusal(Content.ofText("text")).map(why -> Problem.at("", "a generated row " + why)).stream()
                .toList();
    }
}
