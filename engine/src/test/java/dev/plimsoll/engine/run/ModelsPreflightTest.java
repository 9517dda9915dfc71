package dev.plimsoll.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.router.config.LoadOptions;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RouterConfigReader;
import dev.plimsoll.engine.trust.PreflightReport.Outcome;
import dev.plimsoll.engine.trust.PreflightReport.Row;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is told of models before any of them is started. */
class ModelsPreflightTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void aProgramThatIsNotThereAndAPortThatIsTakenAreTold() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Row> rows = ModelsPreflight.of(config("""
                models:
                  chat:
                    cmd: no-such-program-anywhere --port ${PORT}
                  code:
                    cmd: sh -c true --port %1$d
                    proxy: http://127.0.0.1:%1$d
                """.formatted(taken.getLocalPort())));
            assertEquals(
                    List.of(Outcome.SUSPECT, Outcome.SUSPECT, Outcome.UNKNOWN),
                    rows.stream().map(Row::outcome).toList());
            assertTrue(
                    rows.get(0).measured().startsWith("Model chat: there is no program no-such-program-anywhere"),
                    rows.get(0).measured());
            assertTrue(
                    rows.get(1).measured().contains("another program listens on port " + taken.getLocalPort()),
                    rows.get(1).measured());
        }
    }

    @Test
    void modelsThatCanBeStartedAsFarAsCanBeSeenPass() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        List<Row> rows = ModelsPreflight.of(config("""
            startPort: %d
            models:
              chat: {cmd: "${env.PLIMSOLL} simulator --port ${PORT}"}
            """.formatted(free)));
        assertEquals(Outcome.OK, rows.get(0).outcome(), rows.get(0).measured());
        assertEquals(Outcome.OK, rows.get(1).outcome(), rows.get(1).measured());
    }

    private static RouterConfig config(String text) {
        return RouterConfigReader.read("router.yaml", text, LoadOptions.of(name -> null))
                .orThrow();
    }
}
