package dev.plimsoll.app.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.charts.viewer.XRange;
import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RequestField;
import dev.plimsoll.engine.archive.RequestQuery;
import dev.plimsoll.engine.archive.RequestSort;
import dev.plimsoll.engine.archive.RunCatalog;
import dev.plimsoll.engine.archive.RunReader;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.RequestRecord;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests in scope, over a run folder, every thread being the test's own. */
class RequestsModelTest {
    @TempDir
    static Path folder;

    private static Path sealed = Path.of("");

    private RunModel run = opened();
    private RequestsModel model = model(run);

    @BeforeAll
    static void writeRun() {
        sealed = new FabricatedFolder(6, true).sealed(folder);
    }

    private static RunModel opened() {
        return new RunModel(RunReader.open(sealed), new RunCatalog(folder).entry(sealed), ZoneOffset.UTC);
    }

    private static RequestsModel model(RunModel run) {
        ArchivedRun archived = run.run();
        return new RequestsModel(run, () -> RequestQuery.open(archived), Runnable::run, Runnable::run);
    }

    @BeforeEach
    void start() {
        model.start();
    }

    @AfterEach
    void close() {
        model.close();
    }

    private RequestRecord at(int index) {
        return Objects.requireNonNull(model.rows().get().get(index).request().get());
    }

    private List<RequestRecord> all() {
        List<RequestRecord> all = new ArrayList<>();
        for (int i = 0; i < model.rows().get().size(); i++) {
            all.add(at(i));
        }
        return all;
    }

    @Test
    void theRequestsOfTheSelectedStageAreShownAndCounted() {
        run.scope().stage().set(8);
        long created = run.stage(8).orElseThrow().requests().created();
        assertEquals(created, model.rows().get().size());
        assertEquals(created + " in stage 9", model.counted().get());
        assertTrue(all().stream().allMatch(r -> r.info().stage() == 8));
    }

    @Test
    void withoutAStageEveryRequestIsShown() {
        run.scope().stage().set(ScopeModel.ALL);
        assertEquals(run.requests(), model.rows().get().size());
        assertEquals(
                "%,d in all stages".formatted(run.requests()), model.counted().get());
    }

    @Test
    void whatWasTypedNarrowsThemAndTheCountTellsOfHowMany() {
        run.scope().stage().set(7);
        run.scope().filter().set("status = errored");
        long errored = run.stage(7).orElseThrow().requests().errored();
        assertEquals(errored, model.rows().get().size());
        assertEquals(
                errored + " of " + run.stage(7).orElseThrow().requests().created() + " in stage 8",
                model.counted().get());
    }

    @Test
    void aFilterThatCannotBeReadIsToldAndLeavesTheRows() {
        PagedSlots before = model.rows().get();
        run.scope().filter().set("tttf > 200 ms");
        assertTrue(
                model.trouble().get().startsWith("There is no field 'tttf'."),
                model.trouble().get());
        assertSame(before, model.rows().get());
        run.scope().filter().set("");
        assertEquals("", model.trouble().get());
    }

    @Test
    void aPieceOfTimeNarrowsThem() {
        double start = 6.5 * 8;
        run.scope().pick(Optional.of(new XRange(start + 1, start + 1.5)));
        List<RequestRecord> shown = all();
        assertTrue(!shown.isEmpty() && shown.size() < 60, shown.size() + " requests");
        for (RequestRecord each : shown) {
            double intended = each.timings().intended() / 1e9;
            assertTrue(intended >= start + 1 && intended < start + 1.5, "intended " + intended);
        }
    }

    @Test
    void theyAreSortedByTheFieldThatIsAskedFor() {
        run.scope().stage().set(9);
        RequestField ttft = Objects.requireNonNull(RequestField.named("ttft"));
        model.sortBy(new RequestSort(ttft, true));
        double last = Double.POSITIVE_INFINITY;
        for (RequestRecord each : all()) {
            double value = ttft.numberOf(each).orElse(0);
            assertTrue(value <= last, value + " after " + last);
            last = value;
        }
        assertTrue(last < Double.POSITIVE_INFINITY);
    }

    @Test
    void recordsThatCannotBeReadAreToldAndAskedForAgain() {
        int[] tries = {0};
        RequestsModel broken = new RequestsModel(
                run,
                () -> {
                    if (tries[0]++ == 0) {
                        throw PlimsollException.failed("records.parquet ends early.", null);
                    }
                    return RequestQuery.open(run.run());
                },
                Runnable::run,
                Runnable::run);
        broken.start();
        assertEquals("records.parquet ends early.", broken.failure().get());
        broken.retry();
        assertEquals("", broken.failure().get());
        assertTrue(broken.rows().get().size() > 0);
        broken.close();
    }

    @Test
    void aMillionRowsAreNeverInMemoryAtOnce() {
        List<Integer> asked = new ArrayList<>();
        PagedSlots slots = new PagedSlots(1_000_000, asked::add);
        for (int i = 0; i < slots.size(); i += 1000) {
            assertNull(slots.get(i).request().get());
        }
        assertEquals(1_000_000, slots.size());
        assertEquals(1000, asked.size());
        assertTrue(slots.held() <= PagedSlots.PAGE * PagedSlots.MOST_PAGES, slots.held() + " slots");
    }

    @Test
    void aPageIsAskedForOnceAndFillsTheSlotsThatWereGiven() {
        List<Integer> asked = new ArrayList<>();
        PagedSlots slots = new PagedSlots(300, asked::add);
        RequestSlot slot = slots.get(130);
        slots.get(131);
        assertEquals(List.of(1), asked);
        slots.arrived(1, List.of(at(0), at(1), at(2)));
        assertNotNull(slot.request().get());
        assertSame(at(2), slot.request().get());
        assertSame(slot, slots.get(130));
    }

    @Test
    void aPageThatWasLostIsAskedForAgain() {
        List<Integer> asked = new ArrayList<>();
        PagedSlots slots = new PagedSlots(300, asked::add);
        slots.get(0);
        slots.lost(0);
        slots.get(0);
        assertEquals(List.of(0, 0), asked);
    }
}
