package dev.plimsoll.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.plan.TargetPlan;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicHostTest {
    private static String of(String url) {
        return PublicHost.of(new TargetPlan(
                "t",
                url.isEmpty() ? null : URI.create(url),
                null,
                "chat",
                null,
                true,
                null,
                null,
                Map.of(),
                "{}",
                false,
                null,
                1,
                TargetPlan.Timeouts.DEFAULT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8000",
                "http://localhost:8000",
                "http://10.20.0.14:30000",
                "http://172.16.0.1",
                "http://192.168.1.7",
                "http://169.254.1.1",
                "http://100.64.0.9",
                "http://[::1]:8000",
                "http://[fd12::1]",
                "http://gpu-node",
                "http://gpu.local",
                "http://gpu.internal"
            })
    void thisMachineAndPrivateNetworksAreNotAskedFor(String url) {
        assertEquals("", of(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com",
                "http://8.8.8.8",
                "http://172.32.0.1",
                "http://192.169.0.1",
                "http://[2001:db8::1]"
            })
    void everythingElseIs(String url) {
        assertEquals(URI.create(url).getHost().replaceAll("[\\[\\]]", ""), of(url));
    }

    @Test
    void theSimulatorHasNoHost() {
        assertEquals("", of(""));
    }
}
