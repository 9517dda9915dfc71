package dev.plimsoll.engine.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.config.LoadOptions;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RouterConfigReader;
import dev.plimsoll.engine.router.control.RouterView;
import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.process.FakeModelServer;
import dev.plimsoll.engine.router.process.ModelState;
import dev.plimsoll.engine.time.NanoClock;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The whole router with real processes. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(120)
class RouterTest {
    private final HttpClient client = HttpClient.newHttpClient();

    private static RouterConfig config() throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        String cmd = "'" + java + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx32m -cp '"
                + System.getProperty("java.class.path") + "' " + FakeModelServer.class.getName() + " port=${PORT}";
        String yaml = "startPort: " + freePorts(2) + "\nmodels:\n  a:\n    cmd: \"" + cmd
                + "\"\n    proxy: \"http://127.0.0.1:${PORT}\"\n  b:\n    cmd: \"" + cmd
                + "\"\n    proxy: \"http://127.0.0.1:${PORT}\"\n";
        return RouterConfigReader.read(null, yaml, LoadOptions.usual()).orThrow();
    }

    /** The first of some ports that are free now. */
    private static int freePorts(int count) throws Exception {
        while (true) {
            int first;
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                first = socket.getLocalPort();
            }
            try (ServerSocket next = new ServerSocket(first + count - 1, 1, InetAddress.getLoopbackAddress())) {
                return first;
            } catch (java.io.IOException e) {
                // taken; another one
            }
        }
    }

    private HttpResponse<String> get(Router router, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + router.address().getPort() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void modelsTakeTurnsAndEndWithTheRouter() throws Exception {
        List<RouterEvent> events = new CopyOnWriteArrayList<>();
        RouterConfig config = config();
        long pid;
        try (Router router =
                Router.start(config, RouterOptions.of(config, _ -> config).observed(NanoClock.system(), events::add))) {
            HttpResponse<String> first = get(router, "/upstream/a/");
            assertEquals(200, first.statusCode(), first.body());
            long pidOfA = Long.parseLong(first.body().strip());
            assertEquals("a", first.headers().firstValue("X-Plimsoll-Model").orElse(""));
            assertTrue(
                    first.headers().firstValue("Server-Timing").orElse("").matches(".*router\\.health;dur=[1-9].*"),
                    first.headers().toString());
            assertEquals(first.body(), get(router, "/upstream/a/").body(), "it is loaded once");
            HttpResponse<String> second = get(router, "/upstream/b/");
            pid = Long.parseLong(second.body().strip());
            assertFalse(alive(pidOfA), "b took its room");
            RouterView view = router.look().toCompletableFuture().get();
            assertEquals(ModelState.STOPPED, view.models().get(0).state());
            assertEquals(pid, view.models().get(1).pid());
            assertTrue(router.drain(Duration.ofSeconds(30)));
        }
        assertFalse(alive(pid));
        assertEquals(
                List.of("a", "a", "b"),
                events.stream()
                        .filter(RouterEvent.RequestEnded.class::isInstance)
                        .map(event ->
                                ((RouterEvent.RequestEnded) event).request().model())
                        .toList());
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Test
    void aPortThatIsTakenIsToldBeforeAnythingStarts() throws Exception {
        RouterConfig config = config();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PlimsollException told = assertThrows(PlimsollException.class, () -> {
                try (Router router = Router.start(
                        config, RouterOptions.of(config, _ -> config).at("127.0.0.1", taken.getLocalPort()))) {
                    assertEquals(0, router.address().getPort());
                }
            });
            assertTrue(told.getMessage().contains("127.0.0.1:" + taken.getLocalPort()), told.getMessage());
        }
    }
}
