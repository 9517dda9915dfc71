package dev.plimsoll.app.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.Bench;
import dev.plimsoll.app.FxTest;
import dev.plimsoll.app.Screens;
import dev.plimsoll.app.services.ThemeChoice;
import dev.plimsoll.app.widgets.StateChip;
import dev.plimsoll.charts.run.HoverPoint;
import dev.plimsoll.charts.viewer.ChartPane;
import dev.plimsoll.engine.archive.RunEntry;
import dev.plimsoll.engine.archive.Trash;
import dev.plimsoll.engine.run.RunRequest;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page in a window. */
@Timeout(60)
class ResultsPageTest extends FxTest {
    @TempDir
    Path folder;

    private Path runs = Path.of("");
    private Path sealed = Path.of("");
    private Bench bench = fx(() -> new Bench(Path.of("target"), Platform::runLater));
    private Stage stage = fx(Stage::new);
    private ResultsPage page = fx(() -> new ResultsPage(bench.workbench()));

    @BeforeEach
    void show() {
        Path workspace = folder.resolve("w.plimsoll.json");
        WorkspaceFile.create("w", folder).save(workspace);
        runs = RunRequest.runsFolderOf(workspace);
        sealed = new FabricatedFolder(3, true).sealed(runs, "one");
        onFx(() -> {
            bench = new Bench(folder, Platform::runLater);
            bench.workbench().workspace().open(workspace);
            page = new ResultsPage(bench.workbench(), ZoneOffset.UTC, Trash.beside());
            Scene scene = new Scene(page.view(), 1440, 796);
            Screens.dress(scene, ThemeChoice.LIGHT);
            stage.setScene(scene);
            stage.show();
        });
    }

    @AfterEach
    void close() {
        onFx(() -> {
            page.dispose();
            stage.hide();
        });
    }

    private <T extends Node> T find(String id, Class<T> type) {
        Node found = stage.getScene().lookup("#" + id);
        assertNotNull(found, id);
        return type.cast(found);
    }

    private boolean has(String id) {
        return stage.getScene() != null && stage.getScene().lookup("#" + id) != null;
    }

    private void press(String id) {
        onFx(() -> find(id, ButtonBase.class).fire());
    }

    private RunView open(Path run) {
        onFx(() -> page.shown(run));
        until(
                "the run and its requests are there",
                () -> page.run() != null
                        && !page.run().requestsTable().getItems().isEmpty());
        return fx(() -> Objects.requireNonNull(page.run()));
    }

    private void listed(int count) {
        onFx(() -> page.shown(null));
        until("the runs are listed", () -> has("runs") && runsTable().getItems().size() == count);
    }

    private TableView<?> runsTable() {
        return find("runs", TableView.class);
    }

    private Path selectedRun() {
        return fx(() -> ((RunEntry) runsTable().getSelectionModel().getSelectedItem()).folder());
    }

    @Test
    void aWorkspaceWithoutRunsSaysWhatWillBeHere() {
        onFx(() -> {
            bench.workbench().workspace().create("new");
            page.shown(null);
        });
        until("it is listed", () -> has("runs-open-first"));
        assertFalse(fx(() -> has("runs")));
    }

    @Test
    void aRunIsOpenedFromTheListAndLeftForIt() {
        listed(1);
        press("run-open");
        until("the run is open", () -> has("run-title"));
        assertEquals(
                "Sweep chat-short → vllm-h100",
                fx(() -> find("run-title", Label.class).getText()));
        press("run-back");
        until("the list is back", () -> has("runs"));
        assertNull(fx(page::run));
    }

    @Test
    void anInterruptedRunIsOfferedForSealingAndThenIsSealed() {
        Path killed = new FabricatedFolder(2, false).interrupted(runs, "killed");
        open(killed);
        assertTrue(fx(() -> has("run-interrupted")));
        press("run-page-seal");
        until("it is sealed", () -> has("run-title") && !has("run-interrupted"));
        assertTrue(Files.exists(killed.resolve("summary.json")));
    }

    @Test
    void whatIsNoRunIsToldWithARemedy() {
        onFx(() -> page.shown(folder));
        until("it is told", () -> has("results-failed"));
        press("results-to-list");
        until("the list is there", () -> has("runs"));
    }

    @Test
    void aRunThrownAwayIsTakenBackByUndo() {
        listed(1);
        press("run-delete");
        until("it is gone", () -> !bench.workbench().notices().toasts().isEmpty());
        assertFalse(Files.exists(sealed));
        onFx(() -> bench.workbench()
                .notices()
                .toasts()
                .getLast()
                .remedies()
                .getFirst()
                .run()
                .run());
        until("it is back", () -> has("runs") && runsTable().getItems().size() == 1);
        assertTrue(Files.exists(sealed));
    }

    @Test
    void theSelectedRunStaysSelectedWhenItsNoteIsWrittenAndWhenTheListIsReadAgain() {
        new FabricatedFolder(2, false).sealed(runs, "two");
        listed(2);
        onFx(() -> {
            runsTable().getSelectionModel().select(1);
            TextField note = find("run-note", TextField.class);
            note.setText("the second");
            note.getOnAction().handle(null);
        });
        RunEntry second = fx(() -> (RunEntry) runsTable().getItems().get(1));
        until(
                "it is written",
                () -> runsTable().getItems().stream()
                        .map(RunEntry.class::cast)
                        .anyMatch(e -> e.folder().equals(second.folder())
                                && e.notes().note().equals("the second")));
        assertEquals(second.folder(), selectedRun());
        new FabricatedFolder(2, false).sealed(runs, "zero");
        listed(3);
        assertEquals(second.folder(), selectedRun());
        assertEquals("the second", fx(() -> find("run-note", TextField.class).getText()));
    }

    @Test
    void aNoteIsKeptWhenItIsEntered() {
        listed(1);
        onFx(() -> {
            TextField note = find("run-note", TextField.class);
            note.setText("new driver");
            note.getOnAction().handle(null);
        });
        until("it is written", () -> Files.exists(sealed.resolve("notes.json")));
    }

    @Test
    void aStageClickedInTheChartIsSelectedInTheTableAndNarrowsTheRequests() {
        RunView view = open(sealed);
        ChartPane chart = find("chart-latency-throughput", ChartPane.class);
        assertNotNull(chart);
        onFx(() -> new SummaryTab.StagePicker(view.run().scope()).point(new HoverPoint(1, 1, List.of(), 4)));
        TableView<?> stages = find("stages", TableView.class);
        assertEquals(4, fx(() -> stages.getSelectionModel().getSelectedIndex()));
        long created = view.run().stage(4).orElseThrow().requests().created();
        until("its requests are shown", () -> view.requestsTable().getItems().size() == created);
    }

    @Test
    void aStageSelectedInTheTableNarrowsTheRequests() {
        RunView view = open(sealed);
        onFx(() -> find("stages", TableView.class).getSelectionModel().select(2));
        long created = view.run().stage(2).orElseThrow().requests().created();
        until("its requests are shown", () -> view.requestsTable().getItems().size() == created);
    }

    @Test
    void notesAreFoldedBelowTheFindingsAndTellEachStageWhenOpened() {
        open(sealed);
        onFx(() -> find("verdict-fold", Hyperlink.class).fire());
        until(
                "the note of stage 3 is told",
                () -> stage.getScene().getRoot().lookupAll(".results-todo").stream()
                        .anyMatch(n -> n instanceof Text text && text.getText().startsWith("stage 3: ")));
        assertEquals("Show less", fx(() -> find("verdict-fold", Hyperlink.class).getText()));
        onFx(() -> find("verdict-fold", Hyperlink.class).fire());
        assertEquals(
                "Show 1 note", fx(() -> find("verdict-fold", Hyperlink.class).getText()));
    }

    @Test
    void errorsLeadToTheirRequests() {
        RunView view = open(sealed);
        onFx(() -> view.show(RunView.Tab.ERRORS));
        until("the errors are there", () -> has("errors-requests"));
        press("errors-requests");
        long refused = ErrorRows.of(view.run().stages()).rows().getFirst().count();
        until("they are shown", () -> view.requestsTable().getItems().size() == refused);
        assertEquals(
                "errorKind = http and httpStatus = 429",
                fx(() -> find("requests-filter", TextField.class).getText()));
    }

    @Test
    void aHeadThatIsPressedSortsByItsField() {
        RunView view = open(sealed);
        TableView<RequestSlot> table = view.requestsTable();
        onFx(() -> {
            TableColumn<RequestSlot, ?> latency = table.getColumns().stream()
                    .filter(c -> "requests-column-latency".equals(c.getId()))
                    .findFirst()
                    .orElseThrow();
            latency.setSortType(TableColumn.SortType.DESCENDING);
            table.getSortOrder().setAll(List.of(latency));
        });
        until("the slowest comes first", () -> isSlowestFirst(table.getItems().subList(0, 8)));
    }

    /** No row is slower than the one before; a row that is not read yet says nothing. */
    private static boolean isSlowestFirst(List<RequestSlot> rows) {
        long beforeNs = Long.MAX_VALUE;
        for (RequestSlot row : rows) {
            var request = row.request().get();
            if (request == null) {
                return false;
            }
            long latencyNs = request.timings().end() - request.timings().sendStart();
            if (latencyNs > beforeNs) {
                return false;
            }
            beforeNs = latencyNs;
        }
        return true;
    }

    @Test
    void aReportIsWrittenIntoTheChosenFolder() throws Exception {
        open(sealed);
        Path out = Files.createDirectory(folder.resolve("out"));
        bench.nextFile = Optional.of(out);
        onFx(() -> find("run-export", MenuButton.class).getItems().stream()
                .filter(i -> "export-csv".equals(i.getId()))
                .findFirst()
                .orElseThrow()
                .fire());
        until("it is written", () -> !bench.workbench().notices().toasts().isEmpty());
        assertTrue(Files.exists(out.resolve("summary.csv")));
        assertTrue(Files.exists(out.resolve("requests.csv")));
        onFx(() -> bench.workbench()
                .notices()
                .toasts()
                .getLast()
                .remedies()
                .getFirst()
                .run()
                .run());
        assertEquals(1, bench.opened.size());
    }

    @Test
    void theReportIsCopiedAsMarkdown() {
        open(sealed);
        onFx(() -> find("run-export", MenuButton.class).getItems().stream()
                .filter(i -> "export-copy-markdown".equals(i.getId()))
                .findFirst()
                .orElseThrow()
                .fire());
        assertTrue(bench.copied.getLast().startsWith("### Sweep chat-short → vllm-h100"));
    }

    @Test
    void everyButtonHasAName() {
        open(sealed);
        for (Node node : fx(() -> stage.getScene().getRoot().lookupAll(".button"))) {
            Button button = (Button) node;
            if (button.getStyleClass().contains("chart-menu-button")) {
                continue; // of the charts module, which tests it
            }
            assertNotNull(button.getId(), button.toString());
            assertTrue(!button.getText().isBlank() || button.getAccessibleText() != null, button.getId());
        }
    }

    @Test
    void anotherWindowIsMeasuredAndEverythingOnThePageFollowsUntilItIsReset() {
        RunView view = open(sealed);
        String before = fx(() -> stageCells());
        press("stages-window");
        onFx(() -> {
            find("window-first", TextField.class).setText("1");
            find("window-last", TextField.class).setText("2");
        });
        press("window-measure");
        until("the window is measured", () -> has("verdict-window"));
        assertFalse(has("window-form"), "the form is gone");
        assertEquals(
                "Figures of another window: 1–2 s.",
                fx(() -> find("verdict-window", Label.class).getText()));
        assertEquals("10 · window 1–2 s of each", fx(() -> view.run().stagesFact()));
        assertFalse(before.equals(fx(this::stageCells)), "other figures");
        assertEquals(view.run().measured().get().run().summary().stages().size(), 10);
        press("stages-window");
        assertEquals("1", fx(() -> find("window-first", TextField.class).getText()), "it is kept");
        press("window-reset");
        until("the run's own window is back", () -> !has("verdict-window"));
        assertEquals(before, fx(this::stageCells));
    }

    private String stageCells() {
        TableView<?> table = find("stages", TableView.class);
        StringBuilder cells = new StringBuilder();
        for (TableColumn<?, ?> column : table.getColumns()) {
            for (int row = 0; row < table.getItems().size(); row++) {
                cells.append(column.getCellData(row)).append('|');
            }
        }
        return cells.toString();
    }

    @Test
    void aPercentileOfAFewRequestsOfAClassIsMarkedAsInTheStageTable() {
        Path mixed = new FabricatedFolder(3, true, true).sealed(runs, "mixed");
        RunView view = open(mixed);
        onFx(() -> view.show(RunView.Tab.CLASSES));
        Screens.write(stage.getScene(), "result-classes-few");
        List<TableCell<?, ?>> marked = marked("classes");
        assertFalse(marked.isEmpty());
        assertTrue(
                marked.stream()
                        .allMatch(
                                c -> c.getTooltip().getText().matches("[\\d,]+ requests?(, .*)?; a p\\d\\d needs .*")),
                () -> marked.getFirst().getTooltip().getText());
    }

    @Test
    void whatTheRouterDidAndWhatEachModelGotHaveTabsWhereThereWasOne() {
        open(sealed);
        assertFalse(has("run-tab-router"), "no router, no tab");
        Path mixed = new FabricatedFolder(3, true, true).sealed(runs, "mixed");
        RunView view = open(mixed);
        press("run-tab-models");
        Screens.write(stage.getScene(), "result-models");
        onFx(() -> {
            TableView<?> models = find("models", TableView.class);
            assertEquals(18, models.getItems().size(), "both models, in each stage that asked for both");
            view.show(RunView.Tab.ROUTER);
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
        });
        Screens.write(stage.getScene(), "result-router");
        onFx(() -> {
            assertEquals(10, find("router-0", TableView.class).getItems().size());
            find("router-0-copy", ButtonBase.class).fire();
            String copied = bench.copied.getLast();
            assertTrue(copied.startsWith("#\tStrategy") || copied.contains("Policy"), copied);
            assertTrue(copied.contains("fifo+matrix"), copied);
        });
        assertFalse(marked("router-0").isEmpty(), "a p99 of few is marked here too");
    }

    /** Cells of a table with the tag of too few requests. */
    private List<TableCell<?, ?>> marked(String table) {
        return fx(() -> find(table, TableView.class).lookupAll(".table-cell").stream()
                .map(c -> (TableCell<?, ?>) c)
                .filter(c -> c.getGraphic() instanceof StateChip chip
                        && chip.getText().equals("few"))
                .<TableCell<?, ?>>map(c -> c)
                .toList());
    }
}
