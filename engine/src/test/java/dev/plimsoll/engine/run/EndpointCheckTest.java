package dev.plimsoll.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.dataset.Acceptance;
import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.workspace.BenchmarkOptions;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an endpoint says about a plan before anything is sent. */
class EndpointCheckTest {
    @Test
    void generatedTextIsRefusedWhereTheEndpointNeedsMore() {
        assertEquals(
                List.of("--target.endpoint: generated text has no audio, which the endpoint audio_transcriptions"
                        + " needs"),
                faults("\"endpoint\": \"audio_transcriptions\""));
    }

    @Test
    void aTemplateThatIsNoneIsToldAtItsPlace() {
        List<String> faults = faults("\"endpoint\": \"template\", \"payloadTemplate\": \"{{ text\"");
        assertEquals(1, faults.size());
        assertTrue(
                faults.getFirst().startsWith("--target.payloadTemplate: The payload template cannot be read (line 1)"),
                faults.getFirst());
    }

    @Test
    void aRowThatLacksWhatTheTemplateReadsIsTold() {
        String template = "\"endpoint\": \"template\", \"payloadTemplate\": \"{\\\"l\\\": {{ lang|tojson }}}\"";
        Acceptance acceptance = EndpointCheck.acceptance(
                PlanCompiler.compile(file(template), null).target());
        assertEquals(
                Optional.empty(), acceptance.refusal(Content.ofParts(null, List.of(new Content.Text("lang", "de")))));
        String why = acceptance.refusal(Content.ofText("t")).orElseThrow();
        assertTrue(why.startsWith("cannot be sent: The payload template cannot be filled in (line 1): "), why);
    }

    private static List<String> faults(String target) {
        PlimsollException e = assertThrows(
                PlimsollException.class, () -> PlanCompiler.compile(file(target), null, List.of(new EndpointCheck())));
        return e.problems().stream().map(p -> p.path() + ": " + p.what()).toList();
    }

    private static WorkspaceFile file(String target) {
        return WorkspaceFile.ofOptions(new BenchmarkOptions(
                "{\"kind\": \"http\", \"url\": \"http://h\", " + target + "}",
                "{\"kind\": \"synthetic\", \"promptTokens\": 8, \"outputTokens\": 8}",
                "{\"kind\": \"synchronous\"}",
                List.of(),
                null,
                Path.of("").toAbsolutePath()));
    }
}
