package dev.plimsoll.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCompilerTest {
    @TempDir
    Path folder;

    @Test
    void globsFindFilesInAStableOrder() throws IOException {
        Path sub = Files.createDirectories(folder.resolve("data/more"));
        for (String name : List.of("data/b.jsonl", "data/a.jsonl", "data/c.csv", "data/more/d.jsonl")) {
            Files.writeString(folder.resolve(name), "{}\n");
        }
        assertEquals(List.of("a.jsonl", "b.jsonl"), files("\"data/*.jsonl\""));
        assertEquals(List.of("a.jsonl", "b.jsonl", "d.jsonl"), files("\"data/**.jsonl\""));
        assertEquals(List.of("d.jsonl", "a.jsonl"), files("[\"" + sub + "/d.jsonl\", \"data/[a]*\"]"));
        assertEquals(
                List.of("no file matches 'data/*.parquet' in " + folder),
                Workspaces.faults(dataset("\"data/*.parquet\"")));
        assertEquals(
                List.of("the files are of different formats (jsonl, csv): make a dataset of each"),
                Workspaces.faults(dataset("[\"data/a.jsonl\", \"data/c.csv\"]")));
        Files.writeString(folder.resolve("rows.dat"), "a\n");
        assertEquals(
                List.of("cannot be told from the name of rows.dat; write it"),
                Workspaces.faults(dataset("\"rows.dat\"")));
        assertEquals(
                List.of("'data' cannot be read: it is a folder, not a file (looked in " + folder + ")"),
                Workspaces.faults(dataset("\"data\"")));
    }

    @Test
    void lengthsAreCheckedAgainstEachOther() {
        assertEquals(
                List.of(
                        "must be a whole number of tokens, but is 1.5",
                        "min must not be greater than max, but min is 9 and max is 3"),
                Workspaces.faults(Workspaces.synchronous(folder)
                        .withOverride("datasets[0].promptTokens", "1.5")
                        .withOverride("datasets[0].outputTokens", "{mean: 5, min: 9, max: 3}")));
        assertEquals(
                List.of("must be between min (10) and max (20), but is 5"),
                Workspaces.faults(Workspaces.synchronous(folder)
                        .withOverride("datasets[0].promptTokens", "{mean: 5, min: 10, max: 20}")));
    }

    @Test
    void rowsInTheWorkspaceAreKeptAsTheyAreWritten() {
        WorkspaceFile file = Workspaces.synchronous(folder)
                .withOverride("datasets[0]", "{id: d, kind: inline, rows: [one, {prompt: two, n: 1.50}], limit: 1}");
        DatasetPlan.Inline plan =
                (DatasetPlan.Inline) PlanCompiler.compile(file, "b").dataset();
        assertEquals(List.of("\"one\"", "{\"prompt\":\"two\",\"n\":1.50}"), plan.elements());
        assertEquals(1, plan.rows().limit());
        assertEquals(
                List.of("must be a text or an object { ... }, but is 3"),
                Workspaces.faults(Workspaces.synchronous(folder)
                        .withOverride("datasets[0]", "{id: d, kind: inline, rows: [3]}")));
        assertEquals(
                List.of("is missing"),
                Workspaces.faults(Workspaces.synchronous(folder).withOverride("datasets[0]", "{id: d, kind: inline}")));
    }

    @Test
    void aDatasetOfTheHubNeedsANameAndNothingElse() {
        DatasetPlan.HuggingFace plan = (DatasetPlan.HuggingFace) PlanCompiler.compile(
                        Workspaces.synchronous(folder)
                                .withOverride("datasets[0]", "{id: d, kind: huggingface, dataset: org/set}"),
                        "b")
                .dataset();
        assertEquals("https://huggingface.co", plan.hub());
        assertEquals("HF_TOKEN", plan.tokenEnv());
        assertEquals(
                List.of(
                        "must be a name such as \"org/name\", but is '../x'",
                        "must be the name of an environment variable, not the key itself",
                        "must be a URL such as \"https://huggingface.co\", without a key or a query"),
                Workspaces.faults(Workspaces.synchronous(folder)
                        .withOverride(
                                "datasets[0]",
                                "{id: d, kind: huggingface, dataset: ../x, tokenEnv: hf-123, hub: 'ftp://x'}")));
    }

    @Test
    void everyKindOfDatasetTakesModelsByWeightInTheOrderWritten() {
        DatasetPlan.ByModel plan = (DatasetPlan.ByModel) PlanCompiler.compile(
                        models("{id: d, kind: synthetic, promptTokens: 1, models: {zoe: 3, anna: 0.5, 'a.b': 1}}"), "b")
                .dataset();
        assertEquals(
                List.of(
                        new DatasetPlan.ModelShare("zoe", 3),
                        new DatasetPlan.ModelShare("anna", 0.5),
                        new DatasetPlan.ModelShare("a.b", 1)),
                plan.models());
        assertInstanceOf(DatasetPlan.Synthetic.class, plan.withoutModels());
        assertInstanceOf(
                DatasetPlan.ByModel.class,
                PlanCompiler.compile(models("{id: d, kind: inline, rows: [one], models: {a: 1}}"), "b")
                        .dataset());
    }

    @Test
    void weightsThatCannotBeAreToldAtTheirPlace() {
        assertEquals(
                List.of("must be greater than 0, but is 0", "must be greater than 0, but is -1"),
                Workspaces.faults(models("{id: d, kind: inline, rows: [one], models: {a: 0, b: -1, c: 2}}")));
        assertEquals(
                List.of("must name at least one model, such as {\"chat\": 3, \"code\": 1}"),
                Workspaces.faults(models("{id: d, kind: inline, rows: [one], models: {}}")));
        assertEquals(
                List.of("must be a number, but is the text \"much\""),
                Workspaces.faults(models("{id: d, kind: inline, rows: [one], models: {a: much}}")));
        assertEquals(
                List.of("cannot be used together with columns.model; keep one of them"),
                Workspaces.faults(models(
                        "{id: d, kind: inline, rows: [{prompt: one, m: x}], columns: {model: m}, models: {a: 1}}")));
    }

    @Test
    void aMixOrItsPartsHaveModelsButNotBoth() {
        String part = "{id: p, kind: inline, rows: [one], tokenizer: chars%s}";
        String mix = "{id: d, kind: mix, parts: [{dataset: p, models: {a: 1}}, {dataset: p, label: q}]%s}";
        DatasetPlan.Mix plan = (DatasetPlan.Mix)
                PlanCompiler.compile(models(mix.formatted("")).withOverride("datasets[1]", part.formatted("")), "b")
                        .dataset();
        assertInstanceOf(DatasetPlan.ByModel.class, plan.parts().getFirst().dataset());
        assertInstanceOf(DatasetPlan.Inline.class, plan.parts().getLast().dataset());
        assertEquals(
                List.of("cannot be used where dataset 'd' has models itself; keep one of them"),
                Workspaces.faults(
                        models(mix.formatted(", models: {b: 1}")).withOverride("datasets[1]", part.formatted(""))));
        assertEquals(
                List.of("cannot be used where dataset 'p' has models itself; keep one of them"),
                Workspaces.faults(
                        models(mix.formatted("")).withOverride("datasets[1]", part.formatted(", models: {b: 1}"))));
    }

    private WorkspaceFile models(String dataset) {
        return Workspaces.synchronous(folder).withOverride("datasets[0]", dataset);
    }

    private WorkspaceFile dataset(String path) {
        return Workspaces.synchronous(folder)
                .withOverride("datasets[0]", "{\"id\": \"d\", \"kind\": \"file\", \"path\": " + path + "}");
    }

    private List<String> files(String path) {
        return assertInstanceOf(
                        DatasetPlan.Files.class,
                        PlanCompiler.compile(dataset(path), null).dataset())
                .files()
                .stream()
                .map(f -> String.valueOf(f.getFileName()))
                .toList();
    }
}
