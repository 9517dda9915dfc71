package dev.plimsoll.engine.router.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.router.observe.RoutedRequest.Outcome;
import dev.plimsoll.engine.router.observe.RouterTimeline.LaidRequest;
import dev.plimsoll.engine.router.observe.RouterTimeline.ModelLine;
import dev.plimsoll.engine.router.observe.RouterTimeline.PolicySpan;
import dev.plimsoll.engine.router.observe.RouterTimeline.State;
import dev.plimsoll.engine.router.observe.RouterTimeline.StateSpan;
import dev.plimsoll.engine.router.observe.RouterTimeline.SwapSpan;
import dev.plimsoll.engine.router.process.ModelState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTimelineTest {
    private static final long MS = 1_000_000;
    private static final int MOST = 300;

    @Test
    void aModelsStatesFollowOneAnotherAndNothingStandsWhereNoProcessIs() {
        RouterTimeline timeline = timeline(
                new RouterEvent.Started(0, "fifo", List.of("a", "b")),
                change(10, ModelState.STOPPED, ModelState.STARTING),
                change(25, ModelState.STARTING, ModelState.READY),
                change(60, ModelState.READY, ModelState.STOPPING),
                change(65, ModelState.STOPPING, ModelState.STOPPED),
                change(80, ModelState.STOPPED, ModelState.STARTING),
                new RouterEvent.PolicyChanged(90, "serial"));
        assertEquals(
                List.of(
                        new StateSpan(State.STARTING, 10, 25, false),
                        new StateSpan(State.READY, 25, 60, false),
                        new StateSpan(State.STOPPING, 60, 65, false),
                        new StateSpan(State.STARTING, 80, 90, true)),
                line(timeline, "a").states());
        assertEquals(2, line(timeline, "a").starts());
        assertEquals(List.of(), line(timeline, "b").states());
        assertEquals(List.of(new PolicySpan("fifo", 0, 90), new PolicySpan("serial", 90, 90)), timeline.policies());
    }

    @Test
    void aModelThatWasReadyBeforeTheFirstEventIsReadyFromTheBeginning() {
        RouterTimeline timeline =
                timeline(new RouterEvent.PolicyChanged(5, "fifo"), change(40, ModelState.READY, ModelState.STOPPED));
        assertEquals(
                List.of(new StateSpan(State.READY, 5, 40, false)),
                line(timeline, "a").states());
    }

    @Test
    void whatGoesOnReachesToTheMomentAskedFor() {
        RouterTimelineBuilder builder = new RouterTimelineBuilder();
        builder.accept(change(10, ModelState.STOPPED, ModelState.READY));
        builder.accept(new RouterEvent.SwapStarted(20, 1, "a", List.of("b"), List.of()));
        RouterTimeline timeline = builder.timeline(100);
        assertEquals(100, timeline.toNs());
        assertEquals(
                List.of(new StateSpan(State.READY, 10, 100, true)),
                line(timeline, "a").states());
        assertEquals(List.of(new SwapSpan(1, "a", List.of("b"), 20, 100, null)), timeline.swaps());
    }

    @Test
    void aSwapIsOneSpanFromItsTwoEvents() {
        RouterTimeline timeline = timeline(
                new RouterEvent.SwapStarted(20, 1, "a", List.of("b"), List.of()),
                new RouterEvent.SwapEnded(50, 1, "a", true, new SwapTimes(20, 25, 26, 50), "healthTimeout"));
        assertEquals(List.of(new SwapSpan(1, "a", List.of("b"), 20, 50, "healthTimeout")), timeline.swaps());
    }

    @Test
    void ofNothingThereIsATimelineWithoutModels() {
        RouterTimeline timeline = timeline();
        assertTrue(timeline.isEmpty());
        assertEquals(List.of(), timeline.models());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void requestsOfOneLaneNeverOverlapAndThereAreNoMoreLanesThanEverOverlap(long seed) {
        List<RoutedRequest> requests = requests(seed, 250);
        RouterTimelineBuilder builder = new RouterTimelineBuilder();
        requests.forEach(r -> builder.accept(ended(r)));
        ModelLine line = line(builder.timeline(), "a");
        assertEquals(250, line.requests().size());
        assertDisjoint(line);
        assertEquals(mostAtOnce(requests), line.lanes());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatWasShownOnceStaysInItsLane(long seed) {
        RouterTimelineBuilder builder = new RouterTimelineBuilder();
        Map<String, Integer> shown = new HashMap<>();
        for (RoutedRequest request : requests(seed, 200)) {
            builder.accept(ended(request));
            ModelLine line = line(builder.timeline(), "a");
            assertDisjoint(line);
            for (LaidRequest laid : line.requests()) {
                Integer before = shown.put(laid.request().request(), laid.lane());
                assertTrue(before == null || before == laid.lane(), laid.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void beyondTheLimitTheExtremesOfEachPieceOfTimeAreKept(long seed) {
        List<RoutedRequest> all = requests(seed, 5000);
        RouterTimelineBuilder builder = new RouterTimelineBuilder(MOST);
        all.forEach(r -> builder.accept(ended(r)));
        ModelLine line = line(builder.timeline(), "a");
        assertEquals(5000, line.seen());
        assertTrue(line.requests().size() <= MOST, line.requests().size() + " requests");
        Set<String> expected = new LinkedHashSet<>();
        all.stream()
                .sorted(Comparator.comparingLong(r -> r.phases().arrivedAtNs()))
                .collect(Collectors.groupingBy(r -> r.phases().arrivedAtNs() / line.keptPerNs()))
                .values()
                .forEach(piece -> expected.addAll(extremes(piece)));
        assertEquals(
                expected,
                line.requests().stream().map(r -> r.request().request()).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void howOftenItWasAskedInBetweenDoesNotChangeWhatIsKept(long seed) {
        RouterTimelineBuilder once = new RouterTimelineBuilder(MOST);
        RouterTimelineBuilder often = new RouterTimelineBuilder(MOST);
        SplittableRandom random = new SplittableRandom(seed);
        for (RoutedRequest request : requests(seed, 3000)) {
            once.accept(ended(request));
            often.accept(ended(request));
            if (random.nextInt(40) == 0) {
                assertTrue(line(often.timeline(), "a").requests().size() <= MOST);
            }
        }
        assertEquals(ids(once), ids(often));
    }

    @Test
    void aRunsFileIsReadAndATornLineIsPassedOver(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("router.jsonl");
        String whole = RouterEventJson.write(change(10, ModelState.STOPPED, ModelState.STARTING));
        Files.writeString(file, whole + "\n" + whole.substring(0, 20));
        assertEquals(1, line(RouterTimeline.read(file), "a").starts());
    }

    private static List<String> ids(RouterTimelineBuilder builder) {
        return line(builder.timeline(), "a").requests().stream()
                .map(r -> r.request().request())
                .toList();
    }

    private static Set<String> extremes(List<RoutedRequest> piece) {
        Set<String> ids = new LinkedHashSet<>();
        ids.add(first(piece, r -> r.phases().waitNs()));
        ids.add(first(piece, r -> r.phases().endedAtNs() - r.phases().arrivedAtNs()));
        piece.stream().filter(r -> r.outcome() != Outcome.SERVED).findFirst().ifPresent(r -> ids.add(r.request()));
        return ids;
    }

    /** The first with the largest value. */
    private static String first(List<RoutedRequest> piece, java.util.function.ToLongFunction<RoutedRequest> value) {
        long largest = piece.stream().mapToLong(value).max().orElseThrow();
        return piece.stream()
                .filter(r -> value.applyAsLong(r) == largest)
                .findFirst()
                .orElseThrow()
                .request();
    }

    private static void assertDisjoint(ModelLine line) {
        Map<Integer, Long> free = new HashMap<>();
        for (LaidRequest r : line.requests()) {
            assertTrue(free.getOrDefault(r.lane(), Long.MIN_VALUE) <= r.fromNs(), r.toString());
            assertTrue(r.lane() >= 0 && r.lane() < line.lanes(), r.toString());
            free.put(r.lane(), r.toNs());
        }
    }

    private static int mostAtOnce(List<RoutedRequest> requests) {
        return requests.stream()
                .mapToInt(at -> (int) requests.stream()
                        .filter(r -> r.phases().arrivedAtNs() <= at.phases().arrivedAtNs()
                                && r.phases().endedAtNs() > at.phases().arrivedAtNs())
                        .count())
                .max()
                .orElse(0);
    }

    /** In the order in which they end. */
    private static List<RoutedRequest> requests(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<RoutedRequest> requests = new ArrayList<>();
        long atNs = 0;
        for (int i = 0; i < count; i++) {
            atNs += random.nextLong(20 * MS);
            long waitNs = random.nextInt(4) == 0 ? random.nextLong(200 * MS) : 0;
            long endNs = atNs + waitNs + 1 + random.nextLong(80 * MS);
            boolean served = random.nextInt(50) > 0;
            RequestPhases phases = new RequestPhases(
                    atNs,
                    waitNs,
                    0,
                    0,
                    0,
                    served ? atNs + waitNs : RequestPhases.ABSENT,
                    RequestPhases.ABSENT,
                    RequestPhases.ABSENT,
                    RequestPhases.ABSENT,
                    endNs);
            Outcome outcome = served ? Outcome.SERVED : Outcome.FAILED;
            requests.add(new RoutedRequest("r" + i, "a", "a", 0, outcome, served ? 200 : 502, null, 0, 0, phases));
        }
        requests.sort(Comparator.comparingLong(r -> r.phases().endedAtNs()));
        return requests;
    }

    private static RouterEvent ended(RoutedRequest request) {
        return new RouterEvent.RequestEnded(request.phases().endedAtNs(), request);
    }

    private static RouterEvent change(long atNs, ModelState from, ModelState to) {
        return new RouterEvent.ModelChanged(atNs, "a", from, to);
    }

    private static RouterTimeline timeline(RouterEvent... events) {
        RouterTimelineBuilder builder = new RouterTimelineBuilder();
        List.of(events).forEach(builder);
        return builder.timeline();
    }

    private static ModelLine line(RouterTimeline timeline, String model) {
        return timeline.models().stream()
                .filter(m -> m.model().equals(model))
                .findFirst()
                .orElseThrow();
    }
}
