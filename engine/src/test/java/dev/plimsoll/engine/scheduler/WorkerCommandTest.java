package dev.plimsoll.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
