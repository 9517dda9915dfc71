package dev.plimsoll.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.problem.PlimsollException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @Test
    void aKeyComesFromTheNamedVariableOrFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "sk-from-file\n");
        assertEquals(
                "sk-env",
                Secrets.of(target("KEY", null, Map.of()), Map.of("KEY", "sk-env")::get)
                        .apiKey());
        assertEquals(
                "sk-from-file",
                Secrets.of(target(null, file, Map.of()), _ -> null).apiKey());
    }

    @Test
    void everyMissingVariableIsToldAtOnce() {
        TargetPlan target = target("NO_KEY", null, Map.of("X-Team", "${env:NO_TEAM}"));
        PlimsollException told = assertThrows(PlimsollException.class, () -> Secrets.of(target, _ -> null));
        assertEquals(ExitCode.USAGE, told.exitCode());
        assertEquals(2, told.problems().size());
        assertTrue(told.getMessage().contains("NO_KEY") && told.getMessage().contains("NO_TEAM"), told.getMessage());
    }

    @Test
    void headersTakeVariablesAndKeepTheRest() {
        TargetPlan target = target(null, null, Map.of("X-Team", "a-${env:TEAM}-$1"));
        assertEquals(
                "a-blue-$1",
                Secrets.of(target, Map.of("TEAM", "blue")::get).headers().get("X-Team"));
    }

    @Test
    void aKeyNeverShowsInTexts() {
        Secrets secrets = new Secrets("sk-very-secret", Map.of("X-Auth", "also-very-secret"), null);
        assertEquals("key *** and ***", secrets.redact("key sk-very-secret and also-very-secret"));
        assertFalse(secrets.toString().contains("secret"), secrets.toString());
    }

    static TargetPlan target(String env, Path file, Map<String, String> headers) {
        return new TargetPlan(
                "local",
                URI.create("http://127.0.0.1:1"),
                null,
                "chat",
                null,
                true,
                env,
                file,
                headers,
                "{}",
                false,
                null,
                1,
                TargetPlan.Timeouts.DEFAULT);
    }
}
