package dev.plimsoll.app.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.archive.RunReader;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.WindowChoice;
import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.plan.WindowRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowModelTest {
    @TempDir
    static Path folder;

    private static List<StageSummary> stages = List.of();

    private final WindowModel model = new WindowModel(stages);

    @BeforeAll
    static void readRun() {
        stages = RunReader.open(new FabricatedFolder(6, false).sealed(folder)).summary().stages().stream()
                .map(RunSummary.Stage::figures)
                .toList();
    }

    private WindowChoice choice() {
        return model.choice().orElseThrow();
    }

    @Test
    void whatIsNotSaidStaysAsTheRunHadIt() {
        assertEquals(WindowChoice.NONE, choice());
        assertEquals("0.500", model.own(true));
        assertEquals("6.00", model.own(false));
    }

    @Test
    void secondsMayHaveTheirUnit() {
        model.first().set(" 1.5 s");
        model.last().set("4");
        assertEquals(WindowChoice.between(1.5, 4), choice());
        model.rule().set(WindowRule.END_IN);
        assertEquals("1.50–4 s, end-in", choice().told());
    }

    @Test
    void cutsAreSecondsOrShares() {
        model.ends().set(WindowModel.Ends.CUTS);
        model.first().set("10 %");
        model.last().set("0.5");
        assertEquals(new TransientPlan(0.1, null, TransientPlan.Mode.PREFER_DURATION), choice().warmup());
        assertEquals(new TransientPlan(null, 0.5, TransientPlan.Mode.PREFER_DURATION), choice().cooldown());
    }

    @Test
    void theProposalGoesBeforeWhatIsTypedAtTheStart() {
        model.first().set("nonsense");
        assertEquals(Optional.empty(), model.choice());
        model.steady().set(true);
        assertEquals(TransientPlan.AUTO, choice().warmup());
        assertEquals(null, choice().fromSeconds());
        assertTrue(model.proposal().startsWith("Proposed by MSER-5: "), model.proposal());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SECONDS | 5 | 4 | Ends before it begins.",
                "SECONDS | '' | 0 | Ends before it begins.",
                "SECONDS | '' | -1 | Not a number of seconds.",
                "SECONDS | '' | 10 % | Not a number of seconds.",
                "CUTS | '' | soon | Not a number of seconds or a share like 10 %.",
                "CUTS | '' | 100 % | A share is 0 % to less than 100 %.",
                "CUTS | 60 % | 40 % | Leaves nothing to measure."
            })
    void whatIsWrongIsSaidAtItsFieldAndChoosesNothing(WindowModel.Ends ends, String first, String last, String words) {
        model.ends().set(ends);
        model.first().set(first);
        model.last().set(last);
        assertEquals(words, model.lastProblem());
        assertEquals(Optional.empty(), model.choice());
        model.reset();
        assertEquals(WindowChoice.NONE, choice());
    }
}
