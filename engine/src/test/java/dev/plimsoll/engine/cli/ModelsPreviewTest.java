package dev.plimsoll.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a preview says of models, before anything is sent. */
class ModelsPreviewTest {
    @TempDir
    private Path folder;

    @Test
    void weightsAreToldAsSharesOfTheRequests() throws IOException {
        CliProbe probe = preview("\"models\": {\"chat\": 3, \"code\": 1}");
        assertEquals(0, probe.exitCode(), probe.err());
        assertTrue(
                probe.out().contains("Models        chat 75.0 % (about 75 requests), code 25.0 % (about 25 requests)"),
                probe.out());
    }

    @Test
    void aColumnIsToldByTheFirstRows() throws IOException {
        CliProbe probe = preview("\"columns\": {\"model\": \"m\"}", "--json");
        assertEquals(0, probe.exitCode(), probe.err());
        JsonNode models = JsonMapper.shared().readTree(probe.out()).get("models");
        assertEquals(
                "[{\"model\":\"chat\",\"share\":0.5,\"ofRows\":true},{\"model\":\"code\",\"share\":0.25,\"ofRows\":true}]",
                models.toString());
    }

    @Test
    void withoutEitherAllAskForOne() throws IOException {
        assertTrue(preview("\"limit\": 0").out().contains("Models        the first one for every request"));
    }

    @Test
    void aModelThatTheRouterDoesNotHaveIsRefused() throws IOException {
        CliProbe probe = preview("\"models\": {\"chat\": 3, \"large\": 1}");
        assertEquals(2, probe.exitCode());
        assertTrue(
                probe.err().contains("datasets[0].models: the router has no model 'large' (allowed: chat, code)"),
                probe.err());
    }

    private CliProbe preview(String dataset, String... options) throws IOException {
        Files.writeString(
                folder.resolve("router.yaml"), "models: {chat: {cmd: \"x ${PORT}\"}, code: {cmd: \"x ${PORT}\"}}");
        Path workspace = Files.writeString(folder.resolve("w.plimsoll.json"), """
            { "schemaVersion": 1,
              "targets": [ { "id": "t", "kind": "models", "config": "router.yaml" } ],
              "datasets": [ { "id": "d", "kind": "inline", "cycle": true, %s, "rows": [
                { "prompt": "a", "m": "chat" }, { "prompt": "b", "m": "code" }, { "prompt": "c", "m": "chat" },
                { "prompt": "d" } ] } ],
              "benchmarks": [ { "id": "b", "target": "t", "dataset": "d",
                                "profile": { "kind": "constant", "rate": 10 },
                                "constraints": [ { "kind": "max_duration", "seconds": 10 } ] } ] }
            """.formatted(dataset));
        String[] all = new String[options.length + 2];
        all[0] = "preview";
        all[1] = workspace.toString();
        System.arraycopy(options, 0, all, 2, options.length);
        return CliProbe.run(all);
    }
}
