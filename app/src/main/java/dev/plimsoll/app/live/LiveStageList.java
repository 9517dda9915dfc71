package dev.plimsoll.app.live;

import dev.plimsoll.app.live.LiveFace.StageFace;
import dev.plimsoll.app.live.LiveFace.StageSign;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.Mark;
import dev.plimsoll.app.widgets.Tone;
import dev.plimsoll.charts.run.HoverPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** All stages with what they achieved; the running one stands out with its progress below it. Rows are kept and refilled. */
final class LiveStageList extends Card {
    private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");
    private static final PseudoClass PICKED = PseudoClass.getPseudoClass("picked");
    private static final PseudoClass PENDING = PseudoClass.getPseudoClass("pending");
    private static final double SIGN = 14;
    private static final double ROW = 20;
    private static final double RUNNING_EXTRA = 16;
    private static final double PADDING = 10;
    private static final int MOST_ROWS = 12;

    private final VBox rows = new VBox();
    private final ScrollPane scroll;
    private final List<Row> made = new ArrayList<>();
    private final IntConsumer onPick;
    private int runningRow = -1;
    private int picked = HoverPoint.NO_STAGE;

    /** {@code onPick} is told the stage a person picked, or {@link HoverPoint#NO_STAGE} once none is. */
    LiveStageList(IntConsumer onPick) {
        super("Stages");
        this.onPick = onPick;
        setId("live-stages");
        getStyleClass().add("live-card");
        flush();
        Label unit = new Label("achieved req/s");
        unit.getStyleClass().add("pl-caption");
        right(unit);
        rows.getStyleClass().add("live-stage-rows");
        scroll = LiveSidePanel.scrolled(rows);
        content(scroll);
    }

    void show(List<StageFace> stages) {
        while (made.size() > stages.size()) {
            rows.getChildren().remove(made.removeLast().box);
        }
        while (made.size() < stages.size()) {
            Row row = new Row(this::pick);
            made.add(row);
            rows.getChildren().add(row.box);
        }
        int running = -1;
        for (int i = 0; i < stages.size(); i++) {
            made.get(i).show(stages.get(i));
            running = stages.get(i).running() ? i : running;
        }
        double height =
                Math.min(MOST_ROWS, Math.max(1, stages.size())) * ROW + PADDING + (running >= 0 ? RUNNING_EXTRA : 0);
        scroll.setPrefViewportHeight(height);
        scroll.setMinHeight(height);
        if (running != runningRow && running >= 0) {
            runningRow = running;
            // Keep the running stage in sight of a long list.
            scroll.setVvalue(stages.size() < 2 ? 0 : (double) running / (stages.size() - 1));
        }
    }

    /** Picks a stage, or gives it up where it was picked. */
    private void pick(int stage) {
        picked = picked == stage ? HoverPoint.NO_STAGE : stage;
        made.forEach(row -> row.picked(picked));
        onPick.accept(picked);
    }

    private static final class Row {
        private final Label number = new Label();
        private final Label title = new Label();
        private final Label value = new Label();
        private final StackPane sign = new StackPane();
        private final ProgressBar bar = new ProgressBar(0);
        private final Tooltip tip = new Tooltip();
        private final VBox box;
        private @Nullable StageSign shown;
        private int index;
        private boolean pending;

        Row(IntConsumer onPick) {
            number.getStyleClass().add("live-stage-number");
            title.getStyleClass().add("live-stage-title");
            value.getStyleClass().add("live-stage-value");
            value.setMinWidth(Region.USE_PREF_SIZE);
            HBox.setHgrow(title, Priority.ALWAYS);
            title.setMaxWidth(Double.MAX_VALUE);
            title.setMinWidth(0);
            sign.getStyleClass().add("live-stage-sign");
            HBox line = new HBox(number, title, value, sign);
            line.setAlignment(Pos.CENTER_LEFT);
            line.getStyleClass().add("live-stage-line");
            bar.getStyleClass().add("live-stage-bar");
            bar.setMaxWidth(Double.MAX_VALUE);
            box = new VBox(line, bar);
            box.getStyleClass().add("live-stage");
            Tooltip.install(box, tip);
            box.setFocusTraversable(true);
            box.setAccessibleRole(AccessibleRole.BUTTON);
            box.setOnMouseClicked(e -> {
                if (e.getButton() == MouseButton.PRIMARY && !pending) {
                    onPick.accept(index);
                }
            });
            box.setOnKeyPressed(e -> {
                if ((e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE) && !pending) {
                    onPick.accept(index);
                    e.consume();
                }
            });
        }

        void show(StageFace stage) {
            index = stage.index();
            pending = stage.pending();
            number.setText(String.valueOf(stage.index() + 1));
            title.setText(stage.title());
            value.setText(stage.value());
            box.pseudoClassStateChanged(RUNNING, stage.running());
            box.pseudoClassStateChanged(PENDING, stage.pending());
            bar.setVisible(stage.running());
            bar.setManaged(stage.running());
            bar.setProgress(stage.fraction());
            tip.setText(stage.tip());
            box.setAccessibleText(stage.tip() + " " + stage.value());
            if (stage.sign() != shown) {
                shown = stage.sign();
                sign.getChildren().clear();
                Node node = node(stage.sign());
                if (node != null) {
                    sign.getChildren().add(node);
                }
            }
        }

        void picked(int stage) {
            box.pseudoClassStateChanged(PICKED, stage == index);
        }

        private static @Nullable Node node(StageSign sign) {
            return switch (sign) {
                case NONE -> null;
                case PASSED -> toned(Icons.of("bi-check2", (int) SIGN), Tone.SUCCESS);
                case MISSED -> toned(Icons.of("bi-x", (int) SIGN), Tone.DANGER);
                case SATURATED -> toned(Mark.of(SIGN), Tone.LOAD);
            };
        }

        private static Node toned(Node node, Tone tone) {
            tone.on(node);
            return node;
        }
    }
}
