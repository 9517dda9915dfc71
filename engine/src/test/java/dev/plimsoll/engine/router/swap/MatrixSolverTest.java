package dev.plimsoll.engine.router.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The solver never lists combinations, and answers as if it had. */
class MatrixSolverTest {
    private static final List<String> MODELS = List.of("a", "b", "c", "d", "e", "f");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void theAnswerIsThatOfTheWholeList(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            Matrix matrix = randomMatrix(random);
            String target = MODELS.get(random.nextInt(MODELS.size()));
            List<RunningModel> running = MODELS.stream()
                    .filter(model -> !model.equals(target) && random.nextBoolean())
                    .map(model -> new RunningModel(model, random.nextInt(5) == 0, random.nextInt(2), random.nextInt(4)))
                    .toList();
            for (TieBreak tieBreak : TieBreak.values()) {
                MatrixDecision decision = new MatrixSwapper(matrix, tieBreak).decide(target, running);
                Listed listed = listed(matrix, tieBreak, target, running);
                assertEquals(listed.set(), decision.set());
                assertEquals(listed.models(), decision.models());
                assertEquals(listed.cost(), decision.cost());
                assertTrue(decision.plan().evict().stream().noneMatch(decision.models()::contains));
            }
        }
    }

    private record Listed(String set, List<String> models, long cost, long tie) {}

    private static Listed listed(Matrix matrix, TieBreak tieBreak, String target, List<RunningModel> running) {
        List<RunningModel> staying =
                running.stream().filter(each -> !each.leaving()).toList();
        long[] penalties = tieBreak.penalties(staying);
        Listed best = null;
        for (String set : matrix.setNames()) {
            for (Set<String> models : matrix.firstCombinations(set, 100_000)) {
                long cost = 0;
                long tie = 0;
                for (int i = 0; i < staying.size(); i++) {
                    if (!models.contains(staying.get(i).model())) {
                        cost += matrix.cost(staying.get(i).model());
                        tie += penalties[i];
                    }
                }
                boolean better = best == null || cost < best.cost() || (cost == best.cost() && tie < best.tie());
                if (models.contains(target) && better) {
                    best = new Listed(set, List.copyOf(models), cost, tie);
                }
            }
        }
        return best == null ? new Listed("", List.of(target), 0, 0) : best;
    }

    private static Matrix randomMatrix(Random random) {
        Map<String, String> sets = new LinkedHashMap<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            sets.put("s" + i, randomExpression(random, 3, i));
        }
        Map<String, Long> costs = new LinkedHashMap<>();
        MODELS.forEach(model -> costs.put(model, 1L + random.nextInt(3)));
        return matrix(sets, costs, MODELS);
    }

    private static String randomExpression(Random random, int depth, int sets) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return sets > 0 && random.nextInt(4) == 0
                    ? "+s" + random.nextInt(sets)
                    : MODELS.get(random.nextInt(MODELS.size()));
        }
        String operator = random.nextBoolean() ? " & " : " | ";
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            operands.add(randomExpression(random, depth - 1, sets));
        }
        return "(" + String.join(operator, operands) + ")";
    }

    private static Matrix matrix(Map<String, String> sets, Map<String, Long> costs, List<String> models) {
        MatrixCompiler.Result result = MatrixCompiler.compile(new MatrixDefinition(Map.of(), costs, sets), models);
        assertEquals(List.of(), result.faults());
        return result.matrix();
    }

    @Test
    void aMillionCombinationsWithEverythingRunningAreNoWork() {
        List<String> models = new ArrayList<>();
        List<String> dimensions = new ArrayList<>();
        for (int dimension = 0; dimension < 12; dimension++) {
            int own = dimension;
            List<String> names =
                    IntStream.range(0, 10).mapToObj(i -> "m" + own + "." + i).toList();
            models.addAll(names);
            dimensions.add("(" + String.join(" | ", names) + ")");
        }
        Matrix matrix = matrix(Map.of("grid", String.join(" & ", dimensions)), Map.of(), models);
        MatrixDecision decision = new MatrixSwapper(matrix, TieBreak.DEFINITION_ORDER)
                .decide(
                        "m3.7",
                        models.stream()
                                .filter(each -> !each.equals("m3.7"))
                                .sorted()
                                .map(RunningModel::of)
                                .toList());
        assertEquals(BigInteger.TEN.pow(12), matrix.combinations("grid"));
        assertEquals(119 - 11, decision.cost());
        assertTrue(decision.models().containsAll(List.of("m0.0", "m3.7", "m11.0")));
    }

    @Test
    void doublingReferencesDoNotDoubleTheWork() {
        Map<String, String> sets = new LinkedHashMap<>();
        sets.put("s0", "a | b");
        for (int i = 1; i < 80; i++) {
            sets.put("s" + i, "+s" + (i - 1) + " & +s" + (i - 1));
        }
        Matrix matrix = matrix(sets, Map.of(), List.of("a", "b"));
        MatrixDecision decision =
                new MatrixSwapper(matrix, TieBreak.DEFINITION_ORDER).decide("a", List.of(RunningModel.of("b")));
        assertEquals("s1", decision.set());
        assertEquals(0, decision.cost());
    }

    @Test
    void aModelThatIsLeavingCostsNothingAndIsWaitedFor() {
        Matrix matrix = matrix(Map.of("grid", "(l1 | l2) & (r1 | r2)"), Map.of(), List.of("l1", "l2", "r1", "r2"));
        SwapPlan plan = new MatrixSwapper(matrix, TieBreak.DEFINITION_ORDER)
                .plan("r2", List.of(new RunningModel("l1", true, 0, 0), RunningModel.of("l2"), RunningModel.of("r1")));
        assertEquals(new SwapPlan(List.of("r1"), List.of("l1")), plan);
    }

    @Test
    void tiesGoToTheFirstTheIdleOrTheLeastRecentlyUsed() {
        Map<String, String> sets = new LinkedHashMap<>();
        sets.put("keep_a", "t & a");
        sets.put("keep_b", "t & b");
        Matrix matrix = matrix(sets, Map.of(), List.of("a", "b", "t"));
        List<RunningModel> running = List.of(new RunningModel("a", false, 0, 5), new RunningModel("b", false, 1, 9));
        assertEquals(
                List.of("b"),
                new MatrixSwapper(matrix, TieBreak.DEFINITION_ORDER)
                        .plan("t", running)
                        .evict());
        assertEquals(
                List.of("a"),
                new MatrixSwapper(matrix, TieBreak.IDLE_FIRST)
                        .plan("t", running)
                        .evict());
        assertEquals(
                List.of("a"),
                new MatrixSwapper(matrix, TieBreak.LEAST_RECENTLY_USED)
                        .plan("t", running)
                        .evict());
    }

    @Test
    void explainNamesEachSetWithItsCost() {
        Map<String, String> sets = new LinkedHashMap<>();
        sets.put("chat", "g & v");
        sets.put("image", "g & sd");
        Matrix matrix = matrix(sets, Map.of("v", 50L), List.of("g", "sd", "v"));
        SwapReason reason = new MatrixSwapper(matrix, TieBreak.DEFINITION_ORDER)
                .explain("g", List.of(RunningModel.of("sd"), RunningModel.of("v")));
        assertEquals(
                List.of(
                        new SwapReason.Candidate("chat", List.of("g", "v"), List.of("sd"), 1, true),
                        new SwapReason.Candidate("image", List.of("g", "sd"), List.of("v"), 50, false)),
                reason.candidates());
        assertEquals(List.of("set chat keeps g, v at a cost of 1"), reason.because());
    }
}
