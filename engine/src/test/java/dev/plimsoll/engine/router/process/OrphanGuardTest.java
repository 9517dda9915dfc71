package dev.plimsoll.engine.router.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A router that dies without a word. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class OrphanGuardTest {

    /** A router of one model, whose process id it tells. */
    static final class Router implements ModelProcess.Listener {
        private Router() {}

        /** Runs it. */
        public static void main(String[] arguments) throws Exception {
            ModelProcess model = ModelProcess.of(
                    new ModelCommand(
                            "m",
                            List.of("sh", "-c", "sleep 1000 & sleep 1000"),
                            "",
                            List.of(),
                            URI.create("http://localhost:1"),
                            ModelCommand.NO_CHECK),
                    new LifecycleSettings(
                            false,
                            Duration.ofSeconds(60),
                            Duration.ofMillis(50),
                            Duration.ZERO,
                            Duration.ZERO,
                            Duration.ZERO),
                    System::nanoTime,
                    new Router());
            model.ensureReady().get();
            Thread.currentThread().join();
        }

        @Override
        public void changed(long atNs, String model, ModelState from, ModelState to) {}

        @Override
        public void spawned(long atNs, String model, long pid) {
            System.out.println(pid);
        }
    }

    @Test
    void itsModelsEndWithIt() throws Exception {
        List<String> argv = FakeModelServer.command();
        argv.set(argv.size() - 1, Router.class.getName());
        argv.add(1, "--enable-native-access=ALL-UNNAMED");
        Process router = new ProcessBuilder(argv)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = router.inputReader()) {
            long model = Long.parseLong(said.readLine());
            Optional<ProcessHandle> process = ProcessHandle.of(model);
            assertTrue(process.isPresent());
            router.destroyForcibly().waitFor();
            var unused = process.get().onExit().get(60, TimeUnit.SECONDS);
            untilNoneIsAlive(model);
        } finally {
            router.destroyForcibly();
        }
    }

    /** The guard ends the group at once; what it started is gone as soon as the kernel has come to it. */
    private static void untilNoneIsAlive(long group) {
        long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (GroupMembers.anyAlive(group)) {
            assertTrue(System.nanoTime() - untilNs < 0, "something of the group lives on");
            Thread.onSpinWait();
        }
    }
}
