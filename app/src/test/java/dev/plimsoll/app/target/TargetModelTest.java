package dev.plimsoll.app.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.session.PartList;
import dev.plimsoll.app.session.Tasks;
import dev.plimsoll.app.session.WorkspaceSession;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.run.TrialReport;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetModelTest {
    @TempDir
    Path folder;

    private WorkspaceSession session;
    private TargetModel model;
    private TrialModel trials;

    @BeforeEach
    void open() {
        session = new WorkspaceSession(Runnable::run, Runnable::run, folder);
        session.adopt(WorkspaceFile.parse(TargetPageFixture.WORKSPACE, null, folder), null);
        model = new TargetModel(session, name -> name.equals("SGLANG_API_KEY") ? "k" : null);
        Tasks now = new Tasks(Runnable::run, CallersThread::new);
        trials = new TrialModel(
                session, now, new TargetPageFixture.FakeTrials(), model.parts(), () -> LocalTime.of(14, 20, 7));
        model.parts().select("sglang-h100");
    }

    /** Runs its body in {@code start}, on the thread that calls it. */
    private static final class CallersThread extends Thread {
        private final Runnable body;

        CallersThread(Runnable body) {
            this.body = body;
        }

        @Override
        public void start() {
            body.run();
        }
    }

    @Test
    void aWrongUrlIsToldAtItsField() {
        model.url.set("http://10.20.0.14:80000/v1");
        assertEquals(
                List.of("names port 80000, which is out of range; use 1 to 65535"),
                model.form().problems().stream()
                        .filter(p -> p.path().equals("url"))
                        .map(Problem::what)
                        .toList());
        assertEquals(1, model.problems(part()));
    }

    @Test
    void valuesOfAWrongTypeAreShownAndToldAndNeverLost() {
        session.edit(
                "",
                "",
                f -> f.with(
                                "targets[1].url",
                                tools.jackson.databind.json.JsonMapper.shared().readTree("{ \"host\": 1 }"))
                        .with(
                                "targets[1].endpoint",
                                tools.jackson.databind.json.JsonMapper.shared().readTree("[ 2 ]")));
        assertEquals("{\"host\":1}", model.url.get());
        assertEquals("[2]", model.endpoint.name().get());
        assertTrue(model.problems(part()) >= 2);
        assertTrue(session.file().get().text().contains("{ \"host\": 1 }"));
    }

    @Test
    void aPastedKeyNeverGoesIntoTheDocument() {
        model.keyVariable().set("sk-live-0123456789");
        assertFalse(session.file().get().text().contains("sk-live"));
        assertTrue(model.keyVariableError().get().startsWith("This is not the name of a variable."));
        model.keyVariable().set("SGLANG_API_KEY");
        assertEquals("", model.keyVariableError().get());
        assertEquals("Set in this session; never saved.", model.keyVariableHint());
        assertEquals("SGLANG_API_KEY", written("apiKeyEnv"));
    }

    @Test
    void extrasThatAreNoJsonStayInTheFieldWithTheirPlaceAndOutOfTheDocument() {
        String before = session.file().get().text();
        model.extras.text().set("{\n  \"ignore_eos\": true,\n  \"temperature\": 0.0\n  \"top_p\": 1.0\n}");
        assertEquals(4, model.extras.errorLine().get());
        assertEquals(
                "Line 4, column 3: expected , or } after the value. The last correct text is kept.",
                model.extras.error().get());
        assertEquals(before, session.file().get().text());
        model.extras.insertComma();
        assertEquals("", model.extras.error().get());
        assertTrue(
                model.extras.text().get().contains("0.0,\n  \"top_p\""),
                model.extras.text().get());
        model.extras.text().set("{ \"a\": 1 }");
        assertEquals("", model.extras.error().get());
        assertEquals("{\"a\":1}", written("extras"));
        assertEquals("{ \"a\": 1 }", model.extras.text().get(), "what is typed is not laid out under the fingers");
        model.extras.format();
        assertEquals("{\n  \"a\": 1\n}", model.extras.text().get());
        session.undo();
        assertTrue(model.extras.text().get().contains("top_p"), "typing was one step");
    }

    @Test
    void aHeaderIsInTheDocumentOnceItHasAName() {
        model.headers.add();
        model.headers.rows().getFirst().value().set("red");
        assertFalse(session.canUndo().get());
        model.headers.rows().getFirst().name().set("X-Team");
        assertEquals("{\"X-Team\":\"red\"}", written("headers"));
        model.headers.remove(model.headers.rows().getFirst());
        assertEquals("", written("headers"));
        session.undo();
        assertEquals("X-Team", model.headers.rows().getFirst().name().get());
    }

    @Test
    void aSecretInAHeaderIsWarnedOf() {
        model.headers.add();
        model.headers.rows().getFirst().name().set("Authorization");
        model.headers.rows().getFirst().value().set("Bearer abcdef");
        assertTrue(model.headerWarning().orElseThrow().contains("secret in plain text"));
        model.headers.rows().getFirst().value().set("Bearer ${env:TOKEN}");
        assertTrue(model.headerWarning().isEmpty());
    }

    @Test
    void anotherKindKeepsWhatBothHave() {
        model.model.set("mine");
        model.changeKind(TargetModel.SIMULATOR);
        assertEquals("mine", written("model"));
        assertEquals("", written("url"));
        assertEquals("small", model.profile.get());
        assertEquals(List.of(), model.form().problems());
        session.undo();
        assertEquals("http://10.20.0.14:30000/v1", model.url.get());
    }

    @Test
    void anUnknownKindIsNamedAndKept() {
        model.parts().select("from tomorrow");
        assertEquals("unknown kind 'quantum'", model.summary(part()));
        assertEquals("8080", written("port"));
    }

    @Test
    void theProfilesValuesAreThePromptsOfTheParameters() {
        assertEquals("1,500", prompt("prefillBaseUs", "small"));
        assertEquals("150,000", prompt("fixedTtftUs", "fixed"));
        assertEquals("no limit", prompt("queueLimit", "large"));
        model.parts().select("simulator");
        model.parameter("slots").set("0");
        assertEquals(
                List.of("slots"),
                model.form().problems().stream().map(Problem::path).toList());
    }

    @Test
    void aCheckIsRememberedWithItsTargetAndGoesStaleByAnEdit() {
        trials.check();
        Checked checked = trials.lastCheck(part()).orElseThrow();
        assertEquals(
                "The server refused the API key.",
                Objects.requireNonNull(checked.report().trouble()).what());
        assertEquals("14:20:07", checked.time());
        assertFalse(trials.isStale(part()));
        model.url.set("http://10.20.0.14:30001");
        assertTrue(trials.isStale(part()));
        session.undo();
        assertEquals(java.util.Optional.empty(), model.parts().rename("other"));
        trials.renamed("sglang-h100", "other");
        assertFalse(trials.isStale(part()), "a name is no part of what was checked");
        model.parts().select("vllm-h100");
        assertTrue(trials.lastCheck(part()).isEmpty());
    }

    @Test
    void aTargetThatIsNotCompleteIsToldInsteadOfTried() {
        model.url.set("");
        trials.check();
        TrialReport.Trouble trouble = Objects.requireNonNull(
                trials.lastCheck(part()).orElseThrow().report().trouble());
        assertEquals("The target cannot be used yet.", trouble.what());
        assertEquals("url is missing.", trouble.why());
    }

    @Test
    void oneRequestIsSentOnlyWithANumberOfTokensThatCanBe() {
        trials.maxTokens().set("many");
        trials.send();
        assertTrue(trials.lastSent(part()).isEmpty());
        assertFalse(trials.maxTokensError().isEmpty());
        trials.maxTokens().set("12");
        trials.send();
        assertEquals(
                12,
                Objects.requireNonNull(trials.lastSent(part()).orElseThrow().answer())
                        .outputTokens());
    }

    private static String prompt(String name, String profile) {
        return SimulatorParameter.ALL.stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow()
                .prompt(profile);
    }

    private PartList.Part part() {
        return Objects.requireNonNull(model.parts().selected().get());
    }

    private String written(String member) {
        return model.form()
                .value(member)
                .map(v -> v.isString() ? v.stringValue() : v.toString())
                .orElse("");
    }
}
