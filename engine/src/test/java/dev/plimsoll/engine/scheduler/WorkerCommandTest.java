package dev.plimsoll.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.endpoint.BackendSettings;
import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerCommandTest {
    @Test
    void aWorkerRunsOnTheSameJavaWithTheSameClassPathAndAFixedHeap() {
        List<String> command =
                WorkerCommand.of(300, WorkerCommand.MAIN_CLASS, "auto").command();
        assertTrue(Files.isExecutable(Path.of(command.getFirst())), command.getFirst());
        assertTrue(command.getFirst().startsWith(System.getProperty("java.home")));
        assertEquals(System.getProperty("java.class.path"), command.get(command.indexOf("-cp") + 1));
        assertTrue(command.containsAll(List.of("-Xms300m", "-Xmx300m", "-XX:+AlwaysPreTouch", "-XX:+UseZGC")));
        assertEquals(
                List.of("dev.plimsoll.engine.worker.WorkerMain", "auto"),
                command.subList(command.size() - 2, command.size()));
    }

    @Test
    void optionsThatAPersonSetForHisOwnJvmsDoNotReachWorkers() {
        ProcessBuilder builder = WorkerCommand.of(300);
        assertFalse(builder.environment().containsKey("JAVA_TOOL_OPTIONS"));
        assertFalse(builder.environment().containsKey("JDK_JAVA_OPTIONS"));
        assertFalse(builder.environment().containsKey("_JAVA_OPTIONS"));
    }

    @Test
    void variablesThatHoldAKeyByTheirNameDoNotReachWorkers() {
        ProcessBuilder builder = WorkerCommand.of(300);
        List<String> keys = List.of("HF_TOKEN", "AWS_SECRET_ACCESS_KEY", "openai_api_key", "DB_PASSWORD");
        List<String> others = List.of("PATH", "KEYBOARD_LAYOUT", "TOKENIZERS_PARALLELISM");
        keys.forEach(name -> builder.environment().put(name, "x"));
        others.forEach(name -> builder.environment().put(name, "x"));
        WorkerCommand.withoutSecrets(
                builder,
                new BackendSettings(
                        "http://127.0.0.1:1",
                        "chat",
                        "m",
                        true,
                        null,
                        Map.of(),
                        "{}",
                        HttpOptions.of(new HttpTimeouts(0, 0, 0)),
                        1,
                        "none",
                        false));
        keys.forEach(name -> assertFalse(builder.environment().containsKey(name), name));
        others.forEach(name -> assertTrue(builder.environment().containsKey(name), name));
    }
}
