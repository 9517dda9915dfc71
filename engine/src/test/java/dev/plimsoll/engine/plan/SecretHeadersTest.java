package dev.plimsoll.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretHeadersTest {
    @Test
    void headersThatHoldKeysAreKnownByTheirNames() {
        for (String name : List.of(
                "Authorization",
                "authorization",
                "Proxy-Authorization",
                "x-api-key",
                "api-key",
                "X-Auth-Token",
                "Cookie",
                "Ocp-Apim-Subscription-Key",
                "CF-Access-Client-Secret")) {
            assertTrue(SecretHeaders.isSecret(name), name);
        }
        for (String name : List.of("X-Team", "Accept", "X-Keyboard", "X-Request-Id", "Idempotency-Key", "X-Monkey")) {
            assertFalse(SecretHeaders.isSecret(name), name);
        }
    }

    @Test
    void aKeyThatStandsInAHeaderIsShownAsAVariable() {
        assertEquals(
                Map.of("X-Api-Key", "${env:X_API_KEY}", "Authorization", "Bearer ${env:K}", "X-Team", "blue"),
                SecretHeaders.shown(Map.of("X-Api-Key", "sk-1", "Authorization", "Bearer ${env:K}", "X-Team", "blue")));
    }
}
