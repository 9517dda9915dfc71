package dev.plimsoll.engine.router.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.plimsoll.engine.metrics.RouterStage;
import dev.plimsoll.engine.router.process.ModelState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterFiguresTest {
    private static final long MS = 1_000_000;

    private final List<RouterEvent> log = new ArrayList<>();

    @Test
    void nothingHappenedInAWindowWithoutEvents() {
        RouterStage none = figures(0, 100);
        assertEquals(
                new RouterStage(
                        null,
                        0,
                        0,
                        0,
                        0,
                        0,
                        RouterStage.Requests.NONE,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        null),
                none);
    }

    @Test
    void theMakespanIsFromTheFirstArrivalOfTheWindowToTheEndOfItsLastRequest() {
        request("before", "chat", 0, RoutedRequest.Outcome.SERVED, 1, 10, 500, 0);
        request("slow", "chat", 0, RoutedRequest.Outcome.SERVED, 20, 30, 300, 0);
        request("quick", "chat", 0, RoutedRequest.Outcome.SERVED, 40, 45, 50, 0);
        assertEquals(0.28, figures(10, 100).makespanSeconds());
    }

    @Test
    void aLoadIsColdTheFirstTimeAndWarmLaterAndCostsWhatItStops() {
        swap(1, "chat", 0, 0, 40, null);
        swap(2, "code", 50, 60, 80, null, "chat");
        swap(3, "chat", 100, 130, 150, null, "code", "draw");
        RouterStage told = figures(0, 1000);
        assertEquals(3, told.swaps());
        assertEquals(3, told.loads());
        assertEquals((40 + 30 + 50) / 1000.0, told.swappingShare());
        RouterStage.Model chat = told.models().getFirst();
        assertEquals("chat", chat.model());
        assertEquals(2, chat.loads());
        assertEquals(40.0, chat.coldLoad().max());
        assertEquals(20.0, chat.warmLoad().max());
        assertEquals(
                List.of("null>chat 40.0", "code>chat 50.0", "draw>chat 50.0", "chat>code 30.0"),
                told.pairs().stream()
                        .map(p -> p.from() + ">" + p.to() + " " + p.swap().p50())
                        .toList());
    }

    @Test
    void coldIsTheFirstLoadOfTheRunAndNotOfTheWindow() {
        swap(1, "chat", 0, 0, 40, null);
        swap(2, "chat", 100, 100, 110, null);
        RouterStage.Model chat = figures(50, 1000).models().getFirst();
        assertNull(chat.coldLoad());
        assertEquals(10.0, chat.warmLoad().max());
    }

    @Test
    void aLoadIsWastedWhereItsModelWentWithoutARequest() {
        swap(1, "chat", 0, 0, 10, null);
        change("chat", 20, ModelState.READY, ModelState.STOPPING);
        change("chat", 25, ModelState.STOPPING, ModelState.STOPPED);
        swap(2, "chat", 30, 30, 40, null);
        request("r1", "chat", 0, RoutedRequest.Outcome.BROKEN, 5, 41, 60, 0);
        change("chat", 50, ModelState.READY, ModelState.STOPPED);
        swap(3, "chat", 70, 70, 80, null);
        RouterStage told = figures(0, 100);
        assertEquals(3, told.loads());
        assertEquals(1, told.wastedLoads(), "the second got a request and the third is still there");
        assertEquals(5.0, told.models().getFirst().stop().max());
        assertEquals(1, told.models().getFirst().stop().count(), "a crash is no stop");
        assertEquals(0, figures(0, 20).wastedLoads(), "it was still there when the window ended");
    }

    @Test
    void aRequestThatEndedAfterItsModelWentWasServedAllTheSame() {
        swap(1, "chat", 0, 0, 10, null);
        change("chat", 20, ModelState.READY, ModelState.STOPPED);
        request("r1", "chat", 0, RoutedRequest.Outcome.BROKEN, 5, 15, 30, 0);
        assertEquals(0, figures(0, 100).wastedLoads());
    }

    @Test
    void swapsThatOverlapCountOnceInTheShareOfTime() {
        swap(1, "a", 0, 0, 40, null);
        swap(2, "b", 20, 20, 60, "LOAD_FAILED");
        log.add(new RouterEvent.SwapStarted(90 * MS, 3, "c", List.of(), List.of()));
        log.add(new RouterEvent.Position(95 * MS, "r", "c", 1));
        RouterStage told = figures(10, 110);
        assertEquals((50 + 5) / 100.0, told.swappingShare(), "one lasts until nothing more is known");
        assertEquals(2, told.swaps(), "one had begun before");
        assertEquals(1, told.failedSwaps());
        assertEquals(0, told.loads());
    }

    @Test
    void aRequestBelongsToTheWindowInWhichItArrived() {
        request("before", "a", 0, RoutedRequest.Outcome.SERVED, 9, 50, 60, 0);
        request("in", "a", 0, RoutedRequest.Outcome.SERVED, 10, 30, 200, 0);
        request("after", "a", 0, RoutedRequest.Outcome.SERVED, 100, 110, 120, 0);
        RouterStage told = figures(10, 100);
        assertEquals(1, told.requests().total());
        assertEquals(20.0, told.waits().p50());
    }

    @Test
    void starvationCountsRequestsThatNoModelGot() {
        request("r1", "a", 5, RoutedRequest.Outcome.SERVED, 0, 30, 40, 1);
        request("r2", "b", 0, RoutedRequest.Outcome.CANCELLED, 10, -1, 90, 0);
        request("r3", "b", 0, RoutedRequest.Outcome.SERVED, 20, 50, 60, 3);
        request("r4", "b", 0, RoutedRequest.Outcome.REFUSED, 30, -1, 30, 0);
        RouterStage told = figures(0, 100);
        RouterStage.Starvation starvation = told.starvation();
        assertEquals(new RouterStage.Request("r2", "b", 0.01, 80, 0, false), starvation.longest());
        assertEquals("r3", starvation.mostOvertaken().request());
        assertEquals(new RouterStage.Requests(2, 0, 1, 0, 1), told.requests());
        assertEquals(
                List.of(5, 0),
                told.priorities().stream().map(RouterStage.Priority::priority).toList());
        assertEquals(1, told.priorities().getLast().waits().count());
        assertEquals(3, told.priorities().getLast().mostOvertaken());
    }

    @Test
    void fairnessIsJainsIndexOverTheMeanWaitsOfModels() {
        request("r1", "a", 0, RoutedRequest.Outcome.SERVED, 0, 10, 40, 0);
        assertNull(figures(0, 100).fairness(), "one model has nothing to be compared with");
        request("r2", "a", 0, RoutedRequest.Outcome.SERVED, 0, 30, 40, 0);
        request("r3", "b", 0, RoutedRequest.Outcome.SERVED, 0, 60, 70, 0);
        assertEquals(80.0 * 80 / (2 * (20 * 20 + 60 * 60)), figures(0, 100).fairness(), 1e-12);
    }

    @Test
    void fairnessIsAbsentWhereNobodyWaited() {
        request("r1", "a", 0, RoutedRequest.Outcome.SERVED, 0, 0, 40, 0);
        request("r2", "b", 0, RoutedRequest.Outcome.SERVED, 0, 0, 40, 0);
        assertNull(figures(0, 100).fairness());
    }

    @Test
    void thePolicyIsTheOneInForceWhenTheWindowBegan() {
        log.add(new RouterEvent.Started(5 * MS, "fifo", List.of("a")));
        log.add(new RouterEvent.PolicyChanged(50 * MS, "serial"));
        assertNull(figures(0, 5).policy());
        assertEquals("fifo", figures(0, 100).policy());
        assertEquals("fifo", figures(10, 100).policy());
        assertEquals("serial", figures(50, 100).policy());
        assertEquals("serial", figures(70, 100).policy());
    }

    @Test
    void aRouterThatStartsAgainGivesItsNumbersAgain() {
        log.add(new RouterEvent.Started(0, "fifo", List.of("a")));
        swap(1, "b", 1, 1, 5, null);
        log.add(new RouterEvent.SwapStarted(10 * MS, 2, "a", List.of("b"), List.of()));
        log.add(new RouterEvent.Started(20 * MS, "fifo", List.of("a")));
        log.add(new RouterEvent.SwapEnded(
                60 * MS, 2, "a", true, new SwapTimes(50 * MS, 50 * MS, 50 * MS, 60 * MS), null));
        RouterStage told = figures(0, 100);
        assertEquals((4 + 10 + 10) / 100.0, told.swappingShare());
        assertEquals(
                List.of("b"),
                told.pairs().stream().map(RouterStage.Pair::to).toList(),
                "who was stopped for a is unknown");
        assertEquals(1, told.wastedLoads(), "b went with its router");
    }

    @Test
    void figuresDoNotChangeWithWhatHappensAfterTheWindow() {
        swap(1, "a", 0, 0, 40, null);
        request("r1", "b", 0, RoutedRequest.Outcome.SERVED, 0, 10, 40, 0);
        RouterStage before = figures(0, 50);
        change("a", 60, ModelState.READY, ModelState.STOPPING);
        swap(2, "b", 70, 70, 80, null, "a");
        request("r2", "b", 0, RoutedRequest.Outcome.SERVED, 60, 80, 90, 1);
        assertEquals(before, figures(0, 50));
    }

    @Test
    void aTornLineIsPassedOverWhereverItIsTorn(@TempDir Path folder) throws IOException {
        swap(1, "modèle", 0, 0, 40, null);
        swap(2, "modèle", 50, 50, 60, null);
        byte[] lines = log.stream()
                .map(event -> RouterEventJson.write(event) + "\n")
                .reduce("", String::concat)
                .getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("router.jsonl");
        for (int cut = 0; cut <= lines.length; cut++) {
            Files.write(file, java.util.Arrays.copyOf(lines, cut));
            Files.writeString(
                    file,
                    "\n" + RouterEventJson.write(new RouterEvent.Started(99 * MS, "serial", List.of())) + "\n",
                    StandardOpenOption.APPEND);
            assertEquals(
                    "serial", RouterFigures.of(RouterLog.of(file), 0, 100 * MS).policy());
        }
        assertEquals(figures(0, 90), RouterFigures.of(RouterLog.of(file), 0, 90 * MS));
        assertNotNull(figures(0, 90).models().getFirst().warmLoad());
    }

    private RouterStage figures(long fromMs, long toMs) {
        return RouterFigures.of(RouterLog.of(log), fromMs * MS, toMs * MS);
    }

    private void swap(
            long number,
            String model,
            long begun,
            long evicted,
            long ended,
            @Nullable String failure,
            String... evict) {
        log.add(new RouterEvent.SwapStarted(begun * MS, number, model, List.of(evict), List.of()));
        log.add(new RouterEvent.SwapEnded(
                ended * MS,
                number,
                model,
                true,
                new SwapTimes(begun * MS, evicted * MS, evicted * MS, ended * MS),
                failure));
    }

    private void change(String model, long at, ModelState from, ModelState to) {
        log.add(new RouterEvent.ModelChanged(at * MS, model, from, to));
    }

    /** A request; {@code served} is negative where no model got it. */
    private void request(
            String id,
            String model,
            int priority,
            RoutedRequest.Outcome outcome,
            long arrived,
            long served,
            long ended,
            long overtaken) {
        long absent = RequestPhases.ABSENT;
        long waitNs = ((served < 0 ? ended : served) - arrived) * MS;
        RequestPhases phases = new RequestPhases(
                arrived * MS, waitNs, 0, 0, 0, served < 0 ? absent : served * MS, absent, absent, absent, ended * MS);
        log.add(new RouterEvent.RequestEnded(
                ended * MS, new RoutedRequest(id, model, model, priority, outcome, 200, null, 0, overtaken, phases)));
    }
}
