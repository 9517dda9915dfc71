package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.endpoint.BackendSettings;
import dev.plimsoll.engine.endpoint.Redactor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The command line of a worker: a JVM of the same JDK with the same class path as this one. Nothing secret is in it; the target's
 * key goes through the pipe.
 */
final class WorkerCommand {
    /** Named, not referred to: the coordinator knows workers by their frames alone. */
    static final String MAIN_CLASS = "dev.plimsoll.engine.worker.WorkerMain";

    /** What a person set for his own JVMs (a debugger's port, another heap) must not reach the workers. */
    private static final List<String> FOREIGN_OPTIONS =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** Variables that hold a key by their name. */
    private static final Pattern KEY_NAME =
            Pattern.compile("(^|_)(TOKEN|KEY|APIKEY|SECRET|PASSWORD|PASSWD|CREDENTIALS?)(_|$)");

    private WorkerCommand() {}

    /** A worker with so much heap, not started. */
    static ProcessBuilder of(int heapMegabytes) {
        return of(heapMegabytes, MAIN_CLASS);
    }

    static ProcessBuilder of(int heapMegabytes, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseZGC",
                "-Xms" + heapMegabytes + "m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseCompactObjectHeaders", // less to allocate, to collect and to keep in the caches
                "-XX:-UsePerfData", // its memory-mapped file can stall a safepoint on disk
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xlog:disable",
                "-Xlog:all=warning:stderr", // standard output belongs to the frames alone
                "-XX:+DisplayVMOutputToStderr",
                "-Djava.awt.headless=true",
                "-Dio.netty.leakDetection.level=disabled",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        FOREIGN_OPTIONS.forEach(builder.environment()::remove);
        return builder;
    }

    /**
     * The same without the variables that hold a key of the target, and without those that hold one by their name (of a hub, of a cloud): a
     * worker needs none of them, and others may read its environment.
     */
    static ProcessBuilder withoutSecrets(ProcessBuilder builder, BackendSettings settings) {
        Redactor redactor = Redactor.of(settings.apiKey(), settings.headers());
        builder.environment().values().removeIf(redactor::holds);
        builder.environment()
                .keySet()
                .removeIf(
                        name -> KEY_NAME.matcher(name.toUpperCase(Locale.ROOT)).find());
        return builder;
    }
}
