package dev.plimsoll.app.benchmark;

import dev.plimsoll.app.session.Notices;
import dev.plimsoll.app.session.PageId;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.run.CommandLine;
import java.time.ZonedDateTime;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The benchmark's name, its last run, and what can be done with it as a whole. */
final class BenchmarkHead extends HBox {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Workbench workbench;
    private final BenchmarkModel model;
    private final BenchmarksModel list;
    private final ForecastModel forecasts;
    private final Label name = new Label();
    private final TextField newName = new TextField();
    private final Hyperlink lastRun = new Hyperlink();
    private final Button commandLine = Buttons.link("benchmark-as-command", "As command line", this::copyCommand);
    private final Button sendOne;
    private final SendOneRequest sender;

    BenchmarkHead(Workbench workbench, BenchmarkModel model, BenchmarksModel list, ForecastModel forecasts) {
        this.workbench = workbench;
        this.model = model;
        this.list = list;
        this.forecasts = forecasts;
        this.sender = new SendOneRequest(workbench);
        setId("benchmark-head");
        getStyleClass().add("bm-head");
        setAlignment(Pos.CENTER_LEFT);
        name.setId("benchmark-name");
        name.getStyleClass().add("pl-page-title");
        name.setMinWidth(0);
        name.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                rename();
            }
        });
        newName.setId("benchmark-new-name");
        newName.setAccessibleText("New name of the benchmark");
        newName.setOnAction(_ -> endRename(true));
        newName.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                e.consume();
                endRename(false);
            }
        });
        newName.focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                endRename(true);
            }
        });
        lastRun.setId("benchmark-last-run");
        lastRun.getStyleClass().addAll("pl-small", "bm-last-run");
        lastRun.setOnAction(_ -> showLastRun());
        lastRun.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        commandLine.setGraphic(Icons.of("bi-terminal", 14));
        Button json = Buttons.link("benchmark-as-json", "As JSON", this::copyJson);
        json.setGraphic(Icons.of("bi-code-slash", 14));
        sendOne = Buttons.plain("benchmark-send-one", "Send one request", "bi-lightning-fill", this::send);
        getChildren().addAll(name, lastRun, gap, commandLine, json, sendOne, menu());
        model.onChange(this::refresh);
        forecasts.forecast().addListener(_ -> refresh());
        sender.sending().addListener(_ -> refresh());
        refresh();
    }

    /** Lets the person type another name. */
    void rename() {
        if (!getChildren().contains(newName)) {
            newName.setText(name.getText());
            getChildren().set(0, newName);
            newName.requestFocus();
            newName.selectAll();
        }
    }

    /** Deletes the benchmark; the toast takes it back. */
    void delete() {
        String id = model.id();
        String deleted = id == null ? null : list.delete(id);
        if (deleted != null) {
            workbench
                    .notices()
                    .toast(
                            "Deleted " + deleted + ".",
                            List.of(new Notices.Remedy(
                                    "Undo", () -> workbench.workspace().undo())));
        }
    }

    /** Adds a copy and selects it. */
    void duplicate() {
        String id = model.id();
        if (id != null) {
            list.duplicate(id);
        }
    }

    private MenuButton menu() {
        MenuButton menu = new MenuButton("", Icons.of("bi-three-dots", 16));
        menu.setId("benchmark-menu");
        menu.getStyleClass().addAll("flat", "bm-menu", "bm-menu-icon");
        menu.setAccessibleText("More for this benchmark");
        menu.getItems()
                .setAll(
                        item("rename", "Rename", this::rename),
                        item("duplicate", "Duplicate", this::duplicate),
                        item("delete", "Delete", this::delete));
        return menu;
    }

    private static MenuItem item(String id, String text, Runnable run) {
        MenuItem item = new MenuItem(text);
        item.setId("benchmark-" + id);
        item.setOnAction(_ -> run.run());
        return item;
    }

    private void endRename(boolean keep) {
        if (!getChildren().contains(newName)) {
            return;
        }
        getChildren().set(0, name);
        String id = model.id();
        if (keep && id != null && !newName.getText().equals(name.getText())) {
            list.rename(id, newName.getText());
        }
    }

    private void copyCommand() {
        String id = model.id();
        if (id == null) {
            return;
        }
        try {
            workbench.services().clipboard().putText(CommandLine.posix(model.file(), id));
            workbench.notices().toast("Copied a command line that needs no file.");
        } catch (PlimsollException e) {
            workbench.notices().problem("There is no command line yet.", String.valueOf(e.getMessage()), "", null);
        }
    }

    private void copyJson() {
        JsonNode benchmark = model.value("");
        if (benchmark != null) {
            workbench.services().clipboard().putText(JSON.writeValueAsString(benchmark));
            workbench.notices().toast("Copied the benchmark as JSON.");
        }
    }

    private void showLastRun() {
        lastRun.setVisited(false);
        forecasts.forecast().get().last().ifPresent(l -> workbench.navigator().show(PageId.RESULTS, l.folder()));
    }

    private void send() {
        sender.send(forecasts.forecast().get());
    }

    private void refresh() {
        if (!model.present()) {
            return;
        }
        String written = model.text("name");
        name.setText(written.isBlank() ? String.valueOf(model.id()) : written);
        Forecast forecast = forecasts.forecast().get();
        lastRun.setText(forecast.last()
                .map(l -> "last run " + l.when(ZonedDateTime.now()))
                .orElse("no run yet"));
        lastRun.setDisable(forecast.last().isEmpty() || !workbench.navigator().has(PageId.RESULTS));
        sendOne.setDisable(
                !SendOneRequest.possible(forecast) || sender.sending().get());
    }
}
