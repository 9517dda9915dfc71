package dev.plimsoll.app.shell;

import dev.plimsoll.app.services.Clipboard;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.VerdictMark;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.run.DoctorReport;
import dev.plimsoll.engine.trust.PreflightReport.Outcome;
import dev.plimsoll.engine.trust.PreflightReport.Row;
import dev.plimsoll.engine.trust.Severity;
import dev.plimsoll.engine.trust.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What the doctor does and finds: the verdict on this machine as a load generator, and a row for each check, the worst first. */
final class DoctorBox extends VBox {
    private static final double WIDTH = 760;
    private static final double MOST_HEIGHT = 460;

    private final DoctorModel model;
    private final Clipboard clipboard;
    private final Runnable again;
    private final Runnable close;
    private final VBox body = new VBox();
    private final HBox buttons = new HBox(8);

    /**
     * A box.
     *
     * @param again begins another examination
     * @param close takes the box away
     */
    DoctorBox(DoctorModel model, Clipboard clipboard, Runnable again, Runnable close) {
        this.model = model;
        this.clipboard = clipboard;
        this.again = again;
        this.close = close;
        setId("doctor");
        getStyleClass().addAll("palette", "doctor");
        setPrefWidth(WIDTH);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        Label title = new Label("This machine as a load generator");
        title.getStyleClass().add("pl-page-title");
        body.getStyleClass().add("doctor-body");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(title, body, buttons);
        model.state().subscribe(this::show);
    }

    private void show(DoctorModel.State state) {
        switch (state) {
            case DoctorModel.State.Examining now -> examining(now.doing());
            case DoctorModel.State.Examined done -> report(done.report());
            case DoctorModel.State.Stopped _ -> {
                body.getChildren().setAll(text("Stopped before it was done.", "pl-muted"));
                buttons(Buttons.plain("doctor-again", "Check again", again));
            }
            case DoctorModel.State.Failed failed -> {
                body.getChildren()
                        .setAll(
                                text("The machine could not be checked.", "pl-strong"),
                                text(failed.failure().message(), "pl-muted"));
                buttons(
                        Buttons.link(
                                "doctor-copy",
                                "Copy details",
                                () -> clipboard.putText(failed.failure().details())),
                        Buttons.plain("doctor-again", "Check again", again));
            }
        }
    }

    private void examining(String doing) {
        ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
        bar.setId("doctor-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        Label now = text(doing + "…", "pl-muted");
        now.setId("doctor-doing");
        body.getChildren()
                .setAll(text("Nothing is sent to any target. This takes about ten seconds.", "pl-default"), bar, now);
        buttons(Buttons.plain("doctor-stop", "Cancel", model::stop));
    }

    private void report(DoctorReport report) {
        VerdictMark verdict = new VerdictMark(report.value(), 22, "pl-verdict");
        verdict.setId("doctor-verdict");
        Label subject = text(subject(report), "pl-muted");
        VBox head = new VBox(4, verdict, subject);
        GridPane rows = new GridPane();
        rows.setId("doctor-rows");
        rows.getStyleClass().add("doctor-rows");
        rows.getColumnConstraints().addAll(fixed(20), fixed(184), growing());
        report.checks().stream()
                .sorted(Comparator.comparingInt(r -> rank(r.outcome())))
                .forEach(r -> row(rows, r));
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMaxHeight(MOST_HEIGHT);
        scroll.getStyleClass().addAll("edge-to-edge", "doctor-scroll");
        body.getChildren().setAll(head, scroll);
        buttons(
                Buttons.link("doctor-copy", "Copy as JSON", () -> clipboard.putText(report.toJson())),
                Buttons.plain("doctor-again", "Check again", again));
    }

    private void buttons(Button... own) {
        Button closing = Buttons.plain("doctor-close", "Close", close);
        closing.setCancelButton(true);
        List<Button> all = new ArrayList<>(List.of(own));
        all.add(closing);
        buttons.getChildren().setAll(all);
    }

    private static void row(GridPane rows, Row row) {
        Node sign = sign(row.outcome());
        Label name = text(row.name(), "pl-strong");
        VBox words = new VBox(2);
        words.setMinWidth(0);
        String limit = row.threshold().isEmpty() ? "" : " · limit " + row.threshold();
        words.getChildren().add(text(row.measured() + limit, "pl-default"));
        if (!row.advice().isEmpty()) {
            words.getChildren().add(text("Do: " + row.advice(), "pl-muted"));
        }
        int at = rows.getRowCount();
        rows.addRow(at, sign, name, words);
        for (Node each : List.of(sign, name, words)) {
            GridPane.setValignment(each, VPos.TOP);
        }
        name.setAccessibleText(row.name() + ": " + row.outcome().text());
    }

    private static Node sign(Outcome outcome) {
        return switch (outcome) {
            case OK -> VerdictMark.sign(Verdict.VALID, 14);
            case NOTE, UNKNOWN -> VerdictMark.sign(Severity.NOTE, 14);
            case SUSPECT -> VerdictMark.sign(Verdict.SUSPECT, 14);
            case INVALID -> VerdictMark.sign(Verdict.INVALID, 14);
        };
    }

    private static int rank(Outcome outcome) {
        return switch (outcome) {
            case INVALID -> 0;
            case SUSPECT -> 1;
            case NOTE -> 2;
            case UNKNOWN -> 3;
            case OK -> 4;
        };
    }

    /** {@code for Sweep chat-short · 3 workers · up to 512 connections · 44.0 req/s}. */
    static String subject(DoctorReport report) {
        DoctorReport.Subject subject = report.subject();
        List<String> parts = new ArrayList<>();
        parts.add(subject.benchmark() == null ? "At usual figures" : "For " + subject.benchmark());
        parts.add(Numbers.count(report.workers(), "worker", "workers"));
        parts.add("up to " + Numbers.count(subject.connections(), "connection", "connections"));
        parts.add(
                subject.requestsPerSecond() > 0
                        ? Numbers.three(subject.requestsPerSecond()) + " req/s"
                        : "a rate that depends on the target");
        long passed =
                report.checks().stream().filter(r -> r.outcome() == Outcome.OK).count();
        parts.add(
                Numbers.count(passed) + " of " + Numbers.count(report.checks().size(), "check", "checks") + " passed");
        return String.join(" · ", parts);
    }

    private static Label text(String words, String style) {
        Label label = new Label(words);
        label.getStyleClass().addAll("pl-small", style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static ColumnConstraints fixed(double width) {
        ColumnConstraints column = new ColumnConstraints(width, width, width);
        return column;
    }

    private static ColumnConstraints growing() {
        ColumnConstraints column = new ColumnConstraints();
        column.setHgrow(Priority.ALWAYS);
        column.setMinWidth(0);
        return column;
    }
}
