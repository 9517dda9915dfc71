package dev.plimsoll.engine.router.swap;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** llama-swap's two eviction policies: the truth table of groups, the language of sets, and the solver. */
class SwapperVectorTest {

    static Stream<Arguments> groups() {
        return cases("llama-swap/group-eviction");
    }

    static Stream<Arguments> expressions() {
        return cases("llama-swap/matrix-dsl");
    }

    static Stream<Arguments> questions() {
        return cases("llama-swap/matrix-solver");
    }

    private static Stream<Arguments> cases(String family) {
        return VectorFiles.family(family).stream()
                .flatMap(file -> file.cases().stream())
                .map(each -> Arguments.of(each.get("name").asString(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("groups")
    void aGroupStopsItsOwnBySwapAndOthersByExclusive(String name, JsonNode example) {
        Swapper swapper = RouterVectors.groups(example.get("config").get("groups"));
        for (int i = 0; i < example.get("events").size(); i++) {
            JsonNode question = example.get("events").get(i);
            SwapPlan plan = swapper.plan(question.get("target").asString(), running(question));
            assertEquals(RouterVectors.strings(example.get("expected_effects").get(i)), plan.evict(), name);
            assertEquals(List.of(), plan.await(), name);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("expressions")
    void anExpressionCompilesOrSaysWhatIsWrong(String name, JsonNode example) {
        MatrixCompiler.Result result = RouterVectors.compile(example.get("config"));
        JsonNode expected = example.get("expected_effects").get(0);
        String code = expected.get("v244_and_later").asString();
        if (!code.equals("ok")) {
            assertTrue(
                    result.faults().stream()
                            .anyMatch(fault -> fault.code().name().equals(code)),
                    () -> name + ": expected " + code + " among " + result.faults());
            return;
        }
        assertEquals(List.of(), result.faults(), name);
        Matrix matrix = result.matrix();
        if (expected.has("combinations_v225")) {
            BigInteger all =
                    matrix.setNames().stream().map(matrix::combinations).reduce(BigInteger.ZERO, BigInteger::add);
            assertEquals(BigInteger.valueOf(expected.get("combinations_v225").asLong()), all, name);
        }
        if (expected.has("expansion_v225")) {
            List<String> wanted = new ArrayList<>();
            expected.get("expansion_v225")
                    .forEach(
                            each -> wanted.add(each.get("set").asString() + RouterVectors.strings(each.get("models"))));
            List<String> expanded = new ArrayList<>();
            matrix.setNames()
                    .forEach(set ->
                            matrix.firstCombinations(set, wanted.size()).forEach(models -> expanded.add(set + models)));
            assertEquals(wanted, expanded, name);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void theSolverStopsWhatIsCheapest(String name, JsonNode example) {
        Matrix matrix = RouterVectors.compile(example.get("config")).matrix();
        MatrixSwapper swapper = new MatrixSwapper(matrix, TieBreak.DEFINITION_ORDER);
        for (int i = 0; i < example.get("events").size(); i++) {
            JsonNode question = example.get("events").get(i);
            JsonNode expected = example.get("expected_effects").get(i);
            boolean expanded = rule("llama-swap/matrix-solver", "matrix-ties")
                    .applies(expected.path("v225_differs").has("evict"));
            JsonNode wanted = expanded ? expected.get("v225_differs") : expected;
            String where = name + " " + question;
            MatrixDecision decision = swapper.decide(question.get("target").asString(), running(question));
            assertEquals(
                    RouterVectors.strings(wanted.get("evict")), decision.plan().evict(), where);
            assertEquals(wanted.get("set").asString(), decision.set(), where);
            assertEquals(wanted.get("cost").asLong(), decision.cost(), where);
            if (!expanded) {
                assertEquals(RouterVectors.strings(wanted.get("chosen")), decision.models(), where);
            }
        }
    }

    private static List<RunningModel> running(JsonNode question) {
        return RouterVectors.strings(question.get("running")).stream()
                .map(RunningModel::of)
                .toList();
    }
}
