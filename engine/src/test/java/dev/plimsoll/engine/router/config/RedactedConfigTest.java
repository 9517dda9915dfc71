package dev.plimsoll.engine.router.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What of a configuration is kept beside results. */
class RedactedConfigTest {
    private static final String TEXT = """
        # our router; the key is k-one
        apiKeys: [k-one, "k-two", "${env.ROUTER_KEY}"]
        macros:
          hf_token: hf_abc
        models:
          chat:   # the big one
            cmd: server --api-key sk-123 --port ${PORT} --max-tokens 64 --api-key-file /keys/a
            env: [HF_TOKEN=tok-9, CUDA_VISIBLE_DEVICES=0, "OTHER_KEY=${env.OTHER}"]
            metadata: {password: "p&ss", family: gemma}
          code:
            cmd: env API_KEY=sk-456 server --token=t-7 --port ${PORT}
        """;

    @Test
    void keysAreTakenOutAndEverythingElseStaysAsWritten() {
        String expected = TEXT;
        for (String key : List.of("k-one", "k-two", "hf_abc", "sk-123", "tok-9", "p&ss", "sk-456", "t-7")) {
            expected = expected.replace(key, "REDACTED");
        }
        assertEquals(expected, RedactedConfig.of(TEXT));
    }

    @Test
    void aTextOfWhichAKeyCannotBeTakenOutIsNotKept() {
        for (String key : List.of("\"s\\x65cret\"", "'it''s'")) {
            String kept = RedactedConfig.of("apiKeys:\n  - " + key + "\nmodels: {}\n");
            assertTrue(kept.startsWith("# The configuration is not kept"), kept);
        }
    }

    @Test
    void aKeyThatIsAPartOfAnotherIsTakenOutToo() {
        String kept = RedactedConfig.of(
                "apiKeys: [alpha, alphabet]\nmodels:\n  m:\n    cmd: run alphabet alpha --port ${PORT}\n");
        assertFalse(kept.contains("alpha"), kept);
        assertTrue(kept.contains("cmd: run REDACTED REDACTED --port"), kept);
        assertEquals("models: {}\n", RedactedConfig.of("models: {}\n"));
    }
}
