package dev.plimsoll.app.dataset;

import dev.plimsoll.app.session.Action;
import dev.plimsoll.app.session.Notices;
import dev.plimsoll.app.session.PageId;
import dev.plimsoll.app.session.PartList;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.EmptyState;
import dev.plimsoll.app.widgets.ListColumn;
import dev.plimsoll.app.widgets.Page;
import dev.plimsoll.engine.problem.Problem;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The page of datasets: a list, and a form with a look at the first rows of the selected one. Data files can be dropped on it. */
public final class DatasetsPage implements Page {
    private static final long AFTER_MS = 300;

    private final Workbench workbench;
    private final DatasetModel model;
    private final PreviewModel previews;
    private final ListColumn column;
    private final DatasetView detail;
    private final StackPane content = new StackPane();
    private final SimpleBooleanProperty shown = new SimpleBooleanProperty();
    private final SimpleBooleanProperty has = new SimpleBooleanProperty();
    private final ObservableList<Problem> problems; // held, or its listener would be told nothing

    /** For a window. */
    public DatasetsPage(Workbench workbench) {
        this(workbench, Previews.ofEngine(Platform::runLater, AFTER_MS));
    }

    DatasetsPage(Workbench workbench, Previews looks) {
        this.workbench = workbench;
        model = new DatasetModel(workbench.workspace());
        previews = new PreviewModel(workbench.workspace(), model, looks);
        Button add = Buttons.menu(
                "datasets-add",
                "bi-plus",
                "Add a dataset",
                Buttons.item("datasets-add-synthetic", "Generated text", model.fresh()::synthetic),
                Buttons.item("datasets-add-file", "File…", this::addFile),
                Buttons.item("datasets-add-conversations", "Conversations…", this::addConversations),
                Buttons.item("datasets-add-trace", "Trace…", this::addTrace),
                Buttons.item("datasets-add-huggingface", "Hugging Face hub", model.fresh()::huggingFace),
                Buttons.item("datasets-add-inline", "Rows in the workspace", model.fresh()::inline),
                Buttons.item("datasets-add-mix", "Mix of datasets", model.fresh()::mix));
        column = new ListColumn("datasets", "Datasets", add);
        column.setId("datasets-page");
        column.getStylesheets()
                .add(Objects.requireNonNull(DatasetsPage.class.getResource("dataset.css"))
                        .toExternalForm());
        content.getStyleClass().add("dataset-ground");
        content.setAlignment(Pos.TOP_LEFT);
        column.content(content);
        column.setOnDragOver(this::over);
        column.setOnDragDropped(this::dropped);
        detail = new DatasetView(workbench, model, previews, model.parts()::rename, this::delete);
        column.selected().addListener((_, _, key) -> model.parts().select(key));
        model.parts().selected().addListener((_, _, _) -> refresh());
        model.parts().parts().addListener((ListChangeListener<PartList.Part>) _ -> refresh());
        problems = workbench.workspace().problems();
        problems.addListener((ListChangeListener<Problem>) _ -> refresh());
        workbench.workspace().file().addListener((_, _, _) -> refresh());
        workbench.workspace().opened().addListener((_, _, _) -> refresh());
        model.inline.error().addListener((_, _, _) -> refresh());
        model.hubToken.error().addListener((_, _, _) -> refresh());
        previews.preview().addListener((_, _, _) -> refresh());
        previews.looking().addListener((_, _, _) -> refresh());
        action("dataset.again", "Read dataset again", "bi-arrow-repeat", previews::again);
        action(
                "dataset.duplicate",
                "Duplicate dataset",
                "bi-files",
                () -> model.parts().duplicate());
        action("dataset.delete", "Delete dataset", "bi-trash", this::delete);
        column.list().setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.DELETE) {
                delete();
            }
        });
        refresh();
    }

    @Override
    public PageId id() {
        return PageId.DATASETS;
    }

    @Override
    public Parent view() {
        return column;
    }

    @Override
    public void shown(@Nullable Object argument) {
        shown.set(true);
        if (argument instanceof String key) {
            model.parts().select(key);
        }
        previews.following(true);
        refresh();
    }

    @Override
    public void hidden() {
        shown.set(false);
        previews.following(false);
        workbench.workspace().endStep();
    }

    @Override
    public void dispose() {
        previews.following(false);
    }

    /** The model, for tests. */
    DatasetModel model() {
        return model;
    }

    private void action(String id, String text, String icon, Runnable run) {
        workbench.actions().add(new Action(id, text, icon, null, "Dataset", shown.and(has), run));
    }

    private void refresh() {
        has.set(model.parts().selected().get() != null);
        List<ListColumn.Item> items = model.parts().parts().stream()
                .map(p -> new ListColumn.Item(p.key(), p.title(), model.summary(p), null))
                .toList();
        if (!items.equals(column.items())) {
            column.items().setAll(items);
        }
        PartList.Part part = model.parts().selected().get();
        column.selected().set(part == null ? null : part.key());
        if (part == null) {
            EmptyState nothing = empty();
            StackPane.setAlignment(nothing, Pos.CENTER);
            content.getChildren().setAll(nothing);
        } else {
            if (!content.getChildren().contains(detail.node())) {
                content.getChildren().setAll(detail.node());
            }
            detail.refresh(part);
        }
    }

    private EmptyState empty() {
        if (!workbench.workspace().opened().get()) {
            return new EmptyState(
                    "No workspace is open",
                    "Datasets belong to a workspace.",
                    Buttons.plain(
                            "datasets-welcome",
                            "Go to the start page",
                            () -> workbench.navigator().show(PageId.WELCOME)));
        }
        return new EmptyState(
                "No datasets yet",
                "A dataset says what is sent: generated text of a length you choose, or rows of files (JSONL, CSV,"
                        + " Parquet, JSON, text). Files can be dropped here.",
                Buttons.plain("datasets-empty-add", "Add generated text", "bi-plus", model.fresh()::synthetic));
    }

    private void addFile() {
        choose("Add a file", DatasetModel.FILE, model.fresh()::file);
    }

    private void addConversations() {
        choose("Add conversations", DatasetModel.CONVERSATIONS, model.fresh()::conversations);
    }

    private void addTrace() {
        choose("Add a trace", DatasetModel.TRACE, model.fresh()::trace);
    }

    private void choose(String title, String kind, Consumer<Path> add) {
        workbench
                .services()
                .dialogs()
                .open(title, "Data files", DatasetModel.globs(kind))
                .ifPresent(add);
    }

    private void over(DragEvent event) {
        if (workbench.workspace().opened().get() && !files(event).isEmpty()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    private void dropped(DragEvent event) {
        List<Path> files = files(event);
        model.dropped(files);
        event.setDropCompleted(!files.isEmpty());
        event.consume();
    }

    private static List<Path> files(DragEvent event) {
        return event.getDragboard().getFiles().stream()
                .map(File::toPath)
                .filter(DatasetModel::reads)
                .toList();
    }

    private void delete() {
        PartList.Part part = model.parts().selected().get();
        if (part == null) {
            return;
        }
        List<String> users = model.parts().usedBy(part);
        if (users.isEmpty()) {
            deleteNow(part);
            return;
        }
        String who = users.size() == 1 ? users.getFirst() + " uses it and" : String.join(", ", users) + " use it and";
        workbench
                .notices()
                .ask(new Notices.Question(
                        "Delete " + part.title() + "?",
                        who + " cannot run without it. Its files stay.",
                        List.of(new Notices.Remedy("Delete", () -> deleteNow(part))),
                        true));
    }

    private void deleteNow(PartList.Part part) {
        model.parts().select(part.key());
        Runnable restore = model.parts().delete();
        workbench.notices().toast("Deleted " + part.title(), List.of(new Notices.Remedy("Undo", restore)));
    }
}
