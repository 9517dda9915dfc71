package dev.plimsoll.app.results;

import dev.plimsoll.app.session.Action;
import dev.plimsoll.app.session.Failure;
import dev.plimsoll.app.session.Notices;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Banner;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.EmptyState;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.Tone;
import dev.plimsoll.app.widgets.Widths;
import dev.plimsoll.engine.archive.RunEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The list of runs: a table, a filter, and below it what can be written about and done with the selected one. */
final class RunsView extends VBox {
    private final RunsModel model;
    private final Workbench workbench;
    private final Consumer<Path> open;
    private final Runnable again;
    private final TableView<RunEntry> table;
    private final BooleanBinding compact = Widths.below(this, Widths.COMPACT);
    private final Label count = new Label();
    private final StackPane place = new StackPane();
    private final Card card = new Card();
    private final RunEditor editor;
    private @Nullable Path selected;
    private boolean changing;

    /**
     * A list.
     *
     * @param open opens a run folder
     * @param again lists anew
     */
    RunsView(Workbench workbench, RunsModel model, Consumer<Path> open, Runnable again) {
        this.workbench = workbench;
        this.model = model;
        this.open = open;
        this.again = again;
        setId("runs-page");
        getStyleClass().add("results-run");
        table = RunColumns.table(model);
        model.shown().addListener((ListChangeListener<RunEntry>) _ -> changing = true); // before the table hears of it
        SortedList<RunEntry> sorted = new SortedList<>(model.shown());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        compact.subscribe(small -> RunColumns.arrange(table, small));
        table.setRowFactory(_ -> row());
        table.setOnKeyPressed(e -> {
            RunEntry selected = table.getSelectionModel().getSelectedItem();
            if (selected != null && e.getCode() == KeyCode.ENTER) {
                open.accept(selected.folder());
            } else if (selected != null && e.getCode() == KeyCode.DELETE) {
                delete(selected);
            }
        });
        editor = new RunEditor(this::notes, this::open, this::reveal, this::seal, this::delete);
        table.getSelectionModel().selectedItemProperty().subscribe(this::selected);
        card.flush().content(table);
        card.getStyleClass().add("results-table-card");
        VBox.setVgrow(card, Priority.ALWAYS);
        VBox.setVgrow(place, Priority.ALWAYS);
        getChildren().addAll(header(), place);
        model.shown().addListener((ListChangeListener<RunEntry>) _ -> {
            changing = false;
            show();
        });
        model.reading().addListener(_ -> show());
        model.failure().addListener(_ -> show());
        show();
    }

    private HBox header() {
        Label title = new Label("Results");
        title.getStyleClass().add("pl-page-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        count.setId("runs-count");
        count.getStyleClass().add("pl-muted");
        count.setMinWidth(Region.USE_PREF_SIZE);
        Region room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        TextField filter = new TextField();
        filter.setId("runs-filter");
        filter.setPromptText("Filter runs");
        filter.setAccessibleText("Filter runs");
        filter.getStyleClass().addAll("results-filter", "pl-own-undo");
        filter.textProperty().bindBidirectional(model.filter());
        Node icon = Icons.of("bi-funnel", 13);
        icon.setMouseTransparent(true);
        StackPane.setAlignment(icon, Pos.CENTER_LEFT);
        StackPane field = new StackPane(filter, icon);
        field.getStyleClass().add("results-filter-field");
        Button bring = Buttons.plain("runs-import", "Import results…", "bi-box-arrow-in-down", this::importResults);
        Button other = Buttons.plain("runs-open-folder", "Open run folder…", "bi-folder2-open", this::openOther);
        HBox header = new HBox(title, count, room, field, bring, other);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("results-header");
        return header;
    }

    private void show() {
        count.setText(model.size() == 0 ? "" : model.count());
        Failure why = model.failure().get();
        if (why != null) {
            Banner banner = new Banner(Tone.DANGER)
                    .say("The runs could not be listed.", why.message())
                    .details(why.details())
                    .buttons(
                            Buttons.plain("runs-retry", "Try again", again),
                            Buttons.plain(
                                    "runs-copy-details",
                                    "Copy details",
                                    () -> workbench.services().clipboard().putText(why.details())));
            VBox top = new VBox(banner);
            set(top);
        } else if (model.size() > 0) {
            VBox both = place.getChildren().size() == 1
                            && place.getChildren().getFirst() instanceof VBox box
                            && box.getChildren().contains(card)
                    ? box
                    : new VBox(card, editor);
            both.getStyleClass().setAll("results-grid-box");
            set(both);
            select();
        } else if (model.reading().get()) {
            if (!(place.getChildren().size() == 1 && place.getChildren().getFirst() instanceof Skeleton)) {
                set(new Skeleton("Listing runs…"));
            }
        } else {
            set(new EmptyState(
                    "No runs yet",
                    "A run appears here as soon as its first request is sent.",
                    Buttons.plain("runs-open-first", "Open run folder…", "bi-folder2-open", this::openOther)));
        }
    }

    private void selected(@Nullable RunEntry entry) {
        if (changing) {
            return; // the table only follows the list; what is selected is settled after it
        }
        if (entry != null) {
            selected = entry.folder();
        }
        editor.show(entry);
    }

    /** The run that was selected stays selected when the list is read again. */
    private void select() {
        Path wanted = selected;
        table.getItems().stream()
                .filter(e -> e.folder().equals(wanted))
                .findFirst()
                .ifPresentOrElse(
                        table.getSelectionModel()::select,
                        () -> table.getSelectionModel().select(0));
        selected(table.getSelectionModel().getSelectedItem());
    }

    private void set(Node node) {
        if (place.getChildren().size() != 1 || place.getChildren().getFirst() != node) {
            place.getChildren().setAll(node);
            if (getScene() != null && node.lookup("#runs") == table) {
                table.requestFocus();
            }
        }
    }

    private TableRow<RunEntry> row() {
        TableRow<RunEntry> row = new TableRow<>();
        row.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2 && !row.isEmpty()) {
                open(row.getItem());
            }
        });
        ContextMenu menu = new ContextMenu();
        menu.setOnShowing(_ -> {
            RunEntry entry = row.getItem();
            menu.getItems().clear();
            if (entry != null) {
                menu.getItems().add(item("Open", () -> open(entry)));
                if (entry.state() == RunEntry.State.INTERRUPTED) {
                    menu.getItems().add(item("Seal", () -> seal(entry)));
                }
                menu.getItems().add(item("Reveal folder", () -> reveal(entry)));
                menu.getItems().add(item("Move to trash", () -> delete(entry)));
            }
        });
        menu.getItems().add(new MenuItem("Open")); // an empty menu is never shown, so it could not be filled
        row.emptyProperty().subscribe(empty -> row.setContextMenu(empty ? null : menu));
        return row;
    }

    private static MenuItem item(String text, Runnable run) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(_ -> run.run());
        return item;
    }

    private void open(RunEntry entry) {
        open.accept(entry.folder());
    }

    private void reveal(RunEntry entry) {
        workbench.services().browser().reveal(entry.folder());
    }

    private void openOther() {
        workbench.services().dialogs().folder("Open run folder").ifPresent(open);
    }

    private void importResults() {
        workbench.actions().find("results.import").ifPresent(Action::fire);
    }

    /** Selects a run, now or as soon as it is listed. */
    void select(Path folder) {
        selected = folder;
        select();
    }

    private void notes(RunEntry entry, dev.plimsoll.engine.archive.RunNotes notes) {
        model.write(entry, notes, f -> workbench.notices().failure("The notes could not be written.", f));
    }

    private void seal(RunEntry entry) {
        model.seal(
                entry,
                now -> workbench.notices().toast(now.name() + " is sealed"),
                f -> workbench.notices().failure("The run could not be sealed.", f));
    }

    private void delete(RunEntry entry) {
        model.delete(
                entry, this::deleted, f -> workbench.notices().failure("The run could not be moved to the trash.", f));
    }

    private void deleted(RunEntry entry, Optional<Runnable> back) {
        List<Notices.Remedy> undo =
                back.map(b -> List.of(new Notices.Remedy("Undo", b))).orElse(List.of());
        workbench.notices().toast(entry.name() + " is in the trash", undo);
    }
}
