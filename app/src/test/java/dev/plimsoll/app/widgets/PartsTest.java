package dev.plimsoll.app.widgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.FxTest;
import dev.plimsoll.app.Screens;
import dev.plimsoll.app.services.ThemeChoice;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.trust.Verdict;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PartsTest extends FxTest {
    @Test
    void thePartsHaveTheirPictures() {
        for (ThemeChoice theme : new ThemeChoice[] {ThemeChoice.LIGHT, ThemeChoice.DARK}) {
            Screens.write(
                    PartsTest::parts, theme, 1440, 900, "parts-" + theme.name().toLowerCase(Locale.ROOT));
        }
        assertTrue(fx(() -> parts().getChildrenUnmodifiable().size()) > 1);
    }

    @Test
    void anEmptyFieldIsNotMarkedBeforeSomebodyWasInIt() {
        ObservableList<Problem> problems =
                FXCollections.observableArrayList(Problem.at("targets[0].url", "must be given"));
        FormField field = fx(() -> new FormField("URL", new TextField()).problems(problems, "targets[0].url"));
        assertFalse(fx(field::isMarked));
        onFx(field::touch);
        assertTrue(fx(field::isMarked));
        onFx(problems::clear);
        assertFalse(fx(field::isMarked));
    }

    @Test
    void aFieldThatHoldsSomethingWrongIsMarkedAtOnce() {
        ObservableList<Problem> problems = FXCollections.observableArrayList();
        FormField field = fx(() -> new FormField("Port", new TextField("80000")).problems(problems, "targets[0].port"));
        onFx(() -> problems.add(Problem.at("targets[0].port", "must be at most 65535", "1 to 65535")));
        assertTrue(fx(field::isMarked));
        assertEquals(
                "Must be at most 65535. Allowed: 1 to 65535.",
                fx(() -> field.control().getAccessibleHelp()));
    }

    @Test
    void theSelectionOfAListStaysWithItsId() {
        ListColumn column = fx(() -> new ListColumn("things", "Things", null));
        onFx(() -> {
            column.items().setAll(item("a"), item("b"));
            column.selected().set("b");
            column.items().setAll(item("x"), item("b"), item("c"));
        });
        assertEquals(
                "b",
                fx(() -> column.list().getSelectionModel().getSelectedItem().id()));
    }

    private static ListColumn.Item item(String id) {
        return new ListColumn.Item(id, id, "", null);
    }

    private static Parent parts() {
        FlowPane all = new FlowPane(12, 12);
        all.setPadding(new Insets(16));
        all.setStyle("-fx-background-color: -color-bg-inset");
        all.getChildren()
                .addAll(verdicts(), chips(), banners(), fields(), tiles(), buttons(), table(), list(), empty());
        return all;
    }

    private static Card verdicts() {
        Card card = new Card("Verdict");
        card.content(
                new VerdictMark(Verdict.VALID, 20, "pl-verdict"),
                new VerdictMark(Verdict.SUSPECT, 20, "pl-verdict"),
                new VerdictMark(Verdict.INVALID, 14, "pl-strong"));
        return card;
    }

    private static Card chips() {
        Card card = new Card("Chips", "words and shapes");
        card.content(
                new HBox(
                        8,
                        new StateChip(Verdict.VALID),
                        new StateChip(Verdict.SUSPECT),
                        new StateChip(Verdict.INVALID)),
                new HBox(
                        8,
                        new StateChip(StateChip.State.PASS),
                        new StateChip(StateChip.State.FAIL),
                        new StateChip(StateChip.State.INCONCLUSIVE)),
                new HBox(
                        8,
                        new StateChip(StateChip.State.PARTIAL),
                        new StateChip(StateChip.State.FEW),
                        new Chip("2 problems", Tone.DANGER, Icons.of("bi-exclamation-circle-fill", 12)),
                        new Chip("from chart", Tone.ACCENT)));
        return card;
    }

    private static VBox banners() {
        VBox box = new VBox(8);
        box.setPrefWidth(700);
        box.getChildren()
                .addAll(
                        new Banner(Tone.LOAD)
                                .say(
                                        "Saturated since 9:31 — the server takes in 44 req/s but completes 42.8.",
                                        "Evidence: in flight grows +1.2/s (95 % CI 1.0–1.4)")
                                .buttons(new Button("Show on charts")),
                        new Banner(Tone.DANGER)
                                .say("The server refused the API key.", "Check the value of SGLANG_API_KEY.")
                                .details("trace")
                                .closable(() -> {}),
                        new Banner(Tone.ACCENT).say("For information.", ""));
        return box;
    }

    private static Card fields() {
        Card card = new Card().form();
        card.setPrefWidth(420);
        FormField wrong = new FormField("Streams", new TextField("0"));
        wrong.error("At least 1.");
        ComboBox<String> kind = new ComboBox<>(FXCollections.observableArrayList("HTTP endpoint"));
        kind.getSelectionModel().selectFirst();
        card.content(
                new FormField("Rate", new TextField("64")).unit("req/s"),
                new FormField("Kind", kind).hint("POST /v1/chat/completions"),
                wrong);
        return card;
    }

    private static HBox tiles() {
        Sparkline line = new Sparkline("pl-s1");
        line.show(1, 2, 3, 2, 5, 4, 8, 7, 9);
        Tile danger = new Tile("TTFT p99").corner(line);
        danger.show("1.79", "s", "3.6 × SLO · p50 1.37 s");
        danger.danger(true);
        danger.setPrefWidth(164);
        Tile plain = new Tile("Errors");
        plain.show("0", "", "of 14,687 requests sent");
        plain.setPrefWidth(164);
        return new HBox(8, danger, plain);
    }

    private static Card buttons() {
        Button disabled = Buttons.primary("p2", "Run", "bi-play-fill", () -> {});
        disabled.setDisable(true);
        Card card = new Card("Buttons");
        card.content(new HBox(
                8,
                Buttons.primary("p", "Run", "bi-play-fill", () -> {}),
                disabled,
                Buttons.plain("q", "Check", "bi-lightning", () -> {}),
                Buttons.link("r", "As JSON", () -> {}),
                Buttons.icon("s", "bi-plus", "Add", () -> {}),
                Keys.cap("Ctrl K")));
        return card;
    }

    private static Card table() {
        TableView<Integer> table = DataTable.of("t", "No rows.");
        table.getColumns().add(DataTable.text("Strategy", 140, i -> "Poisson " + i));
        table.getColumns().add(DataTable.number("Offered", "req/s", 90, i -> (double) i, v -> v + ""));
        table.getColumns()
                .add(DataTable.number("TTFT p99", "ms", 90, i -> i == 3 ? null : (double) i * 100, v -> v + ""));
        table.getItems().addAll(1, 2, 3, 4);
        table.setPrefSize(330, 150);
        Card card = new Card("Stages", "10 · window 5–60 s of each").flush();
        card.content(table);
        return card;
    }

    private static ListColumn list() {
        ListColumn list = new ListColumn("demo", "Targets", Buttons.icon("add", "bi-plus", "Add", () -> {}));
        list.items()
                .setAll(
                        new ListColumn.Item("a", "vllm-h100", "http · Llama-3.1-8B", Tone.SUCCESS),
                        new ListColumn.Item("b", "sglang-h100", "http · not saved", Tone.WARNING),
                        new ListColumn.Item("c", "ollama-laptop", "http · not checked", Tone.MUTED));
        list.selected().set("b");
        list.content(new Label(""));
        list.setPrefSize(260, 240);
        return list;
    }

    private static EmptyState empty() {
        return new EmptyState(
                "No runs yet",
                "A run appears here as soon as its first request is sent.",
                Buttons.primary("e", "Run Sweep chat-short", "bi-play-fill", () -> {}));
    }
}
