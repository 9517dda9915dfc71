package dev.plimsoll.engine.router.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.process.ModelState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterEventJsonTest {
    private static final long ABSENT = RequestPhases.ABSENT;
    private static final RoutedRequest SERVED = new RoutedRequest(
            "r1",
            "chat",
            "Chat \"large\" \u2028",
            -3,
            RoutedRequest.Outcome.SERVED,
            200,
            null,
            7,
            2,
            new RequestPhases(1, 2, 3, 4, 5, 15, 16, 17, 18, 9_000_000_000_000L));
    private static final RoutedRequest REFUSED = new RoutedRequest(
            "r2",
            "code",
            "code",
            0,
            RoutedRequest.Outcome.REFUSED,
            429,
            "CONCURRENCY_LIMIT",
            0,
            0,
            new RequestPhases(0, 0, 0, 0, 0, ABSENT, ABSENT, ABSENT, ABSENT, 0));

    static List<RouterEvent> events() {
        return List.of(
                new RouterEvent.Started(-1, "fifo+matrix", List.of("chat", "code")),
                new RouterEvent.PolicyChanged(0, "serial"),
                new RouterEvent.ModelChanged(5, "chat", ModelState.STARTING, ModelState.READY),
                new RouterEvent.SwapStarted(6, 7, "chat", List.of("code"), List.of()),
                new RouterEvent.SwapEnded(9, 7, "chat", true, new SwapTimes(6, 7, 8, 9), null),
                new RouterEvent.SwapEnded(9, 8, "code", false, new SwapTimes(6, ABSENT, ABSENT, 9), "LOAD_FAILED"),
                new RouterEvent.Position(10, "r1", "chat", 2),
                new RouterEvent.RequestEnded(11, SERVED),
                new RouterEvent.RequestEnded(12, REFUSED));
    }

    @ParameterizedTest
    @MethodSource("events")
    void whatIsWrittenIsReadBack(RouterEvent event) {
        String line = RouterEventJson.write(event);
        assertEquals(Optional.of(event), RouterEventJson.read(line));
        assertTrue(line.lines().count() == 1 && line.startsWith("{\"type\":\""), line);
    }

    @Test
    void everyKindOfEventIsTried() {
        assertEquals(
                Arrays.stream(RouterEvent.class.getPermittedSubclasses()).collect(Collectors.toSet()),
                events().stream().map(Object::getClass).collect(Collectors.toSet()));
    }

    @Test
    void absentTimesAndNullsAreLeftOut() {
        String line = RouterEventJson.write(new RouterEvent.RequestEnded(12, REFUSED));
        assertTrue(
                line.endsWith(
                        "\"phases\":{\"arrivedAtNs\":0,\"queuedNs\":0,\"evictingNs\":0,\"spawningNs\":0,\"healthWaitNs\":0,\"endedAtNs\":0}}}"),
                line);
        assertTrue(
                !RouterEventJson.write(new RouterEvent.RequestEnded(11, SERVED)).contains("code"));
    }

    @Test
    void aMemberOfANewerVersionIsPassedOver() {
        assertEquals(
                Optional.of(new RouterEvent.PolicyChanged(4, "fifo")),
                RouterEventJson.read("{\"why\":[{}],\"atNs\":4,\"policy\":\"fifo\",\"type\":\"policy\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "{}",
                "{\"type\":\"policy\",\"atNs\":4,\"polic",
                "{\"type\":\"policy\",\"atNs\":4}",
                "{\"type\":\"policy\",\"atNs\":4,\"policy\":null}",
                "{\"type\":\"policy\",\"atNs\":\"4\",\"policy\":\"fifo\"}",
                "{\"type\":\"policy\",\"atNs\":1e99,\"policy\":\"fifo\"}",
                "{\"type\":\"weather\",\"atNs\":4}",
                "{\"type\":\"model\",\"atNs\":4,\"model\":\"a\",\"from\":\"ready\",\"to\":\"asleep\"}",
                "{\"type\":\"position\",\"atNs\":4,\"request\":\"r\",\"model\":\"a\",\"position\":9999999999}",
                "{\"type\":\"swapStarted\",\"atNs\":4,\"swap\":1,\"model\":\"a\",\"evict\":[7],\"await\":[]}",
                "{\"type\":\"swapStarted\",\"atNs\":4,\"swap\":1,\"model\":\"a\",\"evict\":{},\"await\":[]}",
                "{\"type\":\"swapStarted\",\"atNs\":4,\"swap\":1,\"model\":\"a\",\"evict\":[null],\"await\":[]}",
            })
    void whatIsNotKnownIsNoEvent(String line) {
        assertEquals(Optional.empty(), RouterEventJson.read(line));
    }

    @Test
    void aTornLineHidesNoOther(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("router.jsonl");
        String text = events().stream().map(RouterEventJson::write).collect(Collectors.joining("\n"));
        Files.writeString(file, "{\"type\":\"weather\"}\n" + text + "\n{\"type\":\"poli");
        List<RouterEvent> read = new ArrayList<>();
        assertEquals(2, RouterEventJson.readAll(file, read::add));
        assertEquals(events(), read);
    }

    @Test
    void aFileThatIsNotThereIsTold(@TempDir Path folder) {
        Path file = folder.resolve("router.jsonl");
        PlimsollException told = assertThrows(PlimsollException.class, () -> RouterEventJson.readAll(file, _ -> {}));
        assertTrue(told.getMessage().contains(file.toString()), told.getMessage());
    }
}
