package dev.plimsoll.app.welcome;

import dev.plimsoll.app.services.RecentWorkspace;
import dev.plimsoll.app.services.Texts;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.Mark;
import dev.plimsoll.app.widgets.Tone;
import dev.plimsoll.engine.report.Numbers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Workspaces open before, each with how many runs it has and the load line of the latest. */
final class RecentList extends Card {
    private final Workbench bench;
    private final RecentModel model = new RecentModel(Path.of(System.getProperty("user.home")), ZoneId.systemDefault());
    private final VBox rows = new VBox();

    RecentList(Workbench bench) {
        super(Texts.of("welcome.recent.title"));
        this.bench = bench;
        setId("welcome-recent");
        flush();
        getStyleClass().add("welcome-recent");
        Label drop = new Label(Texts.of("welcome.recent.drop"));
        drop.getStyleClass().addAll("pl-muted", "pl-small");
        right(drop);
        content(rows);
        bench.services().preferences().recent().addListener((ListChangeListener<RecentWorkspace>) _ -> fill());
    }

    void fill() {
        rows.getChildren().clear();
        for (RecentRow row : model.rows(bench.services().preferences().recent(), Instant.now())) {
            rows.getChildren().add(node(row));
        }
        if (rows.getChildren().isEmpty()) {
            Label empty = new Label(Texts.of("welcome.recent.empty"));
            empty.getStyleClass().addAll("pl-muted", "recent-empty");
            rows.getChildren().add(empty);
        }
    }

    private Node node(RecentRow row) {
        Label name = new Label(row.name());
        name.getStyleClass().addAll("pl-strong", row.missing() ? "pl-muted" : "recent-name");
        Label path = new Label(row.shownPath());
        path.getStyleClass().add("pl-caption");
        VBox words = new VBox(name, path);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Label runs = new Label();
        runs.getStyleClass().addAll("recent-runs", "pl-small", "pl-muted");
        Label says = new Label();
        says.getStyleClass().addAll("recent-says", "pl-small");
        Label when = new Label(row.when());
        when.getStyleClass().addAll("recent-when", "pl-small", "pl-muted");
        if (row.missing()) {
            says.setText(Texts.of("welcome.recent.missing"));
            says.setGraphic(Icons.of("bi-x-octagon", 14));
            Tone.DANGER.on(says);
            Tone.DANGER.on(says.getGraphic());
        } else {
            look(row.path(), runs, says);
        }
        Node sign = Icons.of("bi-file-earmark-text", 16);
        Tone.MUTED.on(sign);
        HBox inside = new HBox(sign, words, runs, says, when);
        inside.getStyleClass().add("recent-inside");
        inside.setAlignment(Pos.CENTER_LEFT);
        Button button = new Button();
        button.setGraphic(inside);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().setAll("recent-row");
        button.setAccessibleText(row.name() + ", " + row.when());
        button.setMaxWidth(Double.MAX_VALUE);
        inside.prefWidthProperty().bind(button.widthProperty());
        button.setOnAction(_ -> bench.desk().open(row.path()));
        HBox.setHgrow(button, Priority.ALWAYS);
        HBox line = new HBox(button, more(row, button));
        line.getStyleClass().add("recent-line");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private Button more(RecentRow row, Button button) {
        MenuItem pin = new MenuItem(Texts.of(row.pinned() ? "welcome.recent.unpin" : "welcome.recent.pin"));
        pin.setOnAction(_ -> bench.services().preferences().pin(row.path(), !row.pinned()));
        MenuItem reveal = new MenuItem(Texts.of("welcome.recent.reveal"));
        reveal.setOnAction(_ -> bench.services().browser().reveal(row.path()));
        reveal.setDisable(row.missing());
        MenuItem forget = new MenuItem(Texts.of("welcome.recent.forget"));
        forget.setOnAction(_ -> bench.services().preferences().forget(row.path()));
        ContextMenu menu = new ContextMenu(pin, reveal, forget);
        button.setContextMenu(menu);
        Button more = new Button("", Icons.of(row.pinned() ? "bi-pin-angle-fill" : "bi-three-dots", 14));
        if (row.pinned()) {
            Tone.ACCENT.on(more.getGraphic());
        }
        more.getStyleClass().addAll("flat", "pl-icon-button");
        more.setAccessibleText("More for " + row.name());
        more.setOnAction(_ -> menu.show(more, javafx.geometry.Side.BOTTOM, 0, 0));
        return more;
    }

    /** Counts runs on another thread; a list of workspaces must not wait for a slow disk. */
    private void look(Path workspace, Label runs, Label says) {
        bench.tasks()
                .runQuietly(
                        () -> RunsOf.workspace(workspace),
                        found -> {
                            runs.setText(found.runs() == 0 ? "" : Numbers.count(found.runs(), "run", "runs"));
                            if (found.interrupted() > 0) {
                                says.setText(Numbers.count(found.interrupted(), "interrupted run", "interrupted runs"));
                                says.setGraphic(Icons.of("bi-exclamation-triangle", 14));
                                Tone.WARNING.on(says);
                                Tone.WARNING.on(says.getGraphic());
                            } else if (!found.loadLine().isEmpty()) {
                                says.setText(found.loadLine());
                                says.setGraphic(Mark.of(14));
                                Tone.LOAD.on(says.getGraphic());
                            }
                        },
                        _ -> {});
    }
}
