package dev.plimsoll.engine.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.WireFacts;
import dev.plimsoll.engine.trust.TrustReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestQueryTest {
    @TempDir
    private Path runs;

    private final List<RequestRecord> records = new ArrayList<>();
    private Path sealed = Path.of("");
    private Path interrupted = Path.of("");

    @BeforeEach
    void write() {
        Random random = new Random(11);
        for (int i = 0; i < 400; i++) {
            records.add(consistent(RandomRecords.next(random, i % 2, i)));
        }
        sealed = folder("sealed", true);
        interrupted = folder("interrupted", false);
        records.sort(Comparator.comparingLong(r -> r.info().requestId()));
    }

    @Test
    void everyFieldSortsInTheQueryAsItsFormulaSaysInBothDirections() {
        try (RequestQuery query = RequestQuery.open(sealed)) {
            for (RequestField field : RequestField.all()) {
                for (boolean descending : List.of(false, true)) {
                    List<RequestRecord> expected = new ArrayList<>(records);
                    expected.sort(by(field, descending));
                    assertEquals(
                            ids(expected),
                            ids(query.page(RequestFilter.ALL, new RequestSort(field, descending), 0, 1000)),
                            field.name() + (descending ? " descending" : ""));
                }
            }
        }
    }

    @Test
    void aConditionLetsThroughWhatItsFormulaSays() {
        try (RequestQuery query = RequestQuery.open(sealed)) {
            for (RequestField field : RequestField.all()) {
                if (field.isText()) {
                    continue;
                }
                OptionalDouble some = records.stream()
                        .map(field::numberOf)
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .sorted()
                        .skip(30)
                        .findFirst();
                if (some.isEmpty()) {
                    continue;
                }
                double limit = some.getAsDouble() + 1e-9;
                RequestCondition above = new RequestCondition(field, RequestCondition.Operator.GREATER, limit, null);
                assertEquals(
                        records.stream()
                                .filter(r -> field.numberOf(r).isPresent()
                                        && field.numberOf(r).getAsDouble() > limit)
                                .count(),
                        query.count(RequestFilter.ALL.withConditions(List.of(above))),
                        field.name());
            }
        }
    }

    @Test
    void stageStatusAndTimesNarrowTogetherAndPagesTurnThroughTheSameOrder() {
        RequestFilter filter = RequestFilter.ALL
                .inStage(1)
                .withStatuses(Set.of(RequestStatus.ERRORED, RequestStatus.CANCELLED))
                .between(RequestFilter.Clock.INTENDED, 1.2, 1.9);
        List<Long> expected = ids(records.stream()
                .filter(r -> r.info().stage() == 1)
                .filter(r -> r.status() == RequestStatus.ERRORED || r.status() == RequestStatus.CANCELLED)
                .filter(r ->
                        r.timings().intended() >= 1_200_000_000L && r.timings().intended() < 1_900_000_000L)
                .toList());
        assertTrue(expected.size() > 20, "the test has something to narrow");
        for (Path folder : List.of(sealed, interrupted)) {
            try (RequestQuery query = RequestQuery.open(folder)) {
                assertEquals(expected.size(), query.count(filter));
                List<Long> paged = new ArrayList<>();
                for (int offset = 0; offset < expected.size() + 10; offset += 7) {
                    paged.addAll(ids(query.page(filter, null, offset, 7)));
                }
                assertEquals(expected, paged);
                assertEquals(3, query.indexOf(filter, null, expected.get(3)));
                assertEquals(-1, query.indexOf(filter, null, RequestInfo.idOf(0, 0)));
            }
        }
    }

    @Test
    void textsAreComparedWhateverTheyHoldAndNeverRun() {
        try (RequestQuery query = RequestQuery.open(sealed)) {
            long labelled =
                    records.stream().filter(r -> r.info().label() != null).count();
            assertEquals(labelled, count(query, "label ~ \"CLASS\""));
            assertEquals(0, count(query, "label = \"x' OR 1=1 --\""));
            assertEquals(400, count(query, "label != \"'; DROP VIEW r; --\""), "an absent text differs from any");
            assertEquals(records.stream().filter(r -> r.error() != null).count(), count(query, "message ~ 'it said'"));
            assertEquals(400, query.count(RequestFilter.ALL));
        }
    }

    @Test
    void oneRequestIsGivenWholeWithItsAnswerWhereKept() {
        RequestRecord first = records.getFirst();
        for (Path folder : List.of(sealed, interrupted)) {
            try (RequestQuery query = RequestQuery.open(folder)) {
                RequestRecord read = query.record(
                                first.info().stage(), first.info().number())
                        .orElseThrow();
                assertEquals(first.timings(), read.timings());
                Assertions.assertArrayEquals(first.contentDeltasUs(), read.contentDeltasUs());
                assertEquals(
                        "answer of " + first.info().requestId(),
                        query.answer(first.info().requestId()).orElseThrow());
                assertTrue(query.answer(7_777).isEmpty());
                assertTrue(query.record(9, 9).isEmpty());
            }
        }
    }

    @Test
    void aTornJournalAnswersWithEveryWholeLine() throws IOException {
        Path journal = interrupted.resolve(RunFolder.RECORDS);
        byte[] whole = Files.readAllBytes(journal);
        Files.write(journal, java.util.Arrays.copyOf(whole, whole.length - 20));
        try (RequestQuery query = RequestQuery.open(interrupted)) {
            assertEquals(399, query.count(RequestFilter.ALL));
        }
    }

    @Test
    void aFolderWithoutRecordsIsToldSo() {
        Assertions.assertThrows(PlimsollException.class, () -> RequestQuery.open(runs));
    }

    private static long count(RequestQuery query, String expression) {
        return query.count(RequestFilter.ALL.withConditions(RequestExpression.parse(expression)));
    }

    private static Comparator<RequestRecord> by(RequestField field, boolean descending) {
        Comparator<RequestRecord> order = (a, b) -> {
            Comparable<?> left = value(field, a);
            Comparable<?> right = value(field, b);
            if (left == null || right == null) {
                return left == right ? 0 : left == null ? 1 : -1;
            }
            @SuppressWarnings("unchecked")
            int compared = ((Comparable<Object>) left).compareTo(right);
            return descending ? -compared : compared;
        };
        return order.thenComparingLong(r -> r.info().requestId());
    }

    private static @org.jspecify.annotations.Nullable Comparable<?> value(RequestField field, RequestRecord record) {
        OptionalDouble number = field.numberOf(record);
        return field.isText() ? field.textOf(record) : number.isPresent() ? number.getAsDouble() : null;
    }

    private static List<Long> ids(List<RequestRecord> records) {
        return records.stream().map(r -> r.info().requestId()).toList();
    }

    /** A worker counts the content events whose times it keeps. */
    private static RequestRecord consistent(RequestRecord r) {
        WireFacts w = r.wire();
        int events = r.contentDeltasUs().length + r.contentTimesBeyond();
        RequestTimings t = r.timings();
        return new RequestRecord(
                r.info(),
                r.status(),
                r.error(),
                r.cancelReason(),
                t,
                r.contentDeltasUs(),
                r.contentTimesBeyond(),
                r.tokens(),
                new WireFacts(
                        w.httpStatus(),
                        w.bytesSent(),
                        w.bytesReceived(),
                        w.events(),
                        events,
                        w.reads(),
                        w.sharedReadEvents(),
                        w.connectionReused(),
                        w.retries(),
                        w.serverRequestId()));
    }

    private Path folder(String id, boolean seal) {
        RunFolder folder = RunFolder.create(runs, id, "{\"name\": \"n\"}", "all", 1);
        records.forEach(r -> folder.append(r, "answer of " + r.info().requestId()));
        if (seal) {
            folder.seal(new RunSummary(
                    1,
                    new RunSummary.RunHead(id, "n", "2026-01-01T00:00:00Z", null, "sealed", "1", "t", null, null),
                    TrustReport.of(List.of(), 0),
                    List.of(),
                    List.of()));
        } else {
            folder.close();
        }
        return folder.path();
    }
}
