package dev.plimsoll.app.benchmark;

import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.VerdictMark;
import dev.plimsoll.app.widgets.WindowExports;
import dev.plimsoll.charts.run.PlanCharts;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.viewer.ChartPane;
import dev.plimsoll.engine.trust.Verdict;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.util.Subscription;

/** What will happen, beside the form: stages over time, arrivals, an estimate, a warning. */
final class PlanColumn {
    private static final double LOAD_HEIGHT = 204;
    private static final double ARRIVALS_HEIGHT = 180;

    private final BenchmarkModel model;
    private final ConstraintsModel constraints;
    private final ChartPane load = new ChartPane();
    private final ChartPane arrivals = new ChartPane();
    private final Label loadNote = note("benchmark-load-note");
    private final Label sha = new Label();
    private final Label bareTitle = new Label("Arrivals");
    private final Label arrivalsNote = note("benchmark-arrivals-note");
    private final Card estimate = new Card("Estimate");
    private final HBox warning = new HBox();
    private final VBox loadCard;
    private final VBox arrivalsCard;
    private final Subscription themes;

    PlanColumn(Workbench workbench, BenchmarkModel model, ForecastModel forecasts) {
        this.model = model;
        this.constraints = new ConstraintsModel(model);
        load.setId("benchmark-planned-load");
        arrivals.setId("benchmark-arrivals-chart");
        load.setPrefHeight(LOAD_HEIGHT);
        arrivals.setPrefHeight(ARRIVALS_HEIGHT);
        WindowExports exports = new WindowExports(workbench);
        load.setExports(exports);
        arrivals.setExports(exports);
        sha.getStyleClass().addAll("pl-mono", "bm-sha");
        sha.setMinWidth(Region.USE_PREF_SIZE);
        HBox shaRow = new HBox(sha, arrivalsNote);
        shaRow.setAlignment(Pos.CENTER_LEFT);
        shaRow.getStyleClass().add("bm-chart-note");
        HBox.setHgrow(arrivalsNote, Priority.ALWAYS);
        HBox loadRow = new HBox(loadNote);
        loadRow.getStyleClass().add("bm-chart-note");
        HBox.setHgrow(loadNote, Priority.ALWAYS);
        loadCard = chartCard(load, loadRow);
        bareTitle.getStyleClass().add("pl-card-title");
        VBox below = new VBox(bareTitle, shaRow);
        below.getStyleClass().add("bm-chart-note");
        shaRow.getStyleClass().setAll("bm-sha-row");
        arrivalsCard = chartCard(arrivals, below);
        estimate.setId("benchmark-estimate");
        warning.setId("benchmark-shortage");
        warning.getStyleClass().add("bm-warning");
        Runnable themed = () -> {
            ChartStyle style = workbench.services().theme().dark().get() ? ChartStyle.DARK : ChartStyle.LIGHT;
            load.setTheme(style);
            arrivals.setTheme(style);
        };
        themes = workbench.services().theme().dark().subscribe(themed);
        themed.run();
        forecasts.forecast().addListener((_, _, now) -> show(now));
        model.onProblems(() -> show(forecasts.forecast().get()));
        show(forecasts.forecast().get());
    }

    /** Its cards, in order; the warning is not managed while there is none. */
    List<Node> cards() {
        return List.of(loadCard, arrivalsCard, estimate, warning);
    }

    void dispose() {
        themes.unsubscribe();
    }

    private void show(Forecast forecast) {
        long faults = model.present() ? model.faults() : 0;
        String nothing = faults == 0
                ? "Nothing is planned yet."
                : faults == 1 ? "One field is to be put right first." : faults + " fields are to be put right first.";
        load.show(style -> PlanCharts.plannedLoad(forecast.load(), forecast.unit(), nothing, style));
        loadNote.setText(forecast.loadNote());
        shown(loadNote.getParent(), !forecast.loadNote().isEmpty());
        Arrivals when = forecast.arrivals();
        boolean scheduled = !when.sha256().isEmpty();
        String none = scheduled ? "No request starts in this time." : "";
        arrivals.show(style -> PlanCharts.arrivals(when.subtitle(), when.offsets(), when.seconds(), none, style));
        shown(arrivals, scheduled);
        arrivalsCard.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("bare"), !scheduled);
        sha.setText(scheduled ? "sha256 " + when.shortSha() : "");
        shown(sha, scheduled);
        shown(bareTitle, !scheduled);
        arrivalsNote.setText(scheduled ? "· " + when.note() : when.note());
        shown(arrivalsCard, !when.note().isEmpty());
        estimate(forecast.estimate());
        forecast.shortage()
                .ifPresentOrElse(
                        s -> warn(s, forecast.stages()),
                        () -> warning.getChildren().clear());
        shown(warning, forecast.shortage().isPresent());
    }

    private void estimate(List<Forecast.Line> lines) {
        List<Node> rows = new ArrayList<>();
        for (Forecast.Line line : lines) {
            Label label = new Label(line.label());
            label.getStyleClass().addAll("pl-small", "pl-muted");
            Label value = new Label(line.value());
            value.getStyleClass().add("pl-small");
            value.setMaxWidth(Double.MAX_VALUE);
            value.setAlignment(Pos.CENTER_RIGHT);
            HBox.setHgrow(value, Priority.ALWAYS);
            HBox row = new HBox(label, value);
            row.getStyleClass().add("bm-estimate-row");
            row.setAlignment(Pos.CENTER_LEFT);
            rows.add(row);
        }
        VBox all = new VBox(rows.toArray(Node[]::new));
        estimate.content(all);
        shown(estimate, !lines.isEmpty());
    }

    private void warn(P99Shortage shortage, int stages) {
        Label title = new Label(shortage.title());
        title.getStyleClass().add("pl-strong");
        Text text = new Text(shortage.text() + " ");
        text.getStyleClass().add("bm-warning-text");
        Hyperlink remedy = new Hyperlink(shortage.remedy());
        remedy.setId("benchmark-shortage-remedy");
        remedy.setOnAction(_ ->
                model.setAll("Lengthen stages", ConstraintsModel.FIELD, shortage.applied(constraints.all(), stages)));
        VBox words = new VBox(title, new TextFlow(text, remedy));
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        warning.getChildren().setAll(VerdictMark.sign(Verdict.SUSPECT, 16), words);
        warning.setAccessibleText(shortage.title() + " " + shortage.text());
    }

    private static VBox chartCard(ChartPane chart, Region below) {
        VBox card = new VBox(chart, below);
        card.getStyleClass().add("bm-chart-card");
        VBox.setVgrow(chart, Priority.ALWAYS);
        return card;
    }

    private static Label note(String id) {
        Label note = new Label();
        note.setId(id);
        note.getStyleClass().add("pl-caption");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.setMaxWidth(Double.MAX_VALUE);
        return note;
    }

    private static void shown(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }
}
