package dev.plimsoll.app.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.session.WorkspaceSession;
import dev.plimsoll.engine.metrics.SloPreset;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ModelsTest {
    @TempDir
    Path folder;

    private WorkspaceSession workspace;
    private BenchmarkModel model;
    private BenchmarksModel list;

    @BeforeEach
    void open() {
        workspace = new WorkspaceSession(Runnable::run, Runnable::run, folder);
        model = new BenchmarkModel(workspace);
        list = new BenchmarksModel(workspace);
        workspace.adopt(SampleWorkspace.in(folder), null);
    }

    private String json(String field) {
        return String.valueOf(model.value(field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "profile.size|NUMBER|12|12",
                "profile.maxConcurrency|COUNT|1,024|1024",
                "profile.maxConcurrency|COUNT|8k|8000",
                "profile.rampup|SECONDS|2 min|120",
                "profile.rampup|SECONDS|1 min 30 s|90",
                "profile.rampup|SECONDS|1:30|90",
                "profile.rampup|SECONDS|500 ms|0.5",
                "profile.rate|NUMBERS|5, 10, 20|[5,10,20]",
                "profile.rate|NUMBERS|5 10;20|[5,10,20]",
                "profile.rate|NUMBERS|5,|5",
                "profile.rate|NUMBERS|2.50|2.5",
                "constraints[0].seconds|SECONDS_EACH|30 s, 1 min|[30,60]",
                "constraints[0].count|COUNTS|1,000, 2,000|[1000,2000]",
                "constraints[2].rate|SHARES|2.5 %|0.025",
                "gracePeriod|SECONDS|soon|\"soon\"",
                "profile.rate|NUMBERS|5, ten|[5,\"ten\"]"
            })
    void whatIsTypedIsWrittenAsTheValueItMeans(String field, Codec codec, String typed, String written) {
        model.type("Edit", field, codec, typed);
        assertEquals(written, json(field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"SECONDS|30|30 s", "SECONDS|90|90 s", "SECONDS|120|2 min", "SECONDS|7200|2 h", "COUNT|1024|1,024"})
    void aFieldThatIsLeftShowsTheUsualForm(Codec codec, String typed, String shown) {
        assertEquals(shown, codec.write(codec.read(typed).orElseThrow()));
    }

    @Test
    void typingIsOneStepOfUndoAndUnknownFieldsSurviveIt() {
        workspace.selectedBenchmark().set("rates");
        for (String text : List.of("1", "16", "16 ")) {
            model.type("Edit streams", "profile.maxConcurrency", Codec.NUMBER, text);
        }
        assertEquals("16", json("profile.maxConcurrency"));
        assertEquals("\"kept\"", json("profile.x-note"));
        workspace.undo();
        assertEquals("256", json("profile.maxConcurrency"));
        assertFalse(workspace.canUndo().get());
    }

    @Test
    void anEmptiedFieldIsNotWrittenAnyMore() {
        model.type("Edit grace period", "gracePeriod", Codec.SECONDS, " ");
        assertNull(model.value("gracePeriod"));
        model.type("Edit grace period", "gracePeriod", Codec.SECONDS, "");
        assertNull(model.value("gracePeriod"));
    }

    @Test
    void aMistakeIsTheProblemOfItsField() {
        model.type("Edit size", "profile.size", Codec.NUMBER, "1");
        assertEquals(
                "must be from 2 to 100, but is 1",
                model.problem("profile.size").orElseThrow().what());
        assertTrue(model.problem("profile.maxConcurrency").isEmpty());
        workspace.undo();
        assertTrue(model.problem("profile.size").isEmpty());
    }

    @Test
    void anotherProfileKeepsWhatBothHaveAndWhatNobodyKnows() {
        workspace.selectedBenchmark().set("rates");
        ObjectNode changed = ProfileKind.SWEEP.from(model.value("profile"));
        assertEquals(
                "{\"kind\":\"sweep\",\"maxConcurrency\":256,\"rampup\":2,\"x-note\":\"kept\",\"size\":10,\"strategy\":\"poisson\"}",
                changed.toString());
        assertEquals(
                "{\"kind\":\"synchronous\",\"rampup\":2,\"x-note\":\"kept\"}",
                ProfileKind.SYNCHRONOUS.from(changed).toString());
    }

    @Test
    void aProfileThatSaysItselfHowTheLoadBeginsHasNoRamp() {
        workspace.selectedBenchmark().set("rates");
        assertEquals(
                "{\"kind\":\"users\",\"rate\":5,\"maxConcurrency\":256,\"x-note\":\"kept\",\"users\":15}",
                ProfileKind.USERS.from(model.value("profile")).toString());
        ObjectNode series = ProfileKind.RATE_SERIES.from(model.value("profile"));
        assertEquals(
                "{\"kind\":\"rateSeries\",\"maxConcurrency\":256,\"x-note\":\"kept\",\"points\":[[0,2],[30,20],[60,2]]}",
                series.toString());
        assertEquals("0: 2, 30: 20, 60: 2", Codec.POINTS.write(series.get("points")));
        assertEquals(
                "{\"kind\":\"trace\",\"maxConcurrency\":256,\"x-note\":\"kept\"}",
                ProfileKind.TRACE.from(series).toString());
    }

    @Test
    void pointsThatAreNoPairsStayAsTheyWereTyped() {
        assertEquals(
                "[[0,1.5],\"7\",\"a: b\"]",
                Codec.POINTS.read("0:1.5; 7, a: b").orElseThrow().toString());
        assertEquals(
                "0: 1.5, 7, a: b",
                Codec.POINTS.write(Codec.POINTS.read("0:1.5; 7, a: b").orElseThrow()));
        assertTrue(Codec.POINTS.read("  ").isEmpty());
    }

    @Test
    void theListSaysWhatEachBenchmarkIs() {
        assertEquals(
                List.of(
                        "vllm-h100 · sweep of 10",
                        "vllm-h100 · concurrent 1–512",
                        "simulator · poisson 5, 10, 20 req/s",
                        "sglang-h100 · constant 4 req/s"),
                list.entries().stream().map(BenchmarksModel.Entry::note).toList());
    }

    @Test
    void addedBenchmarksRunAsTheyAre() {
        list.add();
        assertEquals("sweep-2", workspace.selectedBenchmark().get());
        assertEquals("\"vllm-h100\"", json("target"));
        assertEquals(0, model.faults());
        list.add();
        assertEquals("sweep-3", workspace.selectedBenchmark().get());
    }

    @Test
    void aCopyStandsBelowItsOriginalUnderAnIdOfItsOwn() {
        list.duplicate("rates");
        assertEquals("rates-copy", workspace.selectedBenchmark().get());
        assertEquals(3, model.index());
        assertEquals("\"unknown to this version\"", json("cooldownNotes"));
    }

    @Test
    void renamingLeavesTheIdByWhichRunsKnowIt() {
        list.rename("sweep", "  Load line ");
        assertEquals("\"Load line\"", json("name"));
        assertEquals("\"sweep\"", json("id"));
        list.rename("sweep", " ");
        assertEquals("\"Load line\"", json("name"));
    }

    @Test
    void deletingSelectsTheNextAndUndoBringsItBack() {
        assertEquals("Sweep chat-short", list.delete("sweep"));
        assertEquals("streams", workspace.selectedBenchmark().get());
        workspace.undo();
        assertEquals(4, list.entries().size());
        for (String id : List.of("sweep", "streams", "rates", "rag")) {
            list.delete(id);
        }
        assertNull(workspace.selectedBenchmark().get());
        assertFalse(model.present());
    }

    @Test
    void aSelectionThatIsGoneIsReplacedByTheFirst() {
        workspace.selectedBenchmark().set("nowhere");
        assertEquals("sweep", workspace.selectedBenchmark().get());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max_duration|60|60 s a stage|2 min|{\"kind\":\"max_duration\",\"seconds\":120}",
                "max_duration|60|60 s a stage|30 s, 60 s a stage|{\"kind\":\"max_duration\",\"seconds\":[30,60]}",
                "max_requests|1000|1,000 requests|500|{\"kind\":\"max_requests\",\"count\":500}",
                "max_errors|10|10 errors|1 error|{\"kind\":\"max_errors\",\"count\":1}",
                "max_error_rate|5|5 % of last 30|10 % of last"
                        + " 50|{\"kind\":\"max_error_rate\",\"rate\":0.1,\"window\":50}",
                "max_error_rate|5|5 % of last 30|7|{\"kind\":\"max_error_rate\",\"rate\":0.07}",
                "max_global_error_rate|5|5 % after 30|2 % after"
                        + " 100|{\"kind\":\"max_global_error_rate\",\"rate\":0.02,\"minimum\":100}",
                "max_tokens|1|1,000,000 tokens|2M tokens|{\"kind\":\"max_tokens\",\"count\":2000000}"
            })
    void aConstraintIsOneText(String kind, String ignored, String shown, String typed, String written) {
        ConstraintKind known = ConstraintKind.of(tools.jackson.databind.node.JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", kind))
                .orElseThrow();
        assertEquals(shown, known.text(known.create()));
        assertEquals(written, known.typed(known.create(), typed).toString());
    }

    @Test
    void constraintsAreAddedMovedAndRemovedWithEverythingInThem() {
        workspace.selectedBenchmark().set("rates");
        ConstraintsModel constraints = new ConstraintsModel(model);
        constraints.add(ConstraintKind.MAX_ERRORS);
        constraints.move(1, 0);
        assertEquals(
                List.of("budget_guard", "max_duration", "max_errors"),
                constraints.all().stream()
                        .map(c -> c.path("kind").stringValue())
                        .toList());
        assertEquals("3", json("constraints[0].euros"));
        constraints.move(0, -1);
        constraints.remove(1);
        assertEquals(2, constraints.all().size());
        workspace.undo();
        assertEquals(3, constraints.all().size());
    }

    @Test
    void whatAConstraintDoesNamesTheGracePeriod() {
        ConstraintsModel constraints = new ConstraintsModel(model);
        JsonNode first = constraints.all().getFirst();
        assertEquals("stops new requests, 30 s grace", ConstraintKind.MAX_DURATION.does(first, constraints.grace()));
        assertEquals(
                "warns and marks; does not stop",
                ConstraintKind.OVER_SATURATION.does(constraints.all().get(1), ""));
    }

    @Test
    void aPresetReplacesTheObjectivesAndIsNamedUntilItIsChanged() {
        SloModel slos = new SloModel(model);
        SloPreset chat = SloPreset.ALL.getFirst();
        slos.apply(chat);
        assertEquals("preset Chat", slos.origin());
        assertEquals(2, slos.all().size());
        model.typed("Edit", "slos[0]", SloModel.typed(slos.all().getFirst(), "≤ 1.5 s"));
        assertEquals("1.5 s", SloModel.limit(slos.all().getFirst()));
        assertEquals("preset Chat, changed", slos.origin());
        workspace.undo();
        workspace.undo();
        assertEquals(3, slos.all().size());
    }

    @Test
    void everyPresetRuns() {
        SloModel slos = new SloModel(model);
        for (SloPreset preset : SloPreset.ALL) {
            slos.apply(preset);
            assertEquals(0, model.faults(), preset.fullName());
            assertEquals("preset " + preset.fullName(), slos.origin());
        }
        assertEquals(
                SloPreset.ALL.size(),
                SloPreset.ALL.stream().map(SloPreset::fullName).distinct().count());
    }

    @Test
    void anObjectiveWithoutAPercentileCountsForGoodputOnly() {
        SloModel slos = new SloModel(model);
        slos.percentile(0, "");
        assertNull(model.value("slos[0].percentile"));
        slos.percentile(0, "p99.9");
        assertEquals("99.9", json("slos[0].percentile"));
        assertEquals("p99.9", SloModel.percentile(Objects.requireNonNull(model.value("slos[0]"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5|5 s|2 min|120",
                "0.1|10 %|20 %|0.2",
                "5|5 s|0.5 s|{\"value\":0.5}",
                "{\"percent\":0.1,\"mode\":\"requests\"}|10 %|15 %|{\"mode\":\"requests\",\"percent\":0.15}",
                "{\"value\":100,\"mode\":\"requests\"}|100 requests|50 requests|{\"mode\":\"requests\",\"value\":50}",
                "{\"percent\":0.1,\"mode\":\"duration\"}|10 %|3|{\"mode\":\"duration\",\"value\":3}"
            })
    void aWarmUpIsATimeOrAShare(String before, String shown, String typed, String after) {
        WorkspaceFile file = WorkspaceFile.parse("{\"v\": " + before + "}", null, folder);
        JsonNode old = file.value("v").orElseThrow();
        assertEquals(shown, TransientText.write(old));
        JsonNode changed = TransientText.read(typed, old).orElseThrow();
        assertEquals(
                WorkspaceFile.parse("{\"v\": " + after + "}", null, folder)
                        .value("v")
                        .orElseThrow(),
                changed);
        assertNotEquals(old, changed);
    }

    @Test
    void targetsAndDatasetsAreDescribedByWhatMattersForLoad() {
        WorkspaceFile file = SampleWorkspace.in(folder);
        assertEquals(
                new PartFacts("vllm-h100", "Llama-3.1-8B-Instruct", "Chat, streaming · http://10.20.0.14:8000"),
                PartFacts.targets(file).getFirst());
        assertEquals(
                List.of("Input about 500 tok · output about 127 tok · EOS ignored", "Input 8,000 tok · output 256 tok"),
                PartFacts.datasets(file).stream().map(PartFacts::facts).toList());
    }

    @Test
    void whatHasNoFieldIsToldInSentences() {
        OtherProblemsModel others = new OtherProblemsModel(model);
        assertEquals(List.of(), others.sentences());
        workspace.selectedBenchmark().set("rates");
        assertEquals(
                List.of("profile.x-note: Unknown field 'x-note'.", "cooldownNotes: Unknown field 'cooldownNotes'."),
                others.sentences());
        workspace.selectedBenchmark().set("rag");
        workspace.edit("Break the target", "", f -> f.without("targets[1].url"));
        assertEquals(List.of("Target sglang-h100, url: Is missing."), others.sentences());
    }
}
