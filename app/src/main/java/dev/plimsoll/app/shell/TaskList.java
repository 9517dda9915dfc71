package dev.plimsoll.app.shell;

import dev.plimsoll.app.services.Texts;
import dev.plimsoll.app.session.TaskItem;
import dev.plimsoll.app.session.Tasks;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What runs in the background, each with its progress and Cancel; above the status bar. */
final class TaskList extends VBox {
    private final Tasks tasks;

    TaskList(Tasks tasks) {
        this.tasks = tasks;
        setId("tasks");
        getStyleClass().addAll("palette", "task-list");
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        tasks.items().addListener((ListChangeListener<TaskItem>) _ -> fill());
        fill();
    }

    private void fill() {
        getChildren().clear();
        Label title = new Label(Texts.of("view.tasks"));
        title.getStyleClass().add("pl-card-title");
        getChildren().add(title);
        if (tasks.items().isEmpty()) {
            Label none = new Label(Texts.of("status.noTasks"));
            none.getStyleClass().add("pl-muted");
            getChildren().add(none);
        }
        tasks.items().forEach(t -> getChildren().add(row(t)));
    }

    private static HBox row(TaskItem task) {
        Label words = new Label();
        words.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> task.message().get().isEmpty()
                                ? task.title()
                                : task.title() + ", " + task.message().get(),
                        task.message()));
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        ProgressBar bar = new ProgressBar();
        bar.getStyleClass().add("task-progress");
        bar.progressProperty().bind(task.progress());
        Button cancel = new Button("Cancel");
        cancel.getStyleClass().addAll("flat", "accent", "pl-link");
        cancel.setOnAction(_ -> task.cancel());
        HBox row = new HBox(8, words, bar, cancel);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
