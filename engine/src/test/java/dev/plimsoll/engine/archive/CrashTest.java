package dev.plimsoll.engine.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestTimings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a kill leaves behind, byte by byte and step by step; {@code src-dist/bench/crash} does it to real runs. */
class CrashTest {
    private static final int RECORDS = 8;
    private static final String HEAD =
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

    private Path folder;
    private List<String> records;

    @BeforeEach
    void aRunThatWasKilled() {
        RunFolder run = RunFolder.create(runs, "r", HEAD, "none", 1);
        run.event(0, "stage_begin", Map.of("facts", FACTS));
        Random random = new Random(11);
        for (int i = 0; i < RECORDS; i++) {
            run.append(RandomRecords.next(random, 0, i), null);
        }
        run.close();
        folder = run.path();
        records = read(folder);
        assertEquals(RECORDS, records.size());
    }

    @Test
    void aJournalCutAtAnyByteGivesEveryWholeLine() throws IOException {
        Path journal = folder.resolve(RunFolder.RECORDS);
        byte[] whole = Files.readAllBytes(journal);
        for (int length = 0; length <= whole.length; length++) {
            byte[] left = Arrays.copyOf(whole, length);
            Files.write(journal, left);
            assertEquals(records.subList(0, lines(left)), read(folder), "cut at byte " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aRunCutAtAnyInstantOpensCountsAndCanBeSealed(long seed) throws IOException {
        Random random = new Random(seed);
        Path journal = folder.resolve(RunFolder.RECORDS);
        byte[] whole = Files.readAllBytes(journal);
        byte[] left = Arrays.copyOf(whole, random.nextInt(whole.length));
        Files.write(journal, left);
        cut(folder.resolve(RunFolder.SERIES), random);
        List<String> expected = records.subList(0, lines(left));
        ArchivedRun opened = RunReader.open(folder);
        assertEquals("interrupted", opened.summary().run().state());
        assertEquals(
                expected.size(),
                opened.summary().stages().getFirst().figures().requests().created());
        RunReader.sealInterrupted(folder);
        assertEquals(expected, read(folder));
        assertSealed(folder);
    }

    /** The steps of sealing in their order: what each adds to the folder, or takes away. */
    @Test
    void aKillAtAnyStepOfSealingLosesNoRecord(@TempDir Path elsewhere) throws IOException {
        Path sealed = copy(folder, elsewhere.resolve("sealed"));
        RunReader.sealInterrupted(sealed);
        List<Step> steps = List.of(
                at -> Files.writeString(at.resolve(".records.parquet.writing"), "PAR1 half a file"),
                at -> Files.move(take(sealed, at, RunFolder.RECORDS_SEALED), at.resolve(RunFolder.RECORDS_SEALED)),
                at -> Files.writeString(at.resolve(".series.parquet.writing"), "PAR1 half a file"),
                at -> Files.move(take(sealed, at, RunFolder.SERIES_SEALED), at.resolve(RunFolder.SERIES_SEALED)),
                at -> Files.move(take(sealed, at, RunFolder.FIGURES), at.resolve(RunFolder.FIGURES)),
                at -> Files.writeString(at.resolve(".summary.json.writing"), "{ \"schemaVersion\":"),
                at -> Files.move(take(sealed, at, RunFolder.SUMMARY), at.resolve(RunFolder.SUMMARY)),
                at -> Files.delete(at.resolve(RunFolder.RECORDS)),
                at -> Files.delete(at.resolve(RunFolder.SERIES)));
        Path killed = copy(folder, elsewhere.resolve("killed"));
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).doTo(killed);
            Path left = copy(killed, elsewhere.resolve("after step " + i));
            assertEquals(records, read(left), "after step " + i);
            assertEquals(1, RunReader.open(left).figures().size(), "after step " + i);
            RunReader.sealInterrupted(left);
            assertEquals(records, read(left), "sealed after step " + i);
            assertSealed(left);
        }
    }

    @Test
    void aRunKilledBeforeItsFirstRequestOpensAndCanBeSealed() throws IOException {
        for (String name : List.of(RunFolder.RECORDS, RunFolder.EVENTS, RunFolder.SERIES, RunFolder.OUTPUTS)) {
            Files.delete(folder.resolve(name));
        }
        assertEquals("interrupted", RunReader.open(folder).summary().run().state());
        RunReader.sealInterrupted(folder);
        assertEquals(List.of(), read(folder));
        assertSealed(folder);
    }

    @FunctionalInterface
    private interface Step {
        void doTo(Path folder) throws IOException;
    }

    private static void assertSealed(Path folder) throws IOException {
        assertEquals(
                RunEntry.State.SEALED,
                new RunCatalog(folder.getParent()).entry(folder).state());
        try (Stream<Path> files = Files.list(folder)) {
            assertFalse(files.map(f -> f.getFileName().toString()).anyMatch(n -> n.endsWith(".writing")), "left-overs");
        }
        assertFalse(Files.exists(folder.resolve(RunFolder.RECORDS)), "the journal is gone");
        assertFalse(Files.exists(folder.resolve(RunFolder.SERIES)), "the journal is gone");
    }

    private static Path take(Path from, Path to, String name) throws IOException {
        return Files.copy(from.resolve(name), to.resolve("." + name + ".writing"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    private static void cut(Path file, Random random) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, random.nextInt(whole.length + 1)));
    }

    private static int lines(byte[] text) {
        int lines = 0;
        for (byte each : text) {
            lines += each == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static List<String> read(Path folder) {
        List<String> read = new ArrayList<>();
        RunReader.open(folder).forEachRecord(record -> read.add(text(record)));
        return read;
    }

    private static String text(RequestRecord record) {
        return record.info().requestId() + " " + record.status() + " " + record.timings() + " "
                + Arrays.toString(record.contentDeltasUs());
    }
}
