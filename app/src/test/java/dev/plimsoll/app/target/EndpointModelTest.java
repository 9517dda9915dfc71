package dev.plimsoll.app.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.session.WorkspaceSession;
import dev.plimsoll.engine.endpoint.EndpointKind;
import dev.plimsoll.engine.endpoint.EndpointKinds;
import dev.plimsoll.engine.plan.SimulatorPlan;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.run.SampleContent;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointModelTest {
    private static final String WORKSPACE = """
        { "schemaVersion": 1,
          "targets": [
            { "id": "t", "kind": "http", "url": "http://gpu:9000", "later": { "kept": 1e400 } },
            { "id": "s", "kind": "simulator" } ] }
        """;

    @TempDir
    Path folder;

    private WorkspaceSession session;
    private TargetModel target;
    private EndpointModel model;

    @BeforeEach
    void open() {
        session = new WorkspaceSession(Runnable::run, Runnable::run, folder);
        session.adopt(WorkspaceFile.parse(WORKSPACE, null, folder), null);
        target = new TargetModel(session, _ -> null);
        model = target.endpoint;
    }

    @Test
    void everyKindOfTheEngineIsOfferedOnceInItsGroup() {
        List<EndpointModel.Group> groups = model.offered();
        assertEquals(
                List.of("Text", "Embeddings and ranking", "Audio and images", "A body of your own"),
                groups.stream().map(EndpointModel.Group::title).toList());
        assertEquals(List.of("chat", "completions", "responses", "messages", "tgi"), names(groups.get(0)));
        assertEquals(List.of("embeddings", "chat_embeddings", "pooling", "rerank"), names(groups.get(1)));
        assertEquals(List.of("audio_transcriptions", "image_generation", "image_edit"), names(groups.get(2)));
        assertEquals(List.of("raw", "template"), names(groups.get(3)));
        assertEquals(
                EndpointKinds.all().size(),
                groups.stream().mapToInt(g -> g.kinds().size()).sum());
    }

    @Test
    void aSimulatorIsOfferedWhatItAnswers() {
        target.parts().select("s");
        assertEquals(
                SimulatorPlan.ENDPOINTS,
                model.offered().stream().flatMap(g -> names(g).stream()).toList());
    }

    @Test
    void choosingAnEndpointWritesItAndTakesAwayWhatItHasNotInOneStep() {
        model.name().set("rerank");
        model.rerankShape.set("nim");
        assertEquals("rerank", written("endpoint"));
        assertEquals("nim", written("rerankShape"));
        model.name().set("embeddings");
        assertEquals("", written("rerankShape"));
        assertEquals(
                List.of(),
                target.form().problems().stream().filter(this::isOfEndpoint).toList());
        session.undo();
        assertEquals("rerank", model.name().get());
        assertEquals("nim", model.rerankShape.get());
        assertTrue(session.file().get().text().contains("\"later\": { \"kept\": 1E+400 }"));
    }

    @Test
    void whatTheKindDeclaresDecidesWhichFieldsThereAre() {
        assertTrue(model.canStream());
        assertTrue(model.has("maxTokensField"));
        assertTrue(model.takesModel());
        model.name().set("embeddings");
        assertFalse(model.canStream());
        assertFalse(model.has("maxTokensField"));
        model.name().set("rerank");
        assertTrue(model.takesModel());
        model.rerankShape.set("tei");
        assertFalse(model.takesModel());
        model.name().set("raw");
        assertTrue(model.has("responseField"));
        assertFalse(model.has("payloadTemplate"));
        assertFalse(model.takesModel());
        model.name().set("template");
        assertTrue(model.has("payloadTemplate"));
        assertTrue(model.takesModel());
    }

    @Test
    void theRouteFollowsTheKindItsShapeTheStreamAndThePathOfOnesOwn() {
        assertEquals("POST /v1/chat/completions", model.route());
        model.name().set("rerank");
        assertEquals("POST /v2/rerank", model.route());
        model.rerankShape.set("tei");
        assertEquals("POST /rerank", model.route());
        model.name().set("tgi");
        assertEquals("POST /generate_stream", model.route());
        target.stream.set(false);
        assertEquals("POST /generate", model.route());
        model.path.set("/infer?x=1");
        assertEquals("POST /infer?x=1", model.route());
        assertEquals("/generate", model.ownPath());
        model.path.set("");
        model.name().set("raw");
        assertEquals("POST to the URL as it is", model.route());
    }

    @Test
    void whatIsWrongWithAFieldOfTheEndpointIsToldAtIt() {
        model.path.set("generate");
        assertEquals(List.of("must begin with '/', such as /v1/generate"), problems("path"));
        model.name().set("template");
        assertTrue(problems("payloadTemplate").getFirst().startsWith("is missing"));
        model.payloadTemplate.set("{\n  \"inputs\": {{ text|tojson }}\n}");
        assertEquals(List.of(), problems("payloadTemplate"));
        model.responseField.set("choices[");
        assertTrue(problems("responseField").getFirst().startsWith("is not a JMESPath expression"));
    }

    @Test
    void anEndpointThatThisVersionDoesNotKnowIsKeptAndTold() {
        model.name().set("telepathy");
        assertEquals("telepathy", written("endpoint"));
        assertTrue(problems("endpoint").getFirst().contains("telepathy"));
        assertEquals("", model.route());
        assertTrue(model.canStream());
        assertTrue(model.sample().possible());
    }

    @Test
    void aTemplateIsTakenFromAFileByItsPath() {
        model.name().set("template");
        model.payloadTemplate.set("{");
        model.templateFile(Path.of("bodies", "a.json"));
        assertEquals("bodies/a.json", written("payloadTemplate"));
        session.undo();
        assertEquals("{", model.payloadTemplate.get());
    }

    @Test
    void oneRequestAsksForWhatTheKindNeeds() {
        assertEquals(new EndpointModel.Sample("Prompt", "", true, true), model.sample());
        model.name().set("embeddings");
        assertEquals(new EndpointModel.Sample("Text", "", false, true), model.sample());
        model.name().set("rerank");
        assertEquals("Query", model.sample().asks());
        model.name().set("image_edit");
        assertTrue(model.sample().note().contains("image"));
        model.name().set("audio_transcriptions");
        assertEquals("", model.sample().asks());
        assertTrue(model.sample().possible());
        model.name().set("template");
        assertEquals("Prompt", model.sample().asks());
        model.name().set("raw");
        assertFalse(model.sample().possible());
    }

    @Test
    void oneRequestIsOfferedWhereTheEngineHasOneToSend() {
        for (EndpointKind kind : EndpointKinds.all()) {
            model.name().set(kind.name());
            assertEquals(
                    kind.refusal(SampleContent.of(kind, "?")).isEmpty(),
                    model.sample().possible(),
                    kind.name());
        }
    }

    @Test
    void theListTellsAnEndpointOtherThanTheUsualOne() {
        assertEquals("http", target.summary(target.parts().parts().getFirst()));
        model.name().set("embeddings");
        assertEquals("Embeddings", target.summary(target.parts().parts().getFirst()));
    }

    private boolean isOfEndpoint(Problem problem) {
        return problem.path().equals("endpoint") || problem.path().equals("rerankShape");
    }

    private List<String> problems(String member) {
        return target.form().problems().stream()
                .filter(p -> p.path().equals(member))
                .map(Problem::what)
                .toList();
    }

    private static List<String> names(EndpointModel.Group group) {
        return group.kinds().stream().map(EndpointKind::name).toList();
    }

    private String written(String member) {
        return target.form().value(member).map(v -> v.asString()).orElse("");
    }
}
