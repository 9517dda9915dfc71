package dev.plimsoll.app.live;

import dev.plimsoll.app.session.PageId;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Banner;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.EmptyState;
import dev.plimsoll.app.widgets.Page;
import dev.plimsoll.app.widgets.Tone;
import dev.plimsoll.engine.archive.ArchivedRun;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** A run while it goes. */
public final class LivePage implements Page {
    private final Workbench workbench;
    private final ExecutorService background;
    private final LiveModel model;
    private final VBox root = new VBox();
    private final LiveHeader header;
    private final Banner saturated = new Banner(Tone.LOAD);
    private final Banner ended = new Banner(Tone.ACCENT);
    private final LiveBody body;
    private final StackPane place = new StackPane();
    private final EmptyState nothing;
    private final TickCost cost = new TickCost();
    private final Subscription subscription;
    private final PauseTransition later = new PauseTransition();
    private double saturatedFrom;
    private double wordsMs;
    /** A person asked for another picture; it is shown whatever the rate. */
    private boolean urgent = true;

    /** The page. */
    public LivePage(Workbench workbench) {
        this(
                workbench,
                Executors.newSingleThreadExecutor(
                        Thread.ofVirtual().name("live-face").factory()),
                Platform::runLater);
    }

    LivePage(Workbench workbench, ExecutorService background, Executor fx) {
        this.background = background;
        this.workbench = workbench;
        this.model = new LiveModel(workbench.run(), workbench.services().preferences(), background, fx);
        this.header = new LiveHeader(model);
        this.body = new LiveBody(workbench, header);
        this.nothing = nothing();
        nothing.setId("live-empty");
        saturated.setId("live-saturated");
        saturated.buttons(Buttons.plain("live-show-saturation", "Show on charts", this::showSaturation));
        ended.setId("live-ended");
        Button result = Buttons.plain("live-open-result", "Open the result", "bi-bar-chart", this::openResult);
        if (workbench.navigator().has(PageId.RESULTS)) {
            ended.buttons(result);
        }
        banner(saturated, false);
        banner(ended, false);
        later.setOnFinished(_ -> arrived(model.face().get()));
        VBox.setVgrow(place, Priority.ALWAYS);
        root.setId("live");
        root.getStyleClass().add("live-page");
        root.getStylesheets()
                .add(Objects.requireNonNull(LivePage.class.getResource("live.css"))
                        .toExternalForm());
        root.getChildren().addAll(header, saturated, ended, place);
        subscription = Subscription.combine(
                model.empty().subscribe(this::empty),
                model.face().subscribe(this::arrived),
                model.range().subscribe(_ -> urgent = true),
                model.paused().subscribe(_ -> urgent = true),
                workbench
                        .services()
                        .theme()
                        .dark()
                        .subscribe(dark -> body.charts().dark(dark)),
                workbench.run().running().subscribe(_ -> tellEnd()),
                workbench.run().lastRun().subscribe(_ -> tellEnd()));
    }

    @Override
    public PageId id() {
        return PageId.LIVE;
    }

    @Override
    public Parent view() {
        return root;
    }

    @Override
    public void shown(@Nullable Object argument) {
        model.shown().set(true);
    }

    @Override
    public void hidden() {
        later.stop();
        model.shown().set(false);
    }

    @Override
    public void dispose() {
        later.stop();
        subscription.unsubscribe();
        model.dispose();
        background.shutdown();
    }

    private EmptyState nothing() {
        String title = "No run is on";
        String sentence = "Numbers and charts appear here as soon as the first request is sent.";
        if (!workbench.navigator().has(PageId.BENCHMARKS)) {
            return new EmptyState(title, sentence);
        }
        return new EmptyState(
                title,
                sentence,
                Buttons.plain(
                        "live-to-benchmarks",
                        "Choose a benchmark",
                        "bi-sliders",
                        () -> workbench.navigator().show(PageId.BENCHMARKS)));
    }

    private void empty(boolean none) {
        header.empty(none);
        place.getChildren().setAll(none ? nothing : body);
        if (none) {
            banner(saturated, false);
        }
    }

    private void arrived(@Nullable LiveFace face) {
        boolean last = !model.running().get();
        if (face == null) {
            return;
        }
        long start = System.nanoTime();
        long wait = cost.waitNs(start);
        if (wait > 0 && !last && !urgent) {
            // The newest face of the model is shown once it is time.
            later.setDuration(Duration.millis(Math.ceil(wait / 1e6)));
            later.playFromStart();
            return;
        }
        later.stop();
        urgent = false;
        cost.shown(start);
        // The charts of the last picture were drawn since.
        cost.took(wordsMs, body.charts().lastDrawMs());
        show(face);
        wordsMs = (System.nanoTime() - start) / 1e6;
    }

    private void show(LiveFace face) {
        String doing = face.doing();
        header.show(
                face,
                model.paused().get()
                        ? "view paused"
                        : !doing.isEmpty() ? doing : cost.halved() ? "fewer refreshes, to spare the measurement" : "");
        face.banner().ifPresent(b -> {
            saturated.say(b.title(), b.evidence());
            saturatedFrom = b.fromSeconds();
        });
        banner(saturated, face.banner().isPresent());
        body.show(face);
    }

    private void tellEnd() {
        ArchivedRun run = workbench.run().lastRun().get();
        boolean over = run != null
                && !workbench.run().running().get()
                && !workbench.run().live().get().stages().isEmpty();
        banner(ended, over);
        if (over && run != null) {
            ended.say(
                    "This run has ended.",
                    "The figures of its result are exact; those of the charts here remain estimates.");
        }
    }

    private void showSaturation() {
        body.charts().around(saturatedFrom);
    }

    private void openResult() {
        ArchivedRun run = workbench.run().lastRun().get();
        if (run != null) {
            workbench.navigator().show(PageId.RESULTS, run.folder());
        }
    }

    private static void banner(Banner banner, boolean on) {
        banner.setVisible(on);
        banner.setManaged(on);
    }

    LiveModel model() {
        return model;
    }
}
