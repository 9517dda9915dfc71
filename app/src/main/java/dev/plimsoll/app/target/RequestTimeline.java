package dev.plimsoll.app.target;

import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.run.OneAnswer;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** One request as a bar: until the first token, then decoding, a tick for each event that brought text. */
final class RequestTimeline extends Pane {
    private static final double BAR_Y = 2;
    private static final double BAR = 14;
    private static final double HEIGHT = 36;
    private static final int MOST_TICKS = 400;

    private final OneAnswer answer;
    private final Region waiting = region("timeline-waiting");
    private final Region decoding = region("timeline-decoding");
    private final Pane ticks = new Pane();
    private final Label first = new Label();
    private final Label end = new Label();
    private final Label start = new Label("0");

    RequestTimeline(OneAnswer answer) {
        this.answer = answer;
        getStyleClass().add("request-timeline");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        Double firstMs = answer.firstTokenMs();
        first.setText(firstMs == null ? "" : "first token " + Numbers.duration(firstMs));
        end.setText(Numbers.duration(answer.totalMs()));
        for (Label label : new Label[] {start, first, end}) {
            label.getStyleClass().add("pl-caption");
        }
        for (int i = 1; i < Math.min(answer.eventMs().length, MOST_TICKS); i++) {
            ticks.getChildren().add(region("timeline-tick"));
        }
        getChildren().addAll(waiting, decoding, ticks, start, first, end);
        setAccessibleText(
                "First token after " + Numbers.duration(firstMs) + ", end after " + Numbers.duration(answer.totalMs()));
    }

    @Override
    protected void layoutChildren() {
        double totalMs = answer.totalMs() == null ? 1 : Math.max(answer.totalMs(), 1e-6);
        double width = getWidth();
        Double firstMs = answer.firstTokenMs();
        double split = firstMs == null ? width : Math.clamp(firstMs / totalMs, 0, 1) * width;
        waiting.resizeRelocate(0, BAR_Y, split, BAR);
        decoding.resizeRelocate(split, BAR_Y, width - split, BAR);
        ticks.resizeRelocate(0, BAR_Y, width, BAR);
        for (int i = 0; i < ticks.getChildren().size(); i++) {
            double x = Math.clamp(answer.eventMs()[i + 1] / totalMs, 0, 1) * width;
            ticks.getChildren().get(i).resizeRelocate(Math.min(x, width - 1), 2, 1, BAR - 4);
        }
        double y = BAR_Y + BAR + 2;
        double endWidth = end.prefWidth(-1);
        double firstWidth = first.prefWidth(-1);
        double startWidth = start.prefWidth(-1);
        end.resizeRelocate(width - endWidth, y, endWidth, 16);
        double at = Math.min(Math.max(split - firstWidth / 2, startWidth + 8), width - endWidth - 8 - firstWidth);
        first.resizeRelocate(Math.max(0, at), y, firstWidth, 16);
        start.resizeRelocate(0, y, startWidth, 16);
    }

    private static Region region(String styleClass) {
        Region region = new Region();
        region.getStyleClass().add(styleClass);
        region.setManaged(false); // it is laid out here, by time
        return region;
    }
}
