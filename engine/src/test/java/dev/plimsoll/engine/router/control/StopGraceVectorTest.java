package dev.plimsoll.engine.router.control;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.router.config.LoadOptions;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RouterConfigReader;
import dev.plimsoll.engine.router.process.LifecycleSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How long a model may take to end by itself, whatever it has to end for. */
class StopGraceVectorTest {

    /** llama-swap's A, which ignores the request to end, took 15 s to make room and 3 s to be unloaded. */
    @Test
    void aModelThatMakesRoomHasTheGraceOfOneThatIsUnloaded() {
        rule("llama-swap/router-hazards", "one-grace").inForce();
        JsonNode asked = VectorFiles.family("llama-swap/router-hazards").stream()
                .flatMap(file -> file.cases().stream())
                .filter(each -> each.get("name").asString().startsWith("eviction-grace-is"))
                .findAny()
                .orElseThrow()
                .get("config");
        String yaml = """
            healthCheckTimeout: %s
            unloadTimeout: %s
            models:
              A: {cmd: serve, proxy: "http://localhost:1"}
            """.formatted(asked.get("healthCheckTimeout_s"), asked.get("unloadTimeout_s"));
        RouterConfig config = RouterConfigReader.read(
                        null, yaml, new LoadOptions("fifo", null, Map.<String, String>of()::get))
                .orThrow();
        LifecycleSettings settings = ModelCommands.settings(config.models().get("A"), config);
        assertEquals(Duration.ofSeconds(asked.get("unloadTimeout_s").asLong()), settings.stopGrace());
        assertEquals(Duration.ofSeconds(asked.get("healthCheckTimeout_s").asLong()), settings.startLimit());
    }
}
