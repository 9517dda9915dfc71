package dev.plimsoll.engine.router.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes; how fast they are is nowhere asserted. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(120)
class ModelProcessTest {

    @Test
    void aModelWithoutACheckIsReadyAsSoonAsItExists() throws Exception {
        try (RealModel model = RealModel.of("sleep", "1000")) {
            assertEquals("ok", RealModel.answer(model.process().ensureReady()));
            assertEquals(ModelState.READY, model.process().state());
            assertTrue(alive(model.pid()));
        }
    }

    @Test
    void whatAModelStartedEndsWithIt() throws Exception {
        try (RealModel model = RealModel.fake("child")) {
            assertEquals("ok", RealModel.answer(model.process().ensureReady()));
            long child =
                    Long.parseLong(model.line(each -> each.startsWith("child ")).substring(6));
            assertTrue(alive(child));
            assertEquals("ok", RealModel.answer(model.stop()));
            assertGone(child);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatAModelLeavesBehindWhenItCrashesIsEnded() throws Exception {
        try (RealModel model = RealModel.fake("child")) {
            assertEquals("ok", RealModel.answer(model.process().ensureReady()));
            long child =
                    Long.parseLong(model.line(each -> each.startsWith("child ")).substring(6));
            FakeModelServer.crash(model.port());
            model.until(ModelState.STOPPED);
            assertGone(child);
            assertEquals(List.of("stopped->starting", "starting->ready", "ready->stopped"), model.transitions());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDaemonThatKeepsTheOutputOpenHoldsUpNothing() throws Exception {
        try (RealModel model = RealModel.of("sh", "-c", "setsid sleep 1000 & echo daemon $!; exec sleep 1000")) {
            assertEquals("ok", RealModel.answer(model.process().ensureReady()));
            long daemon = Long.parseLong(
                    model.line(each -> each.startsWith("daemon ")).substring(7));
            try {
                assertEquals("ok", RealModel.answer(model.stop()));
                assertTrue(alive(daemon), "it left the group on purpose");
            } finally {
                ProcessHandle.of(daemon).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    @Test
    void whoeverIgnoresTheRequestToEndIsKilledAfterTheGrace() throws Exception {
        try (RealModel model = RealModel.fake("stubborn", "child")) {
            assertEquals("ok", RealModel.answer(model.process().ensureReady()));
            long child =
                    Long.parseLong(model.line(each -> each.startsWith("child ")).substring(6));
            CompletableFuture<Void> stop = model.process().stop(Duration.ofSeconds(1000));
            model.until(ModelState.STOPPING);
            assertFalse(stop.isDone());
            assertEquals("ok", RealModel.answer(model.process().stop(Duration.ZERO)), "the shorter grace counts");
            assertEquals("ok", RealModel.answer(stop));
            assertGone(model.pid());
            assertGone(child);
        }
    }

    @Test
    void aModelThatIsNeverHealthyFailsAtTheLimitAndIsGone() throws Exception {
        try (RealModel model = RealModel.fake(
                RealModel.settings(Duration.ofMillis(300), Duration.ofSeconds(5), Duration.ZERO), "load=never")) {
            assertEquals("HEALTH_TIMEOUT", RealModel.answer(model.process().ensureReady()));
            assertGone(model.pid());
        }
    }

    @Test
    void aSilentHealthEndpointFailsAtTheLimitToo() throws Exception {
        try (RealModel model = RealModel.fake(
                RealModel.settings(Duration.ofMillis(300), Duration.ZERO, Duration.ZERO), "silent", "stubborn")) {
            assertEquals("HEALTH_TIMEOUT", RealModel.answer(model.process().ensureReady()));
            assertGone(model.pid());
        }
    }

    @Test
    void whoeverEndsDuringItsStartIsToldWithItsLastWords() throws Exception {
        try (RealModel model = RealModel.fake("exit=3")) {
            CompletableFuture<Void> start = model.process().ensureReady();
            assertEquals("EXITED_DURING_START", RealModel.answer(start));
            assertEquals("exit code 3. Its last words: out of memory, I am afraid", RealModel.sentence(start));
        }
    }

    @Test
    void aProgramThatDoesNotExistIsASentence() throws Exception {
        try (RealModel model = RealModel.of("plimsoll-no-such-program")) {
            CompletableFuture<Void> start = model.process().ensureReady();
            assertEquals("SPAWN_FAILED", RealModel.answer(start));
            assertTrue(RealModel.sentence(start).contains("plimsoll-no-such-program"), RealModel.sentence(start));
            assertEquals(List.of("stopped->starting", "starting->stopped"), model.transitions());
        }
    }

    @Test
    void aFileThatIsNoProgramIsASentence(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("model.gguf"), "GGUF");
        try (RealModel model = RealModel.of(file.toString())) {
            CompletableFuture<Void> start = model.process().ensureReady();
            assertEquals("SPAWN_FAILED", RealModel.answer(start));
            assertEquals(file + " is not executable", RealModel.sentence(start));
        }
    }

    @Test
    void aPortThatSomebodyElseHasIsASentenceAndNoHealthCheck() throws Exception {
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = stranger.getLocalPort();
            try (RealModel model = RealModel.listening(port, "sleep", "1000", "--port=" + port)) {
                CompletableFuture<Void> start = model.process().ensureReady();
                assertEquals("SPAWN_FAILED", RealModel.answer(start));
                assertTrue(
                        RealModel.sentence(start).startsWith("another program listens on port " + port),
                        RealModel.sentence(start));
            }
        }
    }

    @Test
    void aProxyThatTheCommandDoesNotNameMayBeThereAlready() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RealModel model = RealModel.listening(server.getLocalPort(), "sleep", "1000")) {
            assertEquals("ok", RealModel.answer(model.process().ensureReady()));
        }
    }

    @Test
    void theSamePortIsFreeAgainAfterEachStop() throws Exception {
        try (RealModel model = RealModel.fake()) {
            for (int i = 0; i < 3; i++) {
                assertEquals("ok", RealModel.answer(model.process().ensureReady()));
                assertEquals(Long.toString(model.pid()), FakeModelServer.get(model.port(), "/"));
                assertEquals("ok", RealModel.answer(model.stop()));
            }
        }
    }

    @Test
    void theStopCommandKnowsTheProcessAndTheEnvironment(@TempDir Path folder) throws Exception {
        Path told = folder.resolve("told");
        String stop = "sh -c 'echo $SECRET > " + told + "; kill ${PID}'";
        try (RealModel model = RealModel.of(stop, List.of("SECRET=s3"), "sleep", "1000")) {
            assertEquals("ok", RealModel.answer(model.process().ensureReady()));
            assertEquals("ok", RealModel.answer(model.process().stop(Duration.ofSeconds(1000))));
            assertEquals("s3", Files.readString(told).strip());
            assertFalse(model.process().log().lines().toString().contains("s3"));
        }
    }

    @Test
    void aStopCommandThatCannotBeStartedIsASignalInstead() throws Exception {
        try (RealModel model = RealModel.of("plimsoll-no-such-program ${PID}", List.of(), "sleep", "1000")) {
            assertEquals("ok", RealModel.answer(model.process().ensureReady()));
            assertEquals("ok", RealModel.answer(model.process().stop(Duration.ofSeconds(1000))));
        }
    }

    @Test
    void aStopCommandThatDoesNothingIsFollowedByTheKill() throws Exception {
        try (RealModel model = RealModel.of("sleep 1000", List.of(), "sleep", "1000")) {
            assertEquals("ok", RealModel.answer(model.process().ensureReady()));
            assertEquals("ok", RealModel.answer(model.process().stop(Duration.ofMillis(50))));
            assertGone(model.pid());
        }
    }

    @Test
    void theEnvironmentIsTheRoutersAndTheModelsOwn() throws Exception {
        try (RealModel model = RealModel.of("", List.of("OWN=a=b"), "sh", "-c", "echo $OWN $PATH; exec sleep 1000")) {
            assertEquals("ok", RealModel.answer(model.process().ensureReady()));
            assertEquals("a=b " + System.getenv("PATH"), model.line(each -> each.startsWith("a=b")));
        }
    }

    @Test
    void aStopDuringTheStartIsToldToWhoWantedIt() throws Exception {
        try (RealModel model = RealModel.fake("load=never")) {
            CompletableFuture<Void> start = model.process().ensureReady();
            model.pid();
            assertEquals("ok", RealModel.answer(model.stop()));
            assertEquals("START_ABORTED", RealModel.answer(start));
        }
    }

    @Test
    void anIdleModelIsStoppedAndABusyOneIsNot() throws Exception {
        Duration limit = Duration.ofSeconds(1000);
        try (RealModel model = RealModel.fake(RealModel.settings(Duration.ofDays(1), Duration.ZERO, limit))) {
            model.process().serveBegun(); // one that ended before it was ready is no reason to stay
            model.process().serveEnded();
            assertEquals("ok", RealModel.answer(model.process().ensureReady()));
            model.process().serveBegun();
            model.pass(limit.multipliedBy(4));
            assertEquals("ok", RealModel.answer(model.process().ensureReady()));
            model.process().serveEnded();
            model.pass(limit.dividedBy(2));
            assertEquals("ok", RealModel.answer(model.process().ensureReady()));
            assertEquals(List.of("stopped->starting", "starting->ready"), model.transitions());
            model.pass(limit);
            model.until(ModelState.STOPPED);
        }
    }

    @Test
    void outputWithoutEndDoesNotHoldUpTheModelOrFillTheMemory() throws Exception {
        String script = "head -c 3000000 /dev/zero | tr '\\0' x; echo; printf 'bad \\377\\376 bytes\\n"
                + "'; echo done; exec sleep 1000";
        try (RealModel model = RealModel.of("sh", "-c", script)) {
            assertEquals("ok", RealModel.answer(model.process().ensureReady()));
            model.line(each -> each.equals("done"));
            assertEquals("bad \uFFFD\uFFFD bytes", model.line(each -> each.startsWith("bad")));
            int bytes = model.process().log().lines().stream()
                    .mapToInt(ModelLog.Line::bytes)
                    .sum();
            assertTrue(bytes <= ModelLog.CAPACITY_BYTES);
        }
    }

    @Test
    void shutdownLeavesNothing() throws Exception {
        RealModel model = RealModel.fake("stubborn", "child");
        assertEquals("ok", RealModel.answer(model.process().ensureReady()));
        long child =
                Long.parseLong(model.line(each -> each.startsWith("child ")).substring(6));
        model.close();
        assertGone(model.pid());
        assertGone(child);
        assertEquals("SHUTDOWN", RealModel.answer(model.process().ensureReady()));
        assertEquals("ok", RealModel.answer(model.stop()));
        assertEquals("ok", RealModel.answer(model.process().shutdown()));
        assertEquals(ModelState.SHUTDOWN, model.process().state());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void startsAndStopsLeaveNoPipeOpen() throws Exception {
        try (RealModel model = RealModel.of("sleep", "1000")) {
            assertEquals("ok", RealModel.answer(model.process().ensureReady()));
            assertEquals("ok", RealModel.answer(model.stop()));
            long before = pipes();
            for (int i = 0; i < 5; i++) {
                assertEquals("ok", RealModel.answer(model.process().ensureReady()));
                assertEquals("ok", RealModel.answer(model.stop()));
            }
            assertEquals(before, pipes());
        }
    }

    /** Whoever asks is answered, from whatever thread and in whatever order; and then nothing is left. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void manyAskAtOnceAndAllAreAnswered(int seed) throws Exception {
        List<CompletableFuture<Void>> asked = new CopyOnWriteArrayList<>();
        try (RealModel model = RealModel.of("sleep", "1000")) {
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int caller = 0; caller < 4; caller++) {
                    Random random = new Random(seed * 31L + caller);
                    callers.execute(() -> askAtRandom(model, random, asked));
                }
            }
            for (CompletableFuture<Void> each : asked) {
                String answer = RealModel.answer(each);
                assertTrue(answer.equals("ok") || answer.equals("START_ABORTED"), answer);
            }
            assertEquals("ok", RealModel.answer(model.process().ensureReady()));
        }
        assertTrue(ProcessHandle.current()
                .children()
                .noneMatch(each -> each.info().command().orElse("").endsWith("/sleep")));
    }

    private static void askAtRandom(RealModel model, Random random, List<CompletableFuture<Void>> asked) {
        for (int i = 0; i < 25; i++) {
            CompletableFuture<Void> wish =
                    random.nextBoolean() ? model.process().ensureReady() : model.stop();
            asked.add(wish);
            if (random.nextInt(3) == 0) {
                wish.exceptionally(_ -> null).join();
            }
        }
    }

    private static long pipes() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(ModelProcessTest::isPipe).count();
        }
    }

    private static boolean isPipe(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("pipe:");
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Whoever was killed may still be listed for a moment, until its parent takes notice. */
    private static void assertGone(long pid) throws Exception {
        var handle = ProcessHandle.of(pid);
        if (handle.isPresent()) {
            var unused = handle.get().onExit().get(30, TimeUnit.SECONDS);
        }
    }
}
