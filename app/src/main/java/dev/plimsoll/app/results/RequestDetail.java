package dev.plimsoll.app.results;

import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.engine.archive.RequestField;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.report.Numbers;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Everything kept of one request: its times, tokens, wire facts, and its answer where that was kept. */
final class RequestDetail extends Card {
    /** Told by the title. */
    private static final Set<String> IN_TITLE = Set.of("stage", "request", "icl");

    private final RequestsModel model;
    private final ScopeModel scope;
    private final VBox content = new VBox();
    private @Nullable RequestRecord shown;

    RequestDetail(RunModel run, RequestsModel model) {
        super("Request", "select one in the table");
        this.model = model;
        this.scope = run.scope();
        setId("request-detail");
        flush();
        content.getStyleClass().add("results-detail");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "results-scroll");
        content(scroll);
    }

    void show(@Nullable RequestRecord request) {
        shown = request;
        content.getChildren().clear();
        if (request == null) {
            title("Request", "select one in the table");
            return;
        }
        title(
                "Request " + (request.info().stage() + 1) + "-" + request.info().number(),
                RequestColumns.words(request) + " · " + request.contentDeltasUs().length + " chunks kept");
        content.getChildren().add(fields(request));
        model.answer(request.info().requestId(), answer -> {
            if (shown == request) {
                answer.ifPresent(this::answer);
            }
        });
    }

    private void answer(String text) {
        Label title = new Label("Answer");
        title.getStyleClass().add("pl-card-title");
        TextArea area = new TextArea(text);
        area.setEditable(false);
        area.setWrapText(true);
        area.setPrefRowCount(8);
        area.setAccessibleText("Answer");
        area.getStyleClass().add("pl-details");
        content.getChildren().addAll(title, area);
    }

    private GridPane fields(RequestRecord request) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("results-entries");
        for (int i = 0; i < 4; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(i % 2 == 0 ? 30 : 20);
            grid.getColumnConstraints().add(column);
        }
        List<RequestField> present = RequestField.all().stream()
                .filter(f -> !IN_TITLE.contains(f.name()) && value(f, request) != null)
                .toList();
        int half = (present.size() + 1) / 2;
        for (int i = 0; i < present.size(); i++) {
            RequestField field = present.get(i);
            Label name = new Label(field.label());
            name.getStyleClass().addAll("pl-small", "pl-muted");
            name.setWrapText(true);
            Label value = new Label(value(field, request));
            value.getStyleClass().add("pl-small");
            value.setWrapText(true);
            value.setMinHeight(Region.USE_PREF_SIZE);
            GridPane.setHgrow(value, Priority.ALWAYS);
            grid.add(name, i < half ? 0 : 2, i % half);
            grid.add(value, i < half ? 1 : 3, i % half);
        }
        return grid;
    }

    private @Nullable String value(RequestField field, RequestRecord request) {
        if (field.isText()) {
            return field.textOf(request);
        }
        OptionalDouble number = field.numberOf(request);
        if (number.isEmpty()) {
            return null;
        }
        double value = number.getAsDouble();
        return switch (field.unit()) {
            case "ms" -> Numbers.duration(value);
            case "us" -> Numbers.duration(value / 1000);
            case "s" -> Numbers.fixed(value - scope.origin(), 3) + " s";
            case "ratio" -> Numbers.signed(value * 100) + " %";
            case "" -> Numbers.count(Math.round(value));
            case "tok", "B" -> Numbers.count(Math.round(value)) + " " + field.unit();
            default -> Numbers.three(value) + " " + field.unit();
        };
    }
}
