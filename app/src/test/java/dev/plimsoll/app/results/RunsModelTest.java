package dev.plimsoll.app.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.OwnThread;
import dev.plimsoll.app.TheirResults;
import dev.plimsoll.app.session.Failure;
import dev.plimsoll.app.session.Tasks;
import dev.plimsoll.engine.archive.RunEntry;
import dev.plimsoll.engine.archive.RunNotes;
import dev.plimsoll.engine.archive.Trash;
import dev.plimsoll.engine.interop.ResultImporters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of runs, on the test's own thread. */
class RunsModelTest {
    @TempDir
    Path folder;

    private final List<Failure> failures = new ArrayList<>();
    private RunsModel model = model();

    private static RunsModel model() {
        return new RunsModel(new Tasks(Runnable::run, OwnThread::new), Trash.beside(), ZoneOffset.UTC);
    }

    @BeforeEach
    void writeRuns() {
        model = model();
        new FabricatedFolder(2, false).sealed(folder, "one");
        new FabricatedFolder(2, false).interrupted(folder, "two");
        model.list(folder);
    }

    private RunEntry entry(String name) {
        return model.shown().stream()
                .filter(e -> e.folder().endsWith(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFolderThatIsNotThereHasNoRuns() {
        model.list(folder.resolve("none"));
        assertEquals(0, model.size());
        assertEquals(null, model.failure().get());
    }

    @Test
    void runsAreFilteredByEveryWordTyped() {
        model.filter().set("SUSPECT sealed");
        assertEquals(List.of(entry("one")), List.copyOf(model.shown()));
        assertEquals("1 of 2 runs", model.count());
        model.filter().set("interrupted vllm");
        assertEquals(List.of(entry("two")), List.copyOf(model.shown()));
        model.filter().set("");
        assertEquals("2 runs", model.count());
    }

    @Test
    void whatIsWrittenAboutARunIsInItsFolderAndInTheList() {
        model.write(entry("one"), new RunNotes("Baseline", "new driver", List.of("h100")), failures::add);
        assertEquals("Baseline", entry("one").name());
        assertEquals("new driver", RunNotes.read(folder.resolve("one")).note());
        model.filter().set("driver h100");
        assertEquals("1 of 2 runs", model.count());
        assertEquals(List.of(), failures);
    }

    @Test
    void anInterruptedRunIsSealed() {
        List<RunEntry> sealed = new ArrayList<>();
        model.seal(entry("two"), sealed::add, failures::add);
        assertEquals(RunEntry.State.SEALED, sealed.getFirst().state());
        assertEquals(RunEntry.State.SEALED, entry("two").state());
        assertTrue(Files.exists(folder.resolve("two").resolve("summary.json")));
        assertEquals(List.of(), failures);
    }

    @Test
    void aRunInTheTrashCanBeTakenBack() {
        List<Optional<Runnable>> back = new ArrayList<>();
        model.delete(entry("one"), (_, way) -> back.add(way), failures::add);
        assertEquals(1, model.size());
        assertFalse(Files.exists(folder.resolve("one")));
        back.getFirst().orElseThrow().run();
        assertEquals(2, model.size());
        assertTrue(Files.exists(folder.resolve("one")));
        assertEquals(List.of(), failures);
    }

    @Test
    void notesThatCannotBeWrittenAreTold() throws IOException {
        RunsModel broken = new RunsModel(new Tasks(Runnable::run, OwnThread::new), Trash.beside(), ZoneOffset.UTC);
        Path notes = folder.resolve("one").resolve("notes.json");
        Files.writeString(notes, "{ torn");
        broken.list(folder);
        broken.write(
                broken.shown().stream()
                        .filter(e -> e.folder().endsWith("one"))
                        .findFirst()
                        .orElseThrow(),
                new RunNotes("x", "", List.of()),
                failures::add);
        assertEquals(1, failures.size());
        assertNotNull(failures.getFirst().message());
        assertTrue(
                failures.getFirst().message().contains("notes.json"),
                failures.getFirst().message());
    }

    @Test
    void aSizeHasTheUnitThatSuitsIt() {
        assertEquals("512 B", RunsModel.size(512));
        assertEquals("5.04 MB", RunsModel.size(5_040_000));
        assertEquals("1.00 kB", RunsModel.size(1000));
        assertEquals("137 GB", RunsModel.size(137_438_953_472L));
    }

    @Test
    void theLoadLineSortsByItsNumber() {
        Double number = RunsModel.loadLineNumber(entry("one"));
        assertNotNull(number);
        assertEquals(number, StageRows.number(RunsModel.loadLine(entry("one")).replaceAll("[<> ]|req/s", "")));
        assertEquals("—", RunsModel.loadLine(entry("two")));
    }

    @Test
    void anImportedRunIsFoundByTheProgramThatMeasuredItAndByNoVerdict() {
        ResultImporters.importInto(folder, TheirResults.guideLlm(folder));
        model.list(folder);
        assertEquals(3, model.size());
        model.filter().set("guidellm imported");
        assertEquals(1, model.shown().size());
        model.filter().set("suspect");
        assertTrue(model.shown().stream().noneMatch(RunEntry::isImported));
    }
}
