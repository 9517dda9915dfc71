package dev.plimsoll.app.results;

import dev.plimsoll.app.widgets.Chip;
import dev.plimsoll.app.widgets.DataTable;
import dev.plimsoll.app.widgets.Tone;
import dev.plimsoll.app.widgets.VerdictMark;
import dev.plimsoll.engine.archive.RunEntry;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.trust.Verdict;
import java.time.Instant;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** The columns of the list of runs. */
final class RunColumns {
    private static final String TAGS = "runs-column-tags";

    private RunColumns() {}

    static TableView<RunEntry> table(RunsModel model) {
        TableView<RunEntry> table = DataTable.of("runs", "No run meets the filter.");
        TableColumn<RunEntry, Instant> started =
                DataTable.number("Started", "", 132, RunEntry::startedAt, i -> RunModel.when(i, model.zone()));
        started.getStyleClass().remove("pl-number");
        started.setCellFactory(_ -> new StartedCell(model));
        TableColumn<RunEntry, String> note =
                DataTable.text("Note", 160, e -> e.notes().note());
        note.setCellFactory(_ -> new LongCell());
        TableColumn<RunEntry, String> verdict = DataTable.text(
                "Verdict",
                88,
                e -> e.verdict() == null || e.isImported() ? "" : e.verdict().name());
        verdict.setCellFactory(_ -> new VerdictCell());
        TableColumn<RunEntry, String> state = DataTable.text("State", 112, e -> word(e.state()));
        state.setCellFactory(_ -> new StateCell());
        TableColumn<RunEntry, Double> load =
                DataTable.number("Load line", "", 84, RunsModel::loadLineNumber, Numbers::three);
        load.setCellFactory(_ -> new LoadCell());
        TableColumn<RunEntry, String> benchmark = DataTable.text("Benchmark", 176, RunEntry::name);
        benchmark.setCellFactory(_ -> new LongCell());
        table.getColumns().add(started);
        table.getColumns().add(benchmark);
        TableColumn<RunEntry, String> target = DataTable.text("Target", 104, RunEntry::target);
        target.setCellFactory(_ -> new LongCell());
        table.getColumns().add(target);
        table.getColumns().add(verdict);
        table.getColumns().add(load);
        table.getColumns()
                .add(DataTable.<RunEntry, Long>number(
                        "Requests", "", 70, e -> e.requests() < 0 ? null : (Long) e.requests(), Numbers::count));
        table.getColumns()
                .add(DataTable.<RunEntry, Double>number(
                        "Duration",
                        "",
                        84,
                        e -> e.durationSeconds() < 0 ? null : (Double) e.durationSeconds(),
                        Numbers::span));
        table.getColumns().add(DataTable.number("Size", "", 66, RunEntry::sizeBytes, RunsModel::size));
        table.getColumns().add(state);
        table.getColumns().add(note);
        TableColumn<RunEntry, String> tags =
                DataTable.text("Tags", 110, e -> String.join(", ", e.notes().tags()));
        tags.setId(TAGS);
        table.getColumns().add(tags);
        Columns.stretch(table, note, 120, Columns.BAR);
        started.getStyleClass().add("results-first");
        started.setSortType(TableColumn.SortType.DESCENDING);
        table.getSortOrder().add(started);
        return table;
    }

    /** In a small window the tags are only below the table. */
    static void arrange(TableView<RunEntry> table, boolean compact) {
        table.getColumns().stream().filter(c -> TAGS.equals(c.getId())).forEach(c -> c.setVisible(!compact));
    }

    private static String word(RunEntry.State state) {
        return switch (state) {
            case RUNNING -> "running";
            case SEALED -> "sealed";
            case ABORTED -> "aborted";
            case INTERRUPTED -> "interrupted";
            case BROKEN -> "broken";
        };
    }

    private static @Nullable RunEntry entry(TableCell<RunEntry, ?> cell, boolean empty) {
        return empty ? null : cell.getTableRow().getItem();
    }

    private static final class StartedCell extends TableCell<RunEntry, Instant> {
        private final RunsModel model;

        StartedCell(RunsModel model) {
            this.model = model;
        }

        @Override
        protected void updateItem(@Nullable Instant item, boolean empty) {
            super.updateItem(item, empty);
            RunEntry entry = entry(this, empty);
            setText(entry == null ? null : model.started(entry));
        }
    }

    private static final class VerdictCell extends TableCell<RunEntry, String> {
        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            RunEntry entry = entry(this, empty);
            Verdict verdict = entry == null || entry.isImported() ? null : entry.verdict();
            setText(entry == null ? null : verdict == null ? Numbers.ABSENT : null);
            setGraphic(verdict == null ? null : new VerdictMark(verdict, 12, "pl-small"));
        }
    }

    private static final class LoadCell extends TableCell<RunEntry, Double> {
        LoadCell() {
            getStyleClass().add("pl-number");
        }

        @Override
        protected void updateItem(@Nullable Double item, boolean empty) {
            super.updateItem(item, empty);
            RunEntry entry = entry(this, empty);
            setText(entry == null ? null : RunsModel.loadLine(entry));
        }
    }

    private static final class StateCell extends TableCell<RunEntry, String> {
        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            RunEntry entry = entry(this, empty);
            setText(null);
            setGraphic(null);
            setTooltip(null);
            if (entry == null) {
                return;
            }
            RunSummary.Origin origin = Provenance.of(entry);
            if (origin != null) {
                setGraphic(new Chip("from " + Provenance.program(origin), Tone.MUTED));
                setTooltip(new Tooltip("Imported from " + origin.file() + ", which " + Provenance.versioned(origin)
                        + " wrote. Read-only, to compare with."));
                return;
            }
            Tone tone = switch (entry.state()) {
                case RUNNING -> Tone.ACCENT;
                case SEALED -> null;
                case ABORTED, INTERRUPTED -> Tone.WARNING;
                case BROKEN -> Tone.DANGER;
            };
            if (tone == null) {
                setText(item);
            } else {
                setGraphic(new Chip(word(entry.state()), tone));
            }
            if (entry.trouble() != null) {
                setTooltip(new Tooltip(entry.trouble()));
            }
        }
    }

    private static final class LongCell extends TableCell<RunEntry, String> {
        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty ? null : item);
            setTooltip(empty || item == null || item.isEmpty() ? null : new Tooltip(item));
        }
    }
}
