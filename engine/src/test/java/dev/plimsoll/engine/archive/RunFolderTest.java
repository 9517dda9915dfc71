package dev.plimsoll.engine.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageFiguresBuilder;
import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.SelfSample;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.trust.Finding;
import dev.plimsoll.engine.trust.Severity;
import dev.plimsoll.engine.trust.TrustReport;
import dev.plimsoll.engine.trust.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class RunFolderTest {
    private static final String RUN_JSON =
            "{\"id\":\"r\",\"name\":\"Sweep\",\"startedAt\":\"2026-01-01T00:00:00Z\",\"version\":\"1\",\"target\":\"http://t\"}";
    private static final StageFacts FACTS = new StageFacts(
            0,
            Map.of("kind", "constant", "rate", 10.0),
            "constant@10.00",
            true,
            "abc",
            0,
            RequestTimings.ABSENT,
            0,
            0,
            TransientPlan.NONE,
            TransientPlan.NONE,
            List.of(),
            List.of());

    @TempDir
    private Path runs;

    private List<RequestRecord> records;

    @BeforeEach
    void makeRecords() {
        Random random = new Random(7);
        records = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            records.add(RandomRecords.next(random, 0, i));
        }
    }

    @Test
    void aSealedRunGivesBackEveryRecordExactly() {
        RunFolder folder = written();
        folder.seal(summary(figures()));
        assertFalse(Files.exists(folder.path().resolve(RunFolder.RECORDS)), "the journal goes once it is sealed");
        assertSameRecords(records, read(folder.path()));
    }

    @Test
    void aRunThatWasNeverSealedOpensAsInterruptedWithEveryRecord() {
        RunFolder folder = written();
        folder.close();
        ArchivedRun run = RunReader.open(folder.path());
        assertEquals("interrupted", run.summary().run().state());
        assertEquals("Sweep", run.summary().run().name());
        assertEquals(Verdict.SUSPECT, run.summary().verdict().value());
        assertEquals(300, run.summary().stages().getFirst().figures().requests().created());
        assertSameRecords(records, read(folder.path()));
    }

    @Test
    void anInterruptedRunCanBeSealedAndKeepsItsFigures() {
        RunFolder folder = written();
        folder.close();
        RunSummary before = RunReader.open(folder.path()).summary();
        ArchivedRun sealed = RunReader.sealInterrupted(folder.path());
        assertTrue(Files.exists(folder.path().resolve(RunFolder.RECORDS_SEALED)));
        assertEquals(SummaryJson.write(before), SummaryJson.write(sealed.summary()));
        assertSameRecords(records, read(folder.path()));
    }

    @Test
    void copiesOfTheRecordsAreTheSameOfASealedAndOfAnInterruptedRun() throws IOException {
        RunFolder folder = written();
        folder.close();
        ArchivedRun interrupted = RunReader.open(folder.path());
        RecordCopies.jsonl(interrupted, runs.resolve("a.jsonl"));
        RecordCopies.parquet(interrupted, runs.resolve("a.parquet"));
        ArchivedRun sealed = RunReader.sealInterrupted(folder.path());
        RecordCopies.jsonl(sealed, runs.resolve("b.jsonl"));
        RecordCopies.parquet(sealed, runs.resolve("b.parquet"));
        assertEquals(Files.readString(runs.resolve("a.jsonl")), Files.readString(runs.resolve("b.jsonl")));
        assertEquals(300, Files.readAllLines(runs.resolve("a.jsonl")).size());
        for (String copy : List.of("a.parquet", "b.parquet")) {
            Path alone = Files.createDirectory(runs.resolve("of-" + copy));
            Files.move(runs.resolve(copy), alone.resolve(RunFolder.RECORDS_SEALED));
            List<RequestRecord> read = new ArrayList<>();
            new RecordFiles(alone).forEach(true, read::add);
            assertSameRecords(records, read);
        }
    }

    @Test
    void aJournalTornAtAnyByteOfItsTailOpensWithEveryWholeLine() throws IOException {
        RunFolder folder = written();
        folder.close();
        Path journal = folder.path().resolve(RunFolder.RECORDS);
        byte[] whole = Files.readAllBytes(journal);
        int lastLine = new String(whole, 0, whole.length - 1, StandardCharsets.ISO_8859_1).lastIndexOf('\n') + 1;
        for (int length = lastLine; length < whole.length; length += 7) {
            Files.write(journal, Arrays.copyOf(whole, length));
            List<RequestRecord> read = read(folder.path());
            assertEquals(299, read.size(), "torn at byte " + length);
        }
    }

    @Test
    void zeroesThatAFileSystemLeftAfterACrashAreNoRecords() throws IOException {
        RunFolder folder = written();
        folder.close();
        Path journal = folder.path().resolve(RunFolder.RECORDS);
        byte[] whole = Files.readAllBytes(journal);
        byte[] padded = Arrays.copyOf(whole, whole.length + 4096);
        padded[padded.length - 1] = '\n';
        Files.write(journal, padded);
        assertSameRecords(records, read(folder.path()));
        RunReader.sealInterrupted(folder.path());
        assertSameRecords(records, read(folder.path()));
    }

    @Test
    void aCrashWhileSealingLosesNothing() throws IOException {
        RunFolder folder = written();
        folder.close();
        Files.writeString(folder.path().resolve(RunFolder.RECORDS_SEALED), "half a file");
        assertSameRecords(records, read(folder.path()));
        RunReader.sealInterrupted(folder.path());
        assertSameRecords(records, read(folder.path()));
    }

    @Test
    void aFolderCopiedElsewhereOpens(@TempDir Path elsewhere) throws IOException {
        RunFolder folder = written();
        folder.seal(summary(figures()));
        Path copy = elsewhere.resolve("copy of a run");
        try (Stream<Path> files = Files.list(folder.path())) {
            Files.createDirectories(copy);
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        assertSameRecords(records, read(copy));
        assertEquals(1, RunReader.open(copy.resolve("summary.json")).figures().size(), "a file in it names it too");
    }

    @Test
    void figuresOfAReopenedRunAreThoseOfTheLiveOne() {
        RunFolder folder = written();
        StageFigures live = figures();
        folder.seal(summary(live));
        StageFigures reopened = RunReader.open(folder.path()).figures().getFirst();
        assertEquals(
                SummaryJson.write(summary(live)), SummaryJson.write(summary(reopened)), "every figure, not only these");
        assertArrayEquals(live.series().completed(), reopened.series().completed());
    }

    /** A version before had fewer columns; a later one may have had others besides. */
    @Test
    void aRunOfAVersionWithOtherColumnsOpensWithWhatItHas() throws Exception {
        RunFolder folder = written();
        folder.seal(summary(figures()));
        Path parquet = folder.path().resolve(RunFolder.RECORDS_SEALED);
        Path other = runs.resolve("other.parquet");
        try (Duck duck = Duck.open(runs.resolve("spill"))) {
            duck.run("COPY (SELECT * EXCLUDE (longestGapUs, promptTokenSource, clientPromptTokens, clientOutputTokens,"
                + " images, imagePixels, imageBytes, audios, audioNs, audioBytes, toolCalls, model, routerModel,"
                + " routerQueuedUs, routerEvictingUs, routerSpawningUs, routerHealthUs, routerProxyingUs), 1 AS later"
                + " FROM read_parquet("
                    + Duck.quote(parquet.toString()) + ")) TO " + Duck.quote(other.toString())
                    + " (FORMAT parquet)");
        }
        Files.move(other, parquet, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        List<RequestRecord> expected = records.stream()
                .map(r -> new RequestRecord(
                        ofTargetsModel(r.info()),
                        r.status(),
                        r.error(),
                        r.cancelReason(),
                        r.timings(),
                        r.contentDeltasUs(),
                        r.contentTimesBeyond(),
                        with(r.tokens()),
                        r.wire()))
                .toList();
        assertSameRecords(expected, read(folder.path()));
        try (RequestQuery query = RequestQuery.open(folder.path())) {
            assertSameRecords(expected.subList(0, 5), query.page(RequestFilter.ALL, null, 0, 5));
            RequestField stall = RequestField.named("maxStall");
            double longest = expected.stream()
                    .map(stall::numberOf)
                    .mapToDouble(gap -> gap.orElse(-1))
                    .max()
                    .orElseThrow();
            RequestRecord first = query.page(RequestFilter.ALL, new RequestSort(stall, true), 0, 1)
                    .getFirst();
            assertEquals(longest, stall.numberOf(first).orElseThrow());
        }
    }

    @Test
    void aSummaryThatLacksWhatEveryOneHasIsNamedForItAndNeverAStackTrace() throws IOException {
        RunFolder folder = written();
        folder.seal(summary(figures()));
        Path file = folder.path().resolve(RunFolder.SUMMARY);
        String whole = Files.readString(file);
        JsonMapper json = JsonMapper.shared();
        for (String path : List.of(
                "/run",
                "/run/state",
                "/run/target",
                "/verdict",
                "/verdict/findings",
                "/saturation",
                "/stages",
                "/stages/0/metrics",
                "/stages/0/requests",
                "/stages/0/windowSeconds",
                "/stages/0/stoppedBy")) {
            for (boolean asNull : new boolean[] {false, true}) {
                var root = (tools.jackson.databind.node.ObjectNode) json.readTree(whole);
                int cut = path.lastIndexOf('/');
                var parent = (tools.jackson.databind.node.ObjectNode) root.at(path.substring(0, cut));
                if (asNull) {
                    parent.putNull(path.substring(cut + 1));
                } else {
                    parent.remove(path.substring(cut + 1));
                }
                Files.writeString(file, root.toString());
                PlimsollException told =
                        assertThrows(PlimsollException.class, () -> RunReader.open(folder.path()), path);
                assertTrue(told.getMessage().contains("is not a summary of this program"), told.getMessage());
                RunEntry entry = EntryReader.read(folder.path(), EntryReader.stamp(folder.path()));
                assertEquals(RunEntry.State.BROKEN, entry.state(), path);
            }
        }
        Files.writeString(file, "null");
        assertThrows(PlimsollException.class, () -> RunReader.open(folder.path()));
    }

    @Test
    void figuresWithAMemberMissingOrNullAreComputedFromTheRecords() throws IOException {
        RunFolder folder = written();
        StageFigures figures = figures();
        folder.seal(summary(figures), List.of(figures));
        Path file = folder.path().resolve(RunFolder.FIGURES);
        String whole = Files.readString(file);
        double[] completed =
                RunReader.open(folder.path()).figures().getFirst().series().completed();
        for (String broken : List.of(
                "null",
                "{}",
                "{\"schemaVersion\":1,\"stages\":null}",
                "{\"schemaVersion\":1,\"stages\":[null]}",
                whole.replaceFirst("\"series\":", "\"other\":"),
                whole.replaceFirst("\"completed\":\\[[^]]*]", "\"completed\":null"),
                whole.replaceFirst("\"detail\":", "\"detail\":null,\"was\":"))) {
            assertFalse(broken.equals(whole), whole);
            Files.writeString(file, broken);
            assertArrayEquals(
                    completed,
                    RunReader.open(folder.path()).figures().getFirst().series().completed());
        }
    }

    private static TokenCounts with(TokenCounts t) {
        return new TokenCounts(
                t.prompt(),
                t.output(),
                t.cached(),
                t.reasoning(),
                t.requestedOutput(),
                t.inFirstChunk(),
                t.outputSource(),
                TokenSource.NONE,
                -1,
                -1);
    }

    @Test
    void theChartsOfASealedRunOpenWithoutItsRecords() throws IOException {
        RunFolder folder = written();
        StageFigures live = figures();
        folder.seal(summary(live), List.of(live));
        Files.delete(folder.path().resolve(RunFolder.RECORDS_SEALED));
        assertSameFigures(live, RunReader.open(folder.path()).figures().getFirst());
    }

    @Test
    void figuresThatAnotherVersionKeptOtherwiseComeFromTheRecords() throws IOException {
        RunFolder folder = written();
        StageFigures live = figures();
        folder.seal(summary(live), List.of(live));
        Path file = folder.path().resolve(RunFolder.FIGURES);
        String whole = Files.readString(file);
        for (String other : List.of(
                whole.replace("\"ttftP90Ms\"", "\"renamed\""),
                whole.replace("\"schemaVersion\":1", "\"schemaVersion\":2"),
                whole.substring(0, whole.length() / 2),
                "{\"schemaVersion\":1,\"stages\":[]}",
                "{}")) {
            Files.writeString(file, other);
            assertSameFigures(live, RunReader.open(folder.path()).figures().getFirst());
        }
        Files.delete(file);
        assertSameFigures(live, RunReader.open(folder.path()).figures().getFirst());
    }

    @Test
    void aSummaryIsReadBackAsWritten() {
        String text = SummaryJson.write(summary(figures()));
        assertEquals(text, SummaryJson.write(SummaryJson.read(text)));
        assertFalse(text.contains("null") || text.contains("NaN"), text);
    }

    @Test
    void twoRunsOfOneNameGetTwoFolders() {
        try (RunFolder first = RunFolder.create(runs, "same", RUN_JSON, "none", 1);
                RunFolder second = RunFolder.create(runs, "same", RUN_JSON, "none", 1)) {
            assertFalse(first.path().equals(second.path()));
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsWrongInputAndLeavesNothing() throws IOException {
        Path file = Files.writeString(runs.resolve("a file"), "x");
        PlimsollException told = assertThrows(
                PlimsollException.class, () -> RunFolder.create(file.resolve("runs"), "r", RUN_JSON, "none", 1));
        assertEquals(ExitCode.USAGE, told.exitCode());
        try (Stream<Path> left = Files.list(runs)) {
            assertEquals(List.of(file), left.toList());
        }
    }

    @Test
    void whatIsNotARunFolderIsToldSo() {
        assertThrows(PlimsollException.class, () -> RunReader.open(runs));
        assertThrows(PlimsollException.class, () -> RunReader.open(runs.resolve("nothing")));
    }

    @Test
    void answersAreKeptByTheRule() throws IOException {
        for (String rule : List.of("none", "errors", "all", "sample:3")) {
            RunFolder folder = RunFolder.create(runs, rule.replace(':', '-'), RUN_JSON, rule, 1);
            records.forEach(
                    record -> folder.append(record, "text of " + record.info().number()));
            folder.close();
            long kept =
                    Files.readAllLines(folder.path().resolve(RunFolder.OUTPUTS)).size();
            long errored = records.stream().filter(r -> r.error() != null).count();
            assertEquals(
                    switch (rule) {
                        case "none" -> 0;
                        case "errors" -> errored;
                        case "all" -> 300;
                        default -> 12;
                    },
                    kept,
                    rule);
        }
    }

    private RunFolder written() {
        RunFolder folder = RunFolder.create(runs, "r", RUN_JSON, "none", 1);
        folder.event(0, "stage_begin", Map.of("facts", FACTS));
        records.forEach(record -> folder.append(record, null));
        folder.append(new SelfSample(0, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 0.5, 0.0, 14, 15, 16, 17));
        return folder;
    }

    private StageFigures figures() {
        StageFiguresBuilder builder = new StageFiguresBuilder(FACTS);
        records.forEach(builder::add);
        return builder.build();
    }

    private static RunSummary summary(StageFigures figures) {
        return new RunSummary(
                1,
                new RunSummary.RunHead(
                        "r", "Sweep", "2026-01-01T00:00:00Z", null, "sealed", "1", "http://t", null, null),
                TrustReport.of(List.of(new Finding("few-samples", Severity.NOTE, 0, "few", "500", "Run longer.")), 3),
                List.of(),
                List.of(new RunSummary.Stage(
                        figures.summary(),
                        List.of(new RunSummary.StoppedBy("c0", "max_requests", Map.of("maxRequests", 300))))));
    }

    private static void assertSameFigures(StageFigures expected, StageFigures actual) {
        JsonMapper json = JsonMapper.builder()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
        assertEquals(json.writeValueAsString(expected), json.writeValueAsString(actual));
    }

    private static List<RequestRecord> read(Path folder) {
        List<RequestRecord> read = new ArrayList<>();
        RunReader.open(folder).forEachRecord(read::add);
        return read;
    }

    private static RequestInfo ofTargetsModel(RequestInfo i) {
        return new RequestInfo(
                i.requestId(),
                i.stage(),
                i.slot(),
                i.stream(),
                i.node(),
                i.worker(),
                i.conversationId(),
                i.turn(),
                i.parents(),
                i.label());
    }

    private static void assertSameRecords(List<RequestRecord> expected, List<RequestRecord> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(text(expected.get(i)), text(actual.get(i)));
        }
    }

    /** Records hold arrays, whose equality is identity: compare what they say. */
    private static String text(RequestRecord r) {
        return r.info().toString().replaceAll("\\[J@\\w+", "")
                + Arrays.toString(r.info().parents())
                + r.status()
                + r.error()
                + r.cancelReason()
                + r.timings()
                + Arrays.toString(r.contentDeltasUs())
                + r.contentTimesBeyond()
                + r.tokens()
                + r.wire()
                + r.modalities()
                + r.routed();
    }
}
