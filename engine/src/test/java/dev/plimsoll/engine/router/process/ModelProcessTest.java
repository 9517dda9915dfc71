package dev.plimsoll.engine.router.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.time.NanoClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Real processes. */
class ModelProcessTest {

    @Test
    void aCommandWithoutACheckIsReadyAsSoonAsItExists() throws Exception {
        ModelProcess p = ModelProcess.of(
                new ModelCommand(
                        "a",
                        List.of("sh", "-c", "echo hello; sleep 100 & sleep 100"),
                        "",
                        List.of(),
                        URI.create("http://localhost:1"),
                        "none"),
                new LifecycleSettings(
                        false,
                        Duration.ofSeconds(15),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(5),
                        Duration.ZERO,
                        Duration.ofSeconds(10)),
                NanoClock.system(),
                new ModelProcess.Listener() {
                    @Override
                    public void changed(long atNs, String model, ModelState from, ModelState to) {}

                    @Override
                    public void spawned(long atNs, String model, long pid) {}
                });
        p.ensureReady().get(20, TimeUnit.SECONDS);
        assertEquals(ModelState.READY, p.state());
        p.stop().get(20, TimeUnit.SECONDS);
        p.shutdown().get(20, TimeUnit.SECONDS);
    }
}
