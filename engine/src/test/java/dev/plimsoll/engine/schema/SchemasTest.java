package dev.plimsoll.engine.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.archive.SummaryJson;
import dev.plimsoll.engine.interop.ResultImporters;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.workspace.BenchmarkSpec;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas in docs/formats are those of the program, and agree with its loader. */
class SchemasTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Path WORKSPACE = DOCS.resolve("formats/workspace.schema.json");
    private static final Path SUMMARY = DOCS.resolve("formats/summary.schema.json");

    private static void upToDate(JsonNode schema, Path page) throws IOException {
        String text = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
        if (Boolean.getBoolean("plimsoll.write-docs")) {
            Files.writeString(page, text);
        }
        assertEquals(text, Files.readString(page), page + " is old: run this test with -Dplimsoll.write-docs=true");
    }

    /** Write the schemas anew with {@code -Dplimsoll.write-docs=true}. */
    @Test
    void theSchemaOfAWorkspaceIsWhatTheLoaderTakes() throws IOException {
        DocRows docs = new DocRows(DOCS.resolve("workspace.md"), DOCS.resolve("strategies-and-constraints.md"));
        upToDate(new WorkspaceSchema(docs).schema(), WORKSPACE);
    }

    @Test
    void theSchemaOfASummaryIsThatOfItsRecords() throws IOException {
        upToDate(new SummarySchema(Path.of("src/main/java")).schema(), SUMMARY);
    }

    private static Set<ValidationMessage> faults(Path schema, String text) throws IOException {
        JsonSchema read = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(schema), InputFormat.JSON);
        return read.validate(text, InputFormat.JSON);
    }

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../src-dist/samples"))) {
            return files.filter(f -> f.toString().endsWith(WorkspaceFile.EXTENSION)).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleIsGoodBySchemaAndByLoader(Path sample) throws IOException {
        assertEquals(Set.of(), faults(WORKSPACE, Files.readString(sample)));
        WorkspaceFile file = WorkspaceFile.read(sample);
        assertTrue(file.problems().isEmpty(), file.problems().toString());
        for (BenchmarkSpec benchmark : file.workspace().benchmarks()) {
            PlanCompiler.compile(file, benchmark.id());
        }
    }

    /** A benchmark in which one thing is written as told; {@code good} or {@code bad} by both. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "good | \"seed\": 7",
                "good | \"gracePeriod\": \"30s\", \"workers\": null",
                "good | \"warmup\": 0.1",
                "good | \"warmup\": {\"percent\": 0.1, \"mode\": \"duration\"}",
                "good | \"constraints\": [{\"kind\": \"max_duration\", \"seconds\": [1, \"2s\"]}]",
                "good | \"slos\": [{\"metric\": \"ttft\", \"max\": 500, \"percentile\": 99}]",
                "bad | \"sed\": 7",
                "bad | \"seed\": 7.5",
                "bad | \"seed\": \"seven\"",
                "bad | \"gracePeriod\": \"soon\"",
                "bad | \"gracePeriod\": -1",
                "bad | \"workers\": 65",
                "bad | \"cancelRate\": 2",
                "bad | \"fillThinkTime\": \"yes\"",
                "bad | \"warmup\": {\"part\": 0.1}",
                "bad | \"constraints\": {\"kind\": \"max_duration\"}",
                "bad | \"constraints\": [{\"kind\": \"max_duration\", \"second\": 1, \"seconds\": 1}]",
                "bad | \"constraints\": [{\"kind\": \"max_duration\"}]",
                "bad | \"constraints\": [{\"kind\": \"max_mood\"}]",
                "bad | \"slos\": [{\"metric\": \"ttft\"}]",
                "bad | \"slos\": [{\"metric\": \"ttft\", \"max\": 500, \"percentile\": 100}]",
            })
    void schemaAndLoaderAgree(String judgement, String member) throws IOException {
        String text = """
            {"schemaVersion": 1,
             "targets": [{"id": "t", "kind": "http", "url": "http://127.0.0.1:1"}],
             "datasets": [{"id": "d", "kind": "synthetic", "promptTokens": 8, "outputTokens": 4}],
             "benchmarks": [{"id": "b", "target": "t", "dataset": "d", "profile": {"kind": "synchronous"}, %s}]}\
            """.formatted(member);
        boolean bySchema = faults(WORKSPACE, text).isEmpty();
        assertEquals(judgement.equals("good"), bySchema, faults(WORKSPACE, text).toString());
        assertEquals(bySchema, loads(text), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "good | \"report\": false",
                "good | \"report\": {\"charts\": {\"mine\": {\"x\": {\"metric\": \"sent\"}, \"y\": {\"metric\":"
                        + " \"sent\"}}}}",
                "bad | \"report\": 7",
                "bad | \"report\": {\"charts\": {\"mine\": {\"x\": {\"metric\": \"sent\"}}}}",
                "bad | \"targets\": [{\"id\": \"t\", \"kind\": \"http\"}]",
                "bad | \"targets\": [{\"id\": \"t\", \"kind\": \"quantum\"}]",
                "bad | \"targets\": 5",
                "bad | \"datasets\": [{\"id\": \"d\", \"kind\": \"file\"}]",
                "bad | \"surprise\": 1",
            })
    void schemaAndLoaderAgreeOnTheRest(String judgement, String member) throws IOException {
        String text = "{\"schemaVersion\": 1, " + member + "}";
        assertEquals(
                judgement.equals("good"),
                faults(WORKSPACE, text).isEmpty(),
                faults(WORKSPACE, text).toString());
        assertEquals(
                judgement.equals("good"),
                WorkspaceFile.parse(text, null, Path.of(".")).problems().isEmpty());
    }

    private static boolean loads(String text) {
        WorkspaceFile file = WorkspaceFile.parse(text, null, Path.of("."));
        try {
            PlanCompiler.compile(file, "b");
            return file.problems().isEmpty();
        } catch (PlimsollException e) {
            return false;
        }
    }

    @Test
    void aSummaryThatIsWrittenIsGoodAndABrokenOneIsNot(@TempDir Path folder) throws IOException {
        Path result = Files.writeString(
                folder.resolve("r.json"),
                "{\"request_throughput\": 1, \"completed\": 1, \"duration\": 1, \"mean_ttft_ms\": 4}");
        RunSummary summary = ResultImporters.summary(result);
        String text = SummaryJson.write(summary);
        assertEquals(Set.of(), faults(SUMMARY, text));
        assertTrue(!faults(SUMMARY, text.replace("\"VALID\"", "1").replace("\"SUSPECT\"", "\"FINE\""))
                .isEmpty());
        assertTrue(!faults(SUMMARY, text.replace("\"schemaVersion\"", "\"version\""))
                .isEmpty());
    }
}
