package dev.plimsoll.app.shell;

import dev.plimsoll.app.services.Texts;
import dev.plimsoll.app.session.TaskItem;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.Tone;
import dev.plimsoll.app.widgets.VerdictMark;
import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.file.BuildInfo;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.run.RunStatus;
import dev.plimsoll.engine.trust.Verdict;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import org.jspecify.annotations.Nullable;

/** The lowest row: what the engine does, how late the generator is, the verdict so far, background tasks, when work was last kept. */
final class StatusBar extends HBox {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final Workbench bench;
    private final Circle dot = new Circle(4);
    private final Label engine = new Label();
    private final LagGauge gauge = new LagGauge();
    private final Label lag = new Label(Texts.of("status.idle"));
    private final HBox verdict = new HBox();
    private final Button tasks = new Button();
    private final Label kept = new Label();

    StatusBar(Workbench bench, ObservableValue<@Nullable Instant> autosaved) {
        this.bench = bench;
        setId("status");
        getStyleClass().add("status");
        setAlignment(Pos.CENTER_LEFT);
        dot.getStyleClass().add("pl-dot");
        Tone.SUCCESS.on(dot);
        engine.setId("status-engine");
        engine.setGraphic(dot);
        lag.setId("status-lag");
        Label lagName = new Label(Texts.of("status.lag"));
        HBox lagBox = new HBox(6, lagName, gauge, lag);
        lagBox.setAlignment(Pos.CENTER_LEFT);
        verdict.setId("status-verdict");
        verdict.setAlignment(Pos.CENTER_LEFT);
        verdict.setSpacing(6);
        tasks.setId("status-tasks");
        tasks.setGraphic(Icons.of("bi-list-task", 14));
        tasks.getStyleClass().add("status-tasks");
        tasks.setOnAction(_ -> bench.actions().find("view.tasks").ifPresent(a -> a.fire()));
        kept.setId("status-kept");
        Region room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        for (Region each : new Region[] {engine, lagName, lag, verdict, tasks, kept}) {
            each.setMinWidth(USE_PREF_SIZE);
        }
        getChildren().addAll(engine, lagBox, verdict, room, tasks, kept);
        bench.run().running().addListener(_ -> run());
        bench.run().status().addListener(_ -> run());
        bench.run().lastRun().addListener(_ -> run());
        run();
        bench.tasks().items().addListener((ListChangeListener<TaskItem>) _ -> tasks());
        tasks();
        autosaved.addListener((_, _, at) -> kept(at == null ? null : Texts.of("status.autosaved", TIME.format(at))));
        bench.workspace().edited().addListener((_, was, now) -> {
            if (was && !now && bench.workspace().path().get() != null) {
                kept(Texts.of("status.saved", TIME.format(Instant.now())));
            }
        });
        bench.workspace().path().addListener(_ -> kept(null));
        kept(null);
    }

    private void kept(@Nullable String text) {
        kept.setText(text == null ? Texts.of("status.version", BuildInfo.version()) : text);
    }

    private void tasks() {
        int count = bench.tasks().items().size();
        tasks.setText(
                count == 0
                        ? Texts.of("status.noTasks")
                        : count == 1 ? Texts.of("status.task") : Texts.of("status.tasks", count));
    }

    private void run() {
        boolean running = bench.run().running().get();
        RunStatus status = bench.run().status().get();
        (running ? Tone.ACCENT : Tone.SUCCESS).on(dot);
        if (!running) {
            engine.setText(Texts.of("status.ready"));
            lag.setText(Texts.of("status.idle"));
            gauge.show(-1);
            ArchivedRun last = bench.run().lastRun().get();
            verdict(
                    Texts.of("status.lastVerdict"),
                    last == null ? null : last.summary().verdict().value());
            return;
        }
        RunStatus.Stage stage = status.running();
        engine.setText(
                stage == null
                        ? status.doing()
                        : Texts.of(
                                "status.running",
                                Numbers.count(status.workers(), "worker", "workers"),
                                Numbers.count(stage.inFlight())));
        double lagMs = stage == null ? -1 : stage.sendLagP99Us() / 1000;
        lag.setText(lagMs < 0 ? Numbers.ABSENT : Texts.of("status.lagValue", Numbers.duration(lagMs)));
        gauge.show(lagMs);
        String word = status.verdict();
        verdict(Texts.of("status.verdict"), word == null ? null : Verdict.valueOf(word));
    }

    private void verdict(String what, @Nullable Verdict value) {
        if (value == null) {
            verdict.getChildren().clear();
        } else {
            verdict.getChildren().setAll(new Label(what), new VerdictMark(value, 14, "pl-small-strong"));
        }
    }
}
