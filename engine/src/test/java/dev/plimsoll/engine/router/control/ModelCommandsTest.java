package dev.plimsoll.engine.router.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.plimsoll.engine.router.config.LoadOptions;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RouterConfigReader;
import dev.plimsoll.engine.router.process.LifecycleSettings;
import dev.plimsoll.engine.router.process.ModelCommand;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From a configuration to processes. */
class ModelCommandsTest {

    private static RouterConfig config(String yaml) {
        return RouterConfigReader.read(null, yaml, new LoadOptions("fifo", null, Map.<String, String>of()::get))
                .orThrow();
    }

    @Test
    void aCommandIsTakenApartWithItsPortPutIn() {
        RouterConfig config = config("""
            startPort: 5900
            models:
              a:
                cmd: |
                  # the small one
                  serve --port ${PORT} \\
                    --name "a model"
                cmdStop: stop ${PID}
                env: [KEY=secret]
            """);
        ModelCommand command = ModelCommands.command(config.models().get("a"));
        assertEquals(
                new ModelCommand(
                        "a",
                        List.of("serve", "--port", "5900", "--name", "a model"),
                        "stop ${PID}",
                        List.of("KEY=secret"),
                        URI.create("http://localhost:5900"),
                        "/health"),
                command);
        assertFalse(command.toString().contains("secret"));
    }

    @Test
    void timesAreTheConfigurations() {
        RouterConfig config = config("""
            healthCheckTimeout: 30
            unloadTimeout: 3
            globalTTL: 60
            models:
              a: {cmd: serve, proxy: "http://localhost:1", checkEndpoint: none}
            """);
        LifecycleSettings settings = ModelCommands.settings(config.models().get("a"), config);
        assertFalse(settings.probed());
        assertEquals(Duration.ofSeconds(30), settings.startLimit());
        assertEquals(Duration.ofSeconds(60), settings.idleLimit());
        assertEquals(Duration.ofSeconds(3), settings.stopGrace());
    }
}
