package dev.plimsoll.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetCompilerTest {
    @TempDir
    Path folder;

    @Test
    void aUrlIsNormalisedAndAFaultyOneIsToldWhy() {
        assertEquals("https://host/prefix", url("HTTPS://host/prefix/v1/"));
        assertEquals("http://[::1]:8000", url("http://[::1]:8000"));
        assertEquals("must begin with http:// or https://, such as http://127.0.0.1:8000", urlFault("localhost:8000"));
        assertEquals("must begin with http:// or https://, such as http://127.0.0.1:8000", urlFault("ftp://host"));
        assertEquals("names no host", urlFault("http:///v1"));
        assertEquals(
                "must hold no user name or password; use apiKeyEnv or a header", urlFault("http://me:secret@host"));
        assertEquals("must hold no '?' or '#' part", urlFault("http://host/?key=1"));
        assertEquals("names port 70000, which is out of range; use 1 to 65535", urlFault("http://host:70000"));
        assertEquals(
                "is not a URL: Illegal character in authority",
                urlFault("http://a b").replaceAll(" at .*", ""));
    }

    @Test
    void aTargetsSecretsAndHeadersAreChecked() throws IOException {
        Files.writeString(folder.resolve("key"), "sk");
        WorkspaceFile good = http(
                "\"apiKeyFile\": \"key\", \"headers\": { \"x-team\": \"${env:TEAM} a\" }, \"extras\": {\"a\": 1.50},"
                        + " \"timeouts\": {\"connect\": 1, \"total\": 9.5}, \"insecure\": true, \"model\": \"m\"");
        TargetPlan target = PlanCompiler.compile(good, null).target();
        assertEquals(folder.resolve("key").toRealPath(), target.apiKeyFile());
        assertEquals("{\"a\":1.50}", target.extrasJson());
        assertEquals(new TargetPlan.Timeouts(1, 60, 9.5), target.timeouts());
        assertEquals(
                List.of(
                        "must be the name of an environment variable, such as OPENAI_API_KEY (never the key itself)",
                        "cannot be used together with apiKeyEnv; keep one of them",
                        "is set by Plimsoll itself",
                        "'${TEAM}' is not a reference; write ${env:NAME}",
                        "unknown value 'videos'",
                        "'none' cannot be used: no such file or folder"),
                Workspaces.faults(http("\"apiKeyEnv\": \"sk-123\", \"apiKeyFile\": \"none\", \"endpoint\": \"videos\","
                        + " \"headers\": { \"content-length\": \"${TEAM}\" }")));
        assertEquals(
                List.of("--target.headers.authorization"),
                PlanCompiler.warnings(http("\"headers\": { \"authorization\": \"Bearer sk\" }")).stream()
                        .map(Problem::path)
                        .filter(p -> p.contains("headers"))
                        .toList());
    }

    @Test
    void anEndpointTakesOnlyItsOwnOptions() throws IOException {
        Files.writeString(folder.resolve("body.json"), "{\"inputs\": {{ text|tojson }}}");
        assertEquals(
                new EndpointOptions("/generate?x=1", null, null, "{\"inputs\": {{ text|tojson }}}", "a[0].b"),
                options("\"endpoint\": \"template\", \"path\": \"/generate?x=1\", \"payloadTemplate\": \"body.json\","
                        + " \"responseField\": \"a[0].b\""));
        assertEquals(
                "{{ text }}",
                options("\"endpoint\": \"template\", \"payloadTemplate\": \"{{ text }}\"")
                        .payloadTemplate());
        assertEquals(EndpointOptions.USUAL, options("\"endpoint\": \"responses\""));
        assertEquals(
                List.of(
                        "only belongs to the endpoint rerank, but this one is chat",
                        "must begin with '/', such as /v1/generate",
                        "unknown value 'tokens'",
                        "only belongs to the endpoint template, but this one is chat",
                        "only belongs to the endpoint raw or template, but this one is chat"),
                Workspaces.faults(http("\"path\": \"v1\", \"maxTokensField\": \"tokens\", \"rerankShape\": \"tei\","
                        + " \"payloadTemplate\": \"x\", \"responseField\": \"a\"")));
        assertEquals(
                List.of(
                        "must hold neither blanks, '#' nor characters that need %-escapes",
                        "is missing: the endpoint template needs the body as text, or the path of a file with it"),
                Workspaces.faults(http("\"endpoint\": \"template\", \"path\": \"/a b\"")));
        String fault = Workspaces.faults(http("\"endpoint\": \"raw\", \"responseField\": \"a[\""))
                .getFirst();
        assertTrue(fault.startsWith("is not a JMESPath expression: "), fault);
    }

    @Test
    void localModelsAreTheirConfigurationAndAPolicy() throws IOException {
        Path config =
                Files.writeString(folder.resolve("router.yaml"), "models: {}").toRealPath();
        TargetPlan target = PlanCompiler.compile(models("\"config\": \"router.yaml\", \"policy\": \"serial\""), null)
                .target();
        assertEquals(new ModelsPlan(config, "serial"), target.models());
        assertEquals(null, target.url());
        assertEquals(TargetPlan.Timeouts.OF_MODELS, target.timeouts());
        assertEquals(
                new TargetPlan.Timeouts(5, 30, 0),
                PlanCompiler.compile(models("\"config\": \"router.yaml\", \"timeouts\": {\"idle\": 30}"), null)
                        .target()
                        .timeouts());
        assertEquals(
                List.of("unknown value 'tgi'", "'none.yaml' cannot be used: no such file or folder"),
                Workspaces.faults(models("\"config\": \"none.yaml\", \"endpoint\": \"tgi\"")));
        assertEquals(List.of("is missing"), Workspaces.faults(models("\"stream\": false")));
    }

    private WorkspaceFile models(String members) {
        return Workspaces.synchronous(folder).withTarget(null, "{\"kind\": \"models\", " + members + "}");
    }

    private EndpointOptions options(String members) {
        return PlanCompiler.compile(http(members), null).target().options();
    }

    private WorkspaceFile http(String members) {
        return Workspaces.synchronous(folder)
                .withTarget(null, "{\"kind\": \"http\", \"url\": \"http://h\", " + members + "}");
    }

    private String url(String written) {
        return String.valueOf(PlanCompiler.compile(
                        Workspaces.synchronous(folder)
                                .withTarget(null, "{\"kind\": \"http\", \"url\": \"" + written + "\"}"),
                        null)
                .target()
                .url());
    }

    private String urlFault(String written) {
        return Workspaces.faults(Workspaces.synchronous(folder)
                        .withTarget(null, "{\"kind\": \"http\", \"url\": \"" + written + "\"}"))
                .getFirst();
    }
}
