package dev.plimsoll.app.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.session.PartList;
import dev.plimsoll.app.session.WorkspaceSession;
import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.DatasetPreview;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetModelTest {
    private static final String WORKSPACE = """
        { "schemaVersion": 1,
          "datasets": [
            { "id": "short", "kind": "synthetic", "promptTokens": 128, "outputTokens": 64, "tokenizer": "chars" },
            { "id": "tickets", "kind": "file", "path": "tickets.jsonl", "tokenizer": "chars" },
            { "id": "empty", "kind": "file" },
            { "id": "noted", "kind": "synthetic", "promptTokens": 8, "outputTokens": { "mean": 64, "stddev": 8, "note": 1 } },
            { "id": "inline", "kind": "inline", "rows": [ "One.", { "prompt": "Two." }, "{ three" ] },
            { "id": "all", "kind": "mix", "parts": [ { "dataset": "short", "note": [ 1 ] }, { "dataset": "inline", "weight": 3 } ] },
            { "id": "odd", "kind": "synthetic", "promptTokens": "many", "tokenizer": { "a": 1 }, "lengths": { "pairs": 7 },
              "prefixBuckets": 5, "cacheBust": [ 1 ] } ] }
        """;

    @TempDir
    Path folder;

    private WorkspaceSession session;
    private DatasetModel model;
    private PreviewModel previews;
    private final List<Look> looks = new ArrayList<>();

    private record Look(
            String id,
            Consumer<@Nullable DatasetPreview> found,
            @Nullable DatasetPreview preview) {
        void end() {
            found.accept(preview);
        }
    }

    @BeforeEach
    void open() throws IOException {
        Files.writeString(folder.resolve("tickets.jsonl"), """
            {"body": "My printer does not print.", "answer_length": 40}
            {"body": "", "answer_length": 40}
            {"body": "It is on fire.", "answer_length": 12}
            """);
        session = new WorkspaceSession(Runnable::run, Runnable::run, folder);
        session.adopt(WorkspaceFile.parse(WORKSPACE, null, folder), null);
        model = new DatasetModel(session);
        previews = new PreviewModel(session, model, (file, id, seed, cancelled, found) -> {
            DatasetPreview preview = null;
            try {
                preview = DatasetPreview.of(PlanCompiler.dataset(file, id), seed, 50, () -> false);
            } catch (PlimsollException e) {
                // told at its field
            }
            looks.add(new Look(id, found, preview));
        });
        previews.following(true);
    }

    @Test
    void aLengthIsANumberWhereThereIsOnlyAMeanAndAnObjectOtherwise() {
        assertEquals("128", model.promptTokens.field("mean").get());
        model.promptTokens.field("mean").set("256");
        assertEquals("256", written("promptTokens"));
        model.promptTokens.field("stddev").set("32");
        assertEquals("{\"mean\":256,\"stddev\":32}", written("promptTokens"));
        assertEquals("Normal around 256, cut off to 96–416 tok.", model.promptTokens.sentence());
        model.promptTokens.field("stddev").set("");
        assertEquals("256", model.promptTokens.field("mean").get());
        assertEquals("Always 256 tok.", model.promptTokens.sentence());
    }

    @Test
    void whatThisVersionDoesNotKnowOfALengthStaysInIt() {
        model.parts().select("noted");
        model.outputTokens.field("mean").set("70");
        assertEquals("{\"mean\":70,\"stddev\":8,\"note\":1}", written("outputTokens"));
    }

    @Test
    void theProblemsOfALengthAreAtItsFields() {
        model.promptTokens.field("min").set("200");
        assertTrue(
                model.form().problems().stream().anyMatch(p -> p.path().startsWith("promptTokens")),
                model.form().problems().toString());
        assertEquals("", model.promptTokens.sentence());
        model.promptTokens.field("min").set("many");
        assertEquals("many", model.promptTokens.field("min").get());
        assertTrue(model.form().problems().stream().anyMatch(p -> p.path().equals("promptTokens.min")));
        session.undo();
        assertEquals("", model.promptTokens.field("min").get());
    }

    @Test
    void oneFileIsATextAndSeveralAreAList() {
        model.parts().select("empty");
        model.paths.add("a.jsonl");
        assertEquals("a.jsonl", written("path"));
        model.paths.add("b/*.jsonl");
        assertEquals("[\"a.jsonl\",\"b/*.jsonl\"]", written("path"));
        model.paths.text().set("a.jsonl\n");
        assertEquals("a.jsonl", written("path"));
        assertEquals("a.jsonl\n", model.paths.text().get(), "the line just begun stays");
    }

    @Test
    void aDroppedFileFillsAnEmptyDatasetElseItBecomesOne() {
        Path file = folder.resolve("tickets.jsonl");
        model.parts().select("empty");
        model.dropped(List.of(file));
        assertEquals("tickets.jsonl", written("path"));
        model.parts().select("short");
        model.dropped(List.of(file));
        assertEquals(
                "tickets-2",
                Objects.requireNonNull(model.parts().selected().get()).key());
        assertEquals("tickets.jsonl", written("path"));
        assertFalse(DatasetModel.reads(Path.of("picture.png")));
    }

    @Test
    void aColumnIsNamedAndUnnamed() {
        model.parts().select("tickets");
        model.column("prompt").set("body");
        assertEquals("{\"prompt\":\"body\"}", written("columns"));
        model.column("prompt").set("");
        assertEquals("", written("columns"));
    }

    @Test
    void aLookFollowsAnEditAndALaterOneMakesAnEarlierOneVoid() {
        assertEquals(List.of("short"), looks.stream().map(Look::id).toList());
        assertTrue(previews.looking().get());
        model.promptTokens.field("mean").set("16");
        assertEquals(2, looks.size());
        looks.get(0).end();
        assertNull(previews.preview().get(), "the first look is void");
        looks.get(1).end();
        assertEquals(
                16,
                Objects.requireNonNull(previews.preview().get()).promptTokens().max());
        assertFalse(previews.looking().get());
        model.parts().rename("other");
        previews.following(false);
        model.promptTokens.field("mean").set("17");
        assertEquals(3, looks.size(), "a page that is not shown looks at nothing");
    }

    @Test
    void aBrokenRowIsToldWithFileAndLine() {
        model.parts().select("tickets");
        model.column("prompt").set("body");
        looks.getLast().end();
        assertEquals(List.of("tickets.jsonl, line 2: body is empty."), previews.troubles());
        List<PreviewModel.Line> lines =
                PreviewModel.lines(Objects.requireNonNull(previews.preview().get()));
        assertEquals(3, lines.size());
        assertEquals("My printer does not print.", lines.getFirst().text());
        assertTrue(lines.get(1).bad());
        assertEquals(2, lines.get(1).place());
    }

    @Test
    void aFileThatIsNotThereIsToldAtItsField() {
        model.parts().select("tickets");
        model.paths.text().set("gone.jsonl");
        Problem problem = model.form().problems().getFirst();
        assertEquals("path", problem.path());
        assertTrue(problem.what().startsWith("'gone.jsonl' cannot be read"), problem.what());
        looks.getLast().end();
        assertNull(previews.preview().get());
    }

    @Test
    void theListTellsWhatADatasetIs() {
        PartList.Part part = Objects.requireNonNull(model.parts().selected().get());
        assertEquals("generated · 128 in, 64 out", model.summary(part));
        assertEquals("file · tickets.jsonl", model.summary(model.parts().parts().get(1)));
        assertEquals("file · 1 problem", model.summary(model.parts().parts().get(2)));
    }

    @Test
    void whichDistributionItIsFollowsFromTheFields() {
        for (var each : java.util.Map.of(
                        "7", "FIXED",
                        "{\"value\":7}", "FIXED",
                        "{\"mean\":7,\"stddev\":2}", "NORMAL",
                        "{\"distribution\":\"uniform\",\"min\":7,\"max\":9}", "UNIFORM",
                        "{\"mean\":7,\"min\":7,\"max\":9}", "UNIFORM",
                        "{\"mean\":7,\"median\":5}", "LOGNORMAL",
                        "{\"mean\":7,\"stddev\":5,\"distribution\":\"lognormal\"}", "LOGNORMAL",
                        "{\"peaks\":[{\"mean\":7},{\"mean\":70}]}", "MULTIMODAL",
                        "{\"points\":[{\"value\":7}]}", "EMPIRICAL")
                .entrySet()) {
            session.edit(
                    "",
                    "",
                    f -> f.with(
                            "datasets[0].promptTokens",
                            tools.jackson.databind.json.JsonMapper.shared().readTree(each.getKey())));
            assertEquals(each.getValue(), model.promptTokens.shape().get().name(), each.getKey());
            assertEquals(List.of(), problems("promptTokens"), each.getKey());
        }
    }

    @Test
    void everyDistributionThatIsChosenCanBeUsedAndIsOneStepOfUndo() {
        for (LengthShape from : LengthShape.values()) {
            for (LengthShape to : LengthShape.values()) {
                model.promptTokens.choose(from);
                String before = written("promptTokens");
                model.promptTokens.choose(to);
                assertEquals(to, model.promptTokens.shape().get());
                assertEquals(List.of(), problems("promptTokens"), from + " to " + to);
                assertFalse(model.promptTokens.sentence().isEmpty(), from + " to " + to);
                if (from != to) {
                    session.undo();
                    assertEquals(before, written("promptTokens"));
                    assertEquals(from, model.promptTokens.shape().get());
                }
            }
        }
        for (LengthShape to : LengthModel.SECONDS.shapes()) {
            model.delay.choose(to);
            assertEquals(List.of(), problems("delay"), to.toString());
        }
    }

    @Test
    void theDistributionStaysTheOneThatIsShownWhileItsFieldsAreEmptied() {
        model.promptTokens.choose(LengthShape.NORMAL);
        model.promptTokens.field("stddev").set("");
        assertEquals(List.of("mean", "stddev", "min", "max"), model.promptTokens.shownFields());
        model.promptTokens.field("stddev").set("9");
        assertEquals("{\"mean\":128,\"stddev\":9}", written("promptTokens"));
    }

    @Test
    void aLineOfAListIsEditedAddedAndDeletedAndKeepsWhatIsNotKnown() {
        model.parts().select("all");
        model.mixParts.field(0, "weight").set("2");
        assertEquals(
                "[{\"dataset\":\"short\",\"note\":[1],\"weight\":2},{\"dataset\":\"inline\",\"weight\":3}]",
                written("parts"));
        assertEquals("short 40.0 % · inline 60.0 %", model.shares());
        model.mixParts.remove(0);
        assertEquals("inline", model.mixParts.field(0, "dataset").get());
        assertEquals(1, model.mixParts.size().get());
        session.undo();
        assertEquals("short", model.mixParts.field(0, "dataset").get());
        model.mixParts.field(1, "weight").set("none");
        assertEquals(1, problems("parts[1].weight").size());
        assertEquals("", model.shares());
    }

    @Test
    void aRenamedDatasetKeepsItsNameInTheMixAndTheMixUsesIt() {
        assertEquals(
                List.of("all"),
                model.parts()
                        .usedBy(Objects.requireNonNull(model.parts().selected().get())));
        assertTrue(model.parts().rename("brief").isEmpty());
        model.parts().select("all");
        assertEquals("brief", model.mixParts.field(0, "dataset").get());
        assertEquals(List.of("brief", "tickets", "empty", "noted", "inline", "odd"), model.mixable());
    }

    @Test
    void rowsOfTheWorkspaceAreALineEach() {
        model.parts().select("inline");
        assertEquals(
                "One.\n{\"prompt\":\"Two.\"}\n\"{ three\"", model.inline.text().get());
        model.inline.text().set("One.\n\n  Two. \n{\"prompt\": ");
        assertTrue(
                model.inline.error().get().startsWith("Line 4 is not JSON"),
                model.inline.error().get());
        assertEquals(4, model.inline.errorLine().get());
        assertEquals(1, model.unwrittenProblems());
        assertEquals("[\"One.\",{\"prompt\":\"Two.\"},\"{ three\"]", written("rows"), "the last correct rows are kept");
        model.inline.text().set("One.\n\n  Two. \n{\"prompt\": \"Three.\"}");
        assertEquals("[\"One.\",\"Two.\",{\"prompt\":\"Three.\"}]", written("rows"));
        assertEquals("", model.inline.error().get());
        session.undo();
        assertEquals(
                "One.\n{\"prompt\":\"Two.\"}\n\"{ three\"", model.inline.text().get());
        model.inline.text().set("[1]");
        assertEquals(1, problems("rows[0]").size());
        model.inline.text().set("");
        assertEquals(1, problems("rows").size());
    }

    @Test
    void aRequestIsShownAsAPersonReadsIt() {
        assertEquals("a\nb", ContentText.of(Content.ofParts(null, List.of(text(null, "a"), text(null, "b")))));
        assertEquals(
                "query: a\npassages: b",
                ContentText.of(Content.ofParts(null, List.of(text("query", "a"), text("passages", "b")))));
        assertEquals(
                "a\n[image, image/png, about 900 B]\n[image, https://x/y.png]\n[recording, wav, about 3 B]",
                ContentText.of(Content.ofParts(
                        null,
                        List.of(
                                text(null, "a"),
                                new Content.Image("data:image/png;base64," + "A".repeat(1200)),
                                new Content.Image("https://x/y.png"),
                                new Content.Audio("wav", "AAAA")))));
        assertEquals("{\"a\":1}", ContentText.of(Content.ofPayload("{\"a\":1}")));
        assertEquals("[{}]", ContentText.of(Content.ofMessages("system", "[{}]")));
    }

    private static Content.Text text(@Nullable String name, String text) {
        return new Content.Text(name, text);
    }

    @Test
    void aTokenizerIsANameOrAFile() {
        model.tokenizer.name().set(TokenizerModel.FILE);
        assertEquals("hf:", written("tokenizer"));
        assertEquals(1, problems("tokenizer").size());
        model.tokenizer.path().set("models/tokenizer.json");
        assertEquals("hf:models/tokenizer.json", written("tokenizer"));
        session.undo();
        assertEquals("", model.tokenizer.path().get());
        model.tokenizer.name().set("cl100k");
        assertEquals("cl100k", written("tokenizer"));
        assertEquals(List.of(), problems("tokenizer"));
    }

    @Test
    void aTraceIsAddedWithTheLayoutThatItsNameTells() {
        model.fresh().trace(folder.resolve("BurstGPT_1.csv"));
        assertEquals("burstgpt", written("format"));
        model.trace("speedup").set("0");
        assertEquals(1, problems("speedup").size());
        model.trace("speedup").set("2.5");
        assertEquals(List.of(), problems("speedup"));
        model.column("inputLength").set("Req");
        assertEquals("{\"inputLength\":\"Req\"}", written("columns"));
        model.fresh().trace(folder.resolve("mine.jsonl"));
        assertEquals("generic", written("format"));
    }

    @Test
    void aMixIsBegunWithTheDatasetsThatThereAre() {
        model.fresh().mix();
        assertEquals(6, model.mixParts.size().get());
        assertEquals(
                "mix · 6 problems",
                model.summary(Objects.requireNonNull(model.parts().selected().get()))
                        .replaceAll("[0-9]+ problems?", "6 problems"));
    }

    @Test
    void valuesOfAWrongTypeAreShownAndToldAndNeverLost() {
        model.parts().select("odd");
        assertEquals("many", model.promptTokens.field("mean").get());
        assertEquals(0, model.buckets.size().get());
        assertEquals(1, problems("prefixBuckets").size());
        assertEquals(1, problems("tokenizer").size());
        assertTrue(session.file().get().text().contains("\"tokenizer\": { \"a\": 1 }"));
        assertEquals(
                "generated · 5 problems",
                model.summary(Objects.requireNonNull(model.parts().selected().get()))
                        .replaceAll("[0-9]+ problems", "5 problems"));
    }

    @Test
    void everyKindThatTheEngineRunsIsKnown() {
        for (String kind : List.of("synthetic", "file", "conversations", "trace", "mix", "huggingface", "inline")) {
            assertTrue(DatasetModel.knows(kind), kind);
        }
        assertFalse(DatasetModel.knows("telepathy"));
    }

    private List<String> problems(String member) {
        return model.form().problems().stream()
                .filter(p -> p.path().equals(member)
                        || p.path().startsWith(member + ".")
                        || member.equals("promptTokens") && p.path().startsWith(member))
                .map(p -> p.path() + " " + p.what())
                .toList();
    }

    private String written(String member) {
        return model.form()
                .value(member)
                .map(v -> v.isString() ? v.stringValue() : v.toString())
                .orElse("");
    }
}
