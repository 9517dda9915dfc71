package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.DelayPlan;
import dev.plimsoll.engine.plan.LengthPlan;
import dev.plimsoll.engine.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models drawn by weight for the conversations of any dataset. */
class ByModelDatasetTest {
    private static final List<DatasetPlan.ModelShare> THREE_TO_ONE =
            List.of(new DatasetPlan.ModelShare("chat", 3), new DatasetPlan.ModelShare("code", 1));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void eachModelIsAskedForAsOftenAsItsWeightSays(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<DatasetPlan.ModelShare> shares = new ArrayList<>();
        double total = 0;
        for (int i = 0; i < 2 + random.nextInt(6); i++) {
            shares.add(new DatasetPlan.ModelShare("m" + i, random.nextDouble(0.01, 100)));
            total += shares.getLast().weight();
        }
        int count = 20_000;
        List<String> models = models(new DatasetPlan.ByModel(inline(), shares), seed, count);
        for (DatasetPlan.ModelShare share : shares) {
            double p = share.weight() / total;
            double fiveSigma = 5 * Math.sqrt(count * p * (1 - p)) + 1;
            assertEquals(count * p, Collections.frequency(models, share.model()), fiveSigma, share.toString());
        }
    }

    @Test
    void theNthModelHangsOnSeedAndWeightsAlone() {
        List<String> models = models(new DatasetPlan.ByModel(inline(), THREE_TO_ONE), 7, 200);
        assertEquals(models, models(new DatasetPlan.ByModel(synthetic(1), THREE_TO_ONE), 7, 200));
        assertNotEquals(models, models(new DatasetPlan.ByModel(inline(), THREE_TO_ONE), 8, 200));
    }

    @Test
    void theTextIsWhatItIsWithoutModels() {
        try (Dataset with = Datasets.open(new DatasetPlan.ByModel(synthetic(3), THREE_TO_ONE), 7);
                Dataset without = Datasets.open(synthetic(3), 7)) {
            for (int i = 0; i < 20; i++) {
                Conversation one = Objects.requireNonNull(with.next());
                List<Turn> other = Objects.requireNonNull(without.next()).turns();
                String model = Objects.requireNonNull(one.turns().getFirst().model());
                assertEquals(
                        other.stream().map(turn -> turn.askingFor(model)).toList(),
                        one.turns(),
                        "all turns of a conversation ask for one model");
            }
        }
    }

    @Test
    void thePartsOfAMixHaveModelsOfTheirOwn() {
        DatasetPlan.Mix mix = new DatasetPlan.Mix(
                "m",
                List.of(
                        new DatasetPlan.Part("a", 1, new DatasetPlan.ByModel(synthetic(1), THREE_TO_ONE)),
                        new DatasetPlan.Part("b", 1, synthetic(1))),
                "chars");
        try (Dataset dataset = Datasets.open(mix, 3)) {
            for (int i = 0; i < 100; i++) {
                Conversation next = Objects.requireNonNull(dataset.next());
                String model = next.turns().getFirst().model();
                assertEquals("a".equals(next.label()), model != null);
            }
        }
    }

    @Test
    void aRowThatNamesAModelItselfIsTold(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("c.jsonl"),
                "{\"id\":\"a\",\"turns\":[{\"text\":\"hi\"}]}\n"
                        + "{\"id\":\"b\",\"turns\":[{\"text\":\"hi\",\"model\":\"m\"}]}\n");
        DatasetPlan.Conversations rows = new DatasetPlan.Conversations(
                "c", List.of(file), "sequential", 0, false, DatasetPlan.History.LIVE, null, "chars", false, 0);
        assertEquals(List.of(), Datasets.check(rows));
        List<Problem> problems = Datasets.check(new DatasetPlan.ByModel(rows, THREE_TO_ONE));
        assertEquals(1, problems.size());
        assertEquals(2, problems.getFirst().line());
        assertTrue(problems.getFirst().what().contains("asks for the model 'm' itself"), problems.toString());
    }

    @Test
    void aPreviewShowsTheModelsThatAreSent() {
        DatasetPlan plan = new DatasetPlan.ByModel(inline(), THREE_TO_ONE);
        DatasetPreview preview = DatasetPreview.of(plan, 7, 4, () -> false);
        List<String> sent = models(plan, 7, 4);
        assertEquals(
                sent,
                preview.rows().stream()
                        .map(row -> row.turns().getFirst().model())
                        .toList());
        assertEquals(
                4,
                preview.models().values().stream().mapToInt(Integer::intValue).sum());
        assertEquals(
                Map.of("chat", 3.0, "code", 1.0),
                Datasets.open(plan, 7).describe().get("models"));
    }

    private static List<String> models(DatasetPlan plan, long seed, int count) {
        List<String> models = new ArrayList<>();
        try (Dataset dataset = Datasets.open(plan, seed)) {
            for (int i = 0; i < count; i++) {
                Conversation next = dataset.next();
                if (next == null) {
                    break;
                }
                models.add(String.valueOf(next.turns().getFirst().model()));
            }
        }
        return models;
    }

    private static DatasetPlan.Synthetic synthetic(int turns) {
        return new DatasetPlan.Synthetic(
                "s", LengthPlan.fixed(3), null, LengthPlan.fixed(turns), DelayPlan.NONE, "chars", true);
    }

    /** Four rows, over and over. */
    private static DatasetPlan.Inline inline() {
        DatasetPlan.Files use =
                new DatasetPlan.Files("d", List.of(), "json", "sequential", 0, true, Map.of(), null, "chars", false, 0);
        return new DatasetPlan.Inline("d", List.of("\"a\"", "\"b\"", "\"c\"", "\"d\""), Path.of("folder"), use);
    }
}
