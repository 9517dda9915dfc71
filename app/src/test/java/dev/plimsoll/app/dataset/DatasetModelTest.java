package dev.plimsoll.app.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.session.PartList;
import dev.plimsoll.app.session.WorkspaceSession;
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
            { "id": "noted", "kind": "synthetic", "promptTokens": 8, "outputTokens": { "mean": 64, "stddev": 8, "note": 1 } } ] }
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
        model.column("prompt", "body");
        assertEquals("{\"prompt\":\"body\"}", written("columns"));
        model.column("prompt", "");
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
        model.column("prompt", "body");
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

    private String written(String member) {
        return model.form()
                .value(member)
                .map(v -> v.isString() ? v.stringValue() : v.toString())
                .orElse("");
    }
}
