package dev.plimsoll.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.workspace.TargetSpec;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the documents say of the workspace file is what the program reads. */
class WorkspaceDocumentationTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Pattern JSON_BLOCK = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    private static String document(String name) throws IOException {
        return Files.readString(DOCS.resolve(name));
    }

    private static List<String> jsonBlocks(String document) {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = JSON_BLOCK.matcher(document);
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        assertFalse(blocks.isEmpty());
        return blocks;
    }

    @Test
    void theExampleCompilesAndIsWrittenAsTheProgramWritesIt() throws IOException {
        String example = jsonBlocks(document("workspace.md")).getFirst();
        WorkspaceFile file = WorkspaceFile.parse(example, "example", DOCS);
        assertEquals(List.of(), PlanCompiler.problems(file));
        assertEquals("sweep", PlanCompiler.compile(file, null).benchmark());
        JsonNode seed = file.value("benchmarks[0].seed").orElseThrow();
        assertEquals(example, file.with("benchmarks[0].seed", seed).text());
    }

    @Test
    void theExamplesOfProfileAndConstraintsCompile() throws IOException {
        List<String> blocks = jsonBlocks(document("strategies-and-constraints.md"));
        String constraints = blocks.getLast().strip();
        for (String profile : blocks.subList(0, blocks.size() - 1)) {
            WorkspaceFile file =
                    Workspaces.benchmark(DOCS, profile, constraints.substring(1, constraints.length() - 1));
            RunPlan plan = PlanCompiler.compile(file.withOverride("datasets[0].turns", "4"), null);
            assertEquals(3, plan.constraints().size());
        }
        assertEquals(5, blocks.size());
    }

    /** Each part with a field that no part has: the problem lists the fields there are. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "targets[0]={\"id\": \"t\", \"kind\": \"http\", \"url\": \"http://h\"}",
                "targets[0].timeouts={}",
                "targets[0]={\"id\": \"t\", \"kind\": \"models\", \"config\": \"r.yaml\"}",
                "datasets[0]",
                "datasets[0].promptTokens={\"mean\": 1}",
                "datasets[0]={\"id\": \"d\", \"kind\": \"file\", \"path\": \"x\"}",
                "benchmarks[0]",
                "benchmarks[0].warmup={\"value\": 1}",
                "benchmarks[0].slos=[{\"metric\": \"ttft\", \"max\": 1}]",
                "report={}",
                "report.charts.mine={\"x\": {\"metric\": \"sent\"}, \"y\": {\"metric\": \"sent\"}}"
            })
    void everyFieldIsDocumented(String part) throws IOException {
        assertDocumented("workspace.md", part);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "profile={\"kind\": \"synchronous\"}",
                "profile={\"kind\": \"concurrent\", \"streams\": 1}",
                "profile={\"kind\": \"throughput\"}",
                "profile={\"kind\": \"async\", \"rate\": 1}",
                "profile={\"kind\": \"poisson\", \"rate\": 1}",
                "profile={\"kind\": \"gamma\", \"rate\": 1}",
                "profile={\"kind\": \"rateSeries\", \"points\": [[0, 1], [1, 2]]}",
                "profile={\"kind\": \"trace\"}",
                "profile={\"kind\": \"users\", \"users\": 2, \"rate\": 1}",
                "profile={\"kind\": \"sweep\"}",
                "profile={\"kind\": \"policies\", \"policies\": [\"fifo\"], \"load\": {\"kind\": \"constant\","
                        + " \"rate\": 1}}",
                "constraints=[{\"kind\": \"max_requests\", \"count\": 1}]",
                "constraints=[{\"kind\": \"max_duration\", \"seconds\": 1}]",
                "constraints=[{\"kind\": \"max_error_rate\", \"rate\": 0.1}]",
                "constraints=[{\"kind\": \"max_global_error_rate\", \"rate\": 0.1}]",
                "constraints=[{\"kind\": \"over_saturation\"}]"
            })
    void everyFieldOfAProfileOrConstraintIsDocumented(String part) throws IOException {
        assertDocumented("strategies-and-constraints.md", "benchmarks[0]." + part);
    }

    private static void assertDocumented(String document, String part) throws IOException {
        int equals = part.indexOf('=');
        String path = equals < 0 ? part : part.substring(0, equals);
        WorkspaceFile file = Workspaces.synchronous(DOCS);
        if (equals >= 0) {
            file = file.withOverride(path, part.substring(equals + 1));
        }
        if (file.value(path).orElseThrow().isArray()) {
            path += "[0]";
        }
        WorkspaceFile odd = file.with(
                path.isEmpty() ? "surprise" : path + ".surprise",
                JsonMapper.shared().readTree("1"));
        Problem unknown = odd.problems().stream()
                .filter(p -> p.what().equals("unknown field 'surprise'"))
                .findFirst()
                .orElseThrow();
        String text = document(document);
        for (String field : unknown.allowed()) {
            assertTrue(
                    field.equals("kind") || text.contains("| `" + field + "` |"), () -> field + " is in " + document);
        }
    }

    @Test
    void theSimulatorsParametersAreThoseOfItsProfiles() throws IOException {
        String text = document("workspace.md");
        List<JsonNode> profiles = SimulatorProfiles.NAMES.stream()
                .map(n -> (JsonNode) JsonMapper.shared().valueToTree(SimulatorProfiles.of(n, Map.of())))
                .toList();
        for (String parameter : TargetSpec.Simulator.PARAMETERS) {
            String row = text.lines()
                    .filter(l -> l.startsWith("| `" + parameter + "` |"))
                    .findFirst()
                    .orElseThrow();
            if (!parameter.equals("seed")) {
                String[] cells = row.split("\\|");
                for (int i = 0; i < profiles.size(); i++) {
                    assertEquals(
                            profiles.get(i).get(parameter).doubleValue(),
                            Double.parseDouble(cells[i + 3].strip()),
                            parameter + " of " + SimulatorProfiles.NAMES.get(i));
                }
            }
        }
    }
}
