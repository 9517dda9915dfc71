package dev.plimsoll.engine.router.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.RouterStage;
import dev.plimsoll.engine.router.process.ModelState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random lives of a router: its figures are what counting by hand gives, each from its own definition over the whole log. */
class RouterFiguresLawTest {
    private static final long MS = 1_000_000;
    private static final List<String> MODELS = List.of("a", "b", "c", "d");

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void figuresAreWhatCountingByHandGives(long seed) {
        Random random = new Random(seed);
        List<RouterEvent> log = new RandomRouter(random).live();
        List<RouterFigures.Window> windows = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            long from = random.nextLong(2000) * MS;
            windows.add(new RouterFigures.Window(from, from + random.nextLong(2000) * MS));
        }
        windows.add(new RouterFigures.Window(0, 1_000_000 * MS));
        List<RouterStage> told = RouterFigures.of(RouterLog.of(log), windows);
        for (int i = 0; i < windows.size(); i++) {
            new ByHand(log, windows.get(i)).check(told.get(i));
        }
    }

    /** Makes logs: loads follow one another per model, requests are served by models that are ready. */
    private static final class RandomRouter {
        private final Random random;
        private final List<RouterEvent> log = new ArrayList<>();
        private long number;

        RandomRouter(Random random) {
            this.random = random;
        }

        List<RouterEvent> live() {
            log.add(new RouterEvent.Started(random.nextInt(50) * MS, "fifo", MODELS));
            log.add(new RouterEvent.PolicyChanged(random.nextInt(50, 3000) * MS, "serial"));
            MODELS.forEach(this::model);
            log.sort(Comparator.comparingLong(RouterEvent::atNs));
            return log;
        }

        private void model(String model) {
            long now = random.nextInt(50, 500) * MS;
            while (now < 3000 * MS) {
                long begun = now;
                long evicted = begun + random.nextInt(60) * MS;
                long ready = evicted + (1 + random.nextInt(200)) * MS;
                List<String> evict = MODELS.stream()
                        .filter(m -> !m.equals(model) && random.nextInt(3) == 0)
                        .toList();
                number++;
                log.add(new RouterEvent.SwapStarted(begun, number, model, evict, List.of()));
                if (random.nextInt(20) == 0) {
                    return; // never heard of again
                }
                boolean fails = random.nextInt(6) == 0;
                boolean load = random.nextInt(5) > 0;
                log.add(new RouterEvent.SwapEnded(
                        ready,
                        number,
                        model,
                        load,
                        new SwapTimes(begun, evicted, evicted, ready),
                        fails ? "LOAD_FAILED" : null));
                long gone = ready + (1 + random.nextInt(300)) * MS;
                if (!fails && load) {
                    for (int n = random.nextInt(4); n > 0; n--) {
                        request(model, ready + random.nextLong((gone - ready) / MS + 1) * MS, true);
                    }
                    boolean crash = random.nextInt(4) == 0;
                    long exit = gone + (crash ? 0 : random.nextInt(100) * MS);
                    log.add(new RouterEvent.ModelChanged(
                            gone, model, ModelState.READY, crash ? ModelState.STOPPED : ModelState.STOPPING));
                    if (!crash) {
                        log.add(new RouterEvent.ModelChanged(exit, model, ModelState.STOPPING, ModelState.STOPPED));
                    }
                    gone = exit;
                }
                if (random.nextInt(3) == 0) {
                    request(model, gone, false);
                }
                now = gone + random.nextInt(300) * MS;
            }
        }

        private void request(String model, long servedOrEnded, boolean served) {
            long waited = random.nextInt(3) == 0 ? 0 : random.nextInt(400) * MS;
            long ended = servedOrEnded + (served ? random.nextInt(500) * MS : 0);
            RoutedRequest.Outcome[] ends = served
                    ? new RoutedRequest.Outcome[] {
                        RoutedRequest.Outcome.SERVED, RoutedRequest.Outcome.BROKEN, RoutedRequest.Outcome.CANCELLED
                    }
                    : new RoutedRequest.Outcome[] {
                        RoutedRequest.Outcome.REFUSED, RoutedRequest.Outcome.FAILED, RoutedRequest.Outcome.CANCELLED
                    };
            long absent = RequestPhases.ABSENT;
            RequestPhases phases = new RequestPhases(
                    servedOrEnded - waited,
                    waited / 2,
                    0,
                    waited - waited / 2,
                    0,
                    served ? servedOrEnded : absent,
                    absent,
                    absent,
                    absent,
                    ended);
            log.add(new RouterEvent.RequestEnded(
                    ended,
                    new RoutedRequest(
                            "r" + log.size() + model,
                            model,
                            model,
                            model.charAt(0) % 2,
                            ends[random.nextInt(ends.length)],
                            200,
                            null,
                            random.nextInt(3) == 0 ? 0 : random.nextLong(number + 1),
                            random.nextInt(5),
                            phases)));
        }
    }

    /** The same figures, each by its own walk over everything. */
    private record ByHand(List<RouterEvent> log, RouterFigures.Window window) {
        void check(RouterStage told) {
            assertEquals(policy(), told.policy());
            assertEquals(swapsBegun().count(), told.swaps());
            assertEquals(
                    swapsBegun()
                            .filter(s -> end(s).filter(e -> e.failure() != null).isPresent())
                            .count(),
                    told.failedSwaps());
            assertEquals(loads(_ -> true).size(), told.loads());
            assertEquals(loads(this::wasted).size(), told.wastedLoads());
            assertEquals(share(), told.swappingShare(), 1e-12);
            assertEquals(requests(_ -> true), told.requests());
            same(waits(_ -> true), told.waits());
            List<String> models = Stream.of(
                            log.stream()
                                    .filter(RouterEvent.ModelChanged.class::isInstance)
                                    .map(RouterEvent.ModelChanged.class::cast)
                                    .filter(e -> stop(e).isPresent())
                                    .map(RouterEvent.ModelChanged::model),
                            arrived(_ -> true).map(RoutedRequest::model),
                            loads(_ -> true).stream().map(RouterEvent.SwapEnded::model))
                    .flatMap(each -> each)
                    .distinct()
                    .sorted()
                    .toList();
            assertEquals(
                    models, told.models().stream().map(RouterStage.Model::model).toList());
            told.models().forEach(this::check);
            assertEquals(
                    arrived(_ -> true)
                            .map(RoutedRequest::priority)
                            .distinct()
                            .sorted(Comparator.reverseOrder())
                            .toList(),
                    told.priorities().stream()
                            .map(RouterStage.Priority::priority)
                            .toList());
            for (RouterStage.Priority priority : told.priorities()) {
                Predicate<RoutedRequest> own = r -> r.priority() == priority.priority();
                assertEquals(requests(own), priority.requests());
                same(waits(own), priority.waits());
                assertEquals(mostOvertaken(own), priority.mostOvertaken());
            }
            pairs(told);
            starvation(told.starvation());
            fairness(told);
        }

        private void check(RouterStage.Model model) {
            Predicate<RoutedRequest> own = r -> r.model().equals(model.model());
            List<RouterEvent.SwapEnded> loads = loads(e -> e.model().equals(model.model()));
            assertEquals(requests(own), model.requests());
            same(waits(own), model.waits());
            assertEquals(mostOvertaken(own), model.mostOvertaken());
            assertEquals(loads.size(), model.loads());
            assertEquals(loads.stream().filter(this::wasted).count(), model.wastedLoads());
            same(
                    loads.stream()
                            .filter(e -> isFirst(e))
                            .mapToDouble(ByHand::loadMs)
                            .toArray(),
                    model.coldLoad());
            same(
                    loads.stream()
                            .filter(e -> !isFirst(e))
                            .mapToDouble(ByHand::loadMs)
                            .toArray(),
                    model.warmLoad());
            same(
                    log.stream()
                            .filter(RouterEvent.ModelChanged.class::isInstance)
                            .map(RouterEvent.ModelChanged.class::cast)
                            .filter(e -> e.model().equals(model.model()))
                            .flatMap(e -> stop(e).stream())
                            .mapToDouble(ms -> ms)
                            .toArray(),
                    model.stop());
        }

        private @Nullable String policy() {
            RouterEvent.Started started = (RouterEvent.Started) log.getFirst();
            RouterEvent.PolicyChanged changed = log.stream()
                    .filter(RouterEvent.PolicyChanged.class::isInstance)
                    .map(RouterEvent.PolicyChanged.class::cast)
                    .findFirst()
                    .orElseThrow();
            if (changed.atNs() <= window.fromNs()) {
                return changed.policy();
            }
            return started.atNs() <= window.fromNs() || window.holds(started.atNs()) ? started.policy() : null;
        }

        private Stream<RouterEvent.SwapStarted> swaps() {
            return log.stream()
                    .filter(RouterEvent.SwapStarted.class::isInstance)
                    .map(RouterEvent.SwapStarted.class::cast);
        }

        /** Those of the window, and of the later ones that have ended those for which its requests waited. */
        private Stream<RouterEvent.SwapStarted> swapsBegun() {
            return swaps().filter(s -> window.holds(s.atNs())
                    || (s.atNs() >= window.toNs()
                            && end(s).isPresent()
                            && arrived(r -> r.swap() == s.swap()).findAny().isPresent()));
        }

        private Optional<RouterEvent.SwapEnded> end(RouterEvent.SwapStarted start) {
            return log.stream()
                    .filter(e -> e instanceof RouterEvent.SwapEnded s && s.swap() == start.swap())
                    .map(RouterEvent.SwapEnded.class::cast)
                    .findFirst();
        }

        private List<RouterEvent.SwapEnded> loads(Predicate<RouterEvent.SwapEnded> which) {
            return swapsBegun()
                    .flatMap(s -> end(s).stream())
                    .filter(e -> e.load() && e.failure() == null)
                    .filter(which)
                    .toList();
        }

        private boolean isFirst(RouterEvent.SwapEnded load) {
            return swaps().flatMap(s -> end(s).stream())
                    .filter(e -> e.load() && e.failure() == null && e.model().equals(load.model()))
                    .allMatch(e -> e.atNs() >= load.atNs());
        }

        private static double loadMs(RouterEvent.SwapEnded load) {
            return (load.times().endedAtNs() - load.times().evictedAtNs()) / 1e6;
        }

        private boolean wasted(RouterEvent.SwapEnded load) {
            long gone = log.stream()
                    .filter(e -> e instanceof RouterEvent.ModelChanged c
                            && c.model().equals(load.model())
                            && c.from() == ModelState.READY
                            && c.atNs() >= load.atNs())
                    .mapToLong(RouterEvent::atNs)
                    .min()
                    .orElse(Long.MAX_VALUE);
            boolean served = log.stream()
                    .anyMatch(e -> e instanceof RouterEvent.RequestEnded(long _, RoutedRequest r)
                            && r.model().equals(load.model())
                            && r.phases().served()
                            && r.phases().servedAtNs() >= load.atNs()
                            && r.phases().servedAtNs() <= gone);
            return gone < window.toNs() && !served;
        }

        /** By every millisecond: all times are whole ones. */
        private double share() {
            long length = window.toNs() - window.fromNs();
            long last = log.getLast().atNs();
            List<RouterFigures.Window> spans = swaps().map(s -> new RouterFigures.Window(
                            s.atNs(), end(s).map(e -> e.times().endedAtNs()).orElse(last)))
                    .toList();
            long covered = 0;
            for (long at = window.fromNs(); at < Math.min(window.toNs(), last); at += MS) {
                long now = at;
                covered += spans.stream().anyMatch(span -> span.holds(now)) ? MS : 0;
            }
            return length == 0 ? 0 : (double) covered / length;
        }

        private Stream<RoutedRequest> arrived(Predicate<RoutedRequest> which) {
            return log.stream()
                    .filter(RouterEvent.RequestEnded.class::isInstance)
                    .map(e -> ((RouterEvent.RequestEnded) e).request())
                    .filter(r -> window.holds(r.phases().arrivedAtNs()))
                    .filter(which);
        }

        private RouterStage.Requests requests(Predicate<RoutedRequest> which) {
            return new RouterStage.Requests(
                    count(which, RoutedRequest.Outcome.SERVED),
                    count(which, RoutedRequest.Outcome.BROKEN),
                    count(which, RoutedRequest.Outcome.REFUSED),
                    count(which, RoutedRequest.Outcome.FAILED),
                    count(which, RoutedRequest.Outcome.CANCELLED));
        }

        private long count(Predicate<RoutedRequest> which, RoutedRequest.Outcome outcome) {
            return arrived(which).filter(r -> r.outcome() == outcome).count();
        }

        private double[] waits(Predicate<RoutedRequest> which) {
            return arrived(which)
                    .filter(r -> r.phases().served())
                    .mapToDouble(r -> (r.phases().servedAtNs() - r.phases().arrivedAtNs()) / 1e6)
                    .toArray();
        }

        private long mostOvertaken(Predicate<RoutedRequest> which) {
            return arrived(which).mapToLong(RoutedRequest::overtakenBy).max().orElse(0);
        }

        /** How long the stop lasted that ends here, if one does that began in the window. */
        private Optional<Double> stop(RouterEvent.ModelChanged gone) {
            if (gone.from() != ModelState.STOPPING) {
                return Optional.empty();
            }
            return log.stream()
                    .filter(e -> e instanceof RouterEvent.ModelChanged c
                            && c.model().equals(gone.model())
                            && c.to() == ModelState.STOPPING
                            && c.atNs() <= gone.atNs())
                    .max(Comparator.comparingLong(RouterEvent::atNs))
                    .filter(asked -> window.holds(asked.atNs()))
                    .map(asked -> (gone.atNs() - asked.atNs()) / 1e6);
        }

        private void pairs(RouterStage told) {
            int seen = 0;
            List<@Nullable String> froms = new ArrayList<>(MODELS);
            froms.add(null);
            for (String from : froms) {
                for (String to : MODELS) {
                    double[] costs = swapsBegun()
                            .filter(s -> from == null
                                    ? s.evict().isEmpty()
                                    : s.evict().contains(from))
                            .flatMap(s -> end(s).stream())
                            .filter(e ->
                                    e.load() && e.failure() == null && e.model().equals(to))
                            .mapToDouble(e -> (e.times().endedAtNs() - e.times().begunAtNs()) / 1e6)
                            .toArray();
                    Optional<MetricSummary> swap = told.pairs().stream()
                            .filter(p -> Objects.equals(from, p.from()) && p.to().equals(to))
                            .map(RouterStage.Pair::swap)
                            .findFirst();
                    same(costs, swap.orElse(null));
                    seen += swap.isPresent() ? 1 : 0;
                }
            }
            assertEquals(seen, told.pairs().size());
        }

        private void starvation(RouterStage.@Nullable Starvation told) {
            double longest = arrived(_ -> true)
                    .mapToDouble(r -> r.phases().waitNs() / 1e6)
                    .max()
                    .orElse(-1);
            assertEquals(longest, told == null ? -1 : told.longest().waitMs());
            if (told == null) {
                return;
            }
            RouterStage.Request worst = told.mostOvertaken();
            assertEquals(mostOvertaken(_ -> true), worst == null ? 0 : worst.overtakenBy());
            for (RouterStage.Request named : new RouterStage.@Nullable Request[] {told.longest(), worst}) {
                if (named != null) {
                    RoutedRequest meant = arrived(r -> r.request().equals(named.request()))
                            .findFirst()
                            .orElseThrow();
                    assertEquals(meant.model(), named.model());
                    assertEquals(meant.phases().waitNs() / 1e6, named.waitMs());
                    assertEquals(meant.phases().arrivedAtNs() / 1e9, named.arrivedSeconds());
                    assertEquals(meant.phases().served(), named.served());
                }
            }
        }

        private void fairness(RouterStage told) {
            double[] means = MODELS.stream()
                    .map(m -> waits(r -> r.model().equals(m)))
                    .filter(w -> w.length > 0)
                    .mapToDouble(w -> java.util.Arrays.stream(w).sum() / w.length)
                    .toArray();
            double sum = java.util.Arrays.stream(means).sum();
            double squares = java.util.Arrays.stream(means).map(x -> x * x).sum();
            if (means.length < 2 || sum == 0) {
                assertEquals(null, told.fairness());
            } else {
                assertEquals(sum * sum / (means.length * squares), told.fairness(), 1e-9);
                assertTrue(told.fairness() > 0 && told.fairness() <= 1 + 1e-12);
            }
        }

        private static void same(double[] expected, @Nullable MetricSummary told) {
            assertEquals(expected.length, told == null ? 0 : told.count());
            if (told != null) {
                double[] sorted = expected.clone();
                java.util.Arrays.sort(sorted);
                assertEquals(sorted[0], told.min());
                assertEquals(sorted[sorted.length - 1], told.max());
                assertEquals(java.util.Arrays.stream(sorted).average().orElseThrow(), told.mean(), 1e-6);
                int middle = (sorted.length - 1) / 2;
                double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle] + sorted[middle + 1]) / 2;
                assertEquals(median, told.p50(), 1e-9);
            }
        }
    }
}
