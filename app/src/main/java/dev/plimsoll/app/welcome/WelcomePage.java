package dev.plimsoll.app.welcome;

import dev.plimsoll.app.services.Texts;
import dev.plimsoll.app.session.Action;
import dev.plimsoll.app.session.PageId;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.Keys;
import dev.plimsoll.app.widgets.Mark;
import dev.plimsoll.app.widgets.Page;
import dev.plimsoll.app.widgets.Tone;
import java.util.Objects;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The page a person starts on. */
public final class WelcomePage implements Page {
    private final Workbench bench;
    private final ScrollPane view = new ScrollPane();
    private final ConnectCard connect;
    private final RecentList recent;

    /** For a window. */
    public WelcomePage(Workbench bench) {
        this.bench = bench;
        this.connect = new ConnectCard(bench);
        this.recent = new RecentList(bench);
        view.setId("welcome");
        view.setFitToWidth(true);
        view.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox page = new VBox(head(), cards(), recent);
        page.getStyleClass().add("welcome");
        StackPane middle = new StackPane(page);
        middle.setAlignment(Pos.TOP_CENTER);
        view.setContent(middle);
        view.getStylesheets()
                .add(Objects.requireNonNull(WelcomePage.class.getResource("welcome.css"))
                        .toExternalForm());
    }

    @Override
    public PageId id() {
        return PageId.WELCOME;
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    public void shown(@Nullable Object argument) {
        recent.fill();
        connect.look();
    }

    @Override
    public void hidden() {}

    private static Node head() {
        Label name = new Label("Plimsoll");
        name.getStyleClass().add("welcome-name");
        Label line = new Label(Texts.of("welcome.line"));
        line.getStyleClass().add("welcome-line");
        VBox words = new VBox(name, line);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox head = new HBox(Mark.of(60), words);
        head.getStyleClass().add("welcome-head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private GridPane cards() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("welcome-grid");
        for (double percent : new double[] {35, 32.5, 32.5}) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(percent);
            column.setHalignment(HPos.LEFT);
            column.setFillWidth(true);
            grid.getColumnConstraints().add(column);
        }
        grid.add(new DemoCard(bench), 0, 0, 1, 3);
        grid.add(connect, 1, 0, 2, 1);
        grid.add(tile("workspace.new", "bi-file-earmark-plus", Texts.of("workspace.new"), "welcome.new.text"), 1, 1);
        grid.add(tile("workspace.open", "bi-folder2-open", Texts.of("workspace.open"), "welcome.open.text"), 2, 1);
        grid.add(
                tile("results.import", "bi-box-arrow-in-down", Texts.of("welcome.import.title"), "welcome.import.text"),
                1,
                2);
        grid.add(tile("help.shortcuts", "bi-keyboard", Texts.of("help.shortcuts"), "welcome.shortcuts.text"), 2, 2);
        return grid;
    }

    private Node tile(String action, String icon, String title, String textKey) {
        Label name = new Label(title);
        name.getStyleClass().add("pl-strong");
        Label text = new Label(Texts.of(textKey));
        text.getStyleClass().addAll("pl-muted", "pl-small");
        VBox words = new VBox(name, text);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        Node sign = Icons.of(icon, 20);
        Tone.ACCENT.on(sign);
        HBox inside = new HBox(sign, words);
        inside.getStyleClass().add("welcome-tile-inside");
        inside.setAlignment(Pos.CENTER_LEFT);
        bench.actions()
                .find(action)
                .map(Action::shortcut)
                .ifPresent(k -> inside.getChildren().add(Keys.cap(Keys.shown(k))));
        Button button = new Button();
        button.setId("welcome-" + action.replace('.', '-'));
        button.setGraphic(inside);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().setAll("pl-card", "welcome-tile");
        button.setAccessibleText(title);
        button.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        button.setMinWidth(Region.USE_COMPUTED_SIZE);
        inside.prefWidthProperty().bind(button.widthProperty().subtract(34));
        button.setOnAction(_ -> bench.actions().find(action).ifPresent(Action::fire));
        GridPane.setVgrow(button, Priority.ALWAYS);
        return button;
    }
}
