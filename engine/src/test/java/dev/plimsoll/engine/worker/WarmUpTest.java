package dev.plimsoll.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.endpoint.BackendSettings;
import dev.plimsoll.engine.endpoint.EndpointKinds;
import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import dev.plimsoll.engine.time.NanoClock;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WarmUpTest {
    private final DispatchLoop loop = DispatchLoop.onThisThread(NanoClock.system());
    private final HistogramSet.Pool histograms = new HistogramSet.Pool();

    @AfterEach
    void close() {
        loop.close();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "1, false", "2, true", "2, false"})
    void everyRequestIsAnsweredInTheVersionOfHttpThatTheTargetWillBeSpokenToIn(int version, boolean stream) {
        WarmUp.Outcome outcome = WarmUp.run(1000, settings(version, stream), loop, NanoClock.system(), histograms);
        assertTrue(outcome.completed() >= 1000, outcome.toString());
        assertEquals(0, outcome.failed());
        assertNull(outcome.failure());
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.engine.endpoint.EndpointKinds#names")
    void everyEndpointIsWarmedByAnswersItTakesForGood(String endpoint) {
        boolean streams = EndpointKinds.of(endpoint).streams();
        for (boolean stream : streams ? new boolean[] {true, false} : new boolean[] {false}) {
            WarmUp.Outcome outcome =
                    WarmUp.run(200, settings(endpoint, 1, stream), loop, NanoClock.system(), histograms);
            assertTrue(outcome.completed() >= 200, outcome.toString());
            assertEquals(0, outcome.failed(), outcome.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void aWarmUpThatOnlyFailsEndsAtOnceAndSaysWhy(int version) throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        WarmUp.Outcome outcome = WarmUp.run(
                "http://127.0.0.1:" + port, 1_000_000, settings(version, true), loop, NanoClock.system(), histograms);
        assertEquals(0, outcome.completed());
        assertTrue(outcome.failed() > 0 && outcome.failed() < 1000, outcome.toString());
        assertEquals("could not connect to 127.0.0.1:" + port + ": Connection refused", outcome.failure());
    }

    private static BackendSettings settings(int version, boolean stream) {
        return settings("chat", version, stream);
    }

    private static BackendSettings settings(String endpoint, int version, boolean stream) {
        HttpOptions options =
                new HttpOptions(version, false, null, new HttpTimeouts(5_000_000_000L, 60_000_000_000L, 0));
        return new BackendSettings(
                "http://elsewhere", endpoint, "m", stream, null, Map.of(), "{}", options, 64, "none", false);
    }
}
