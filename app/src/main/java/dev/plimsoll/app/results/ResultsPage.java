package dev.plimsoll.app.results;

import dev.plimsoll.app.session.Failure;
import dev.plimsoll.app.session.PageId;
import dev.plimsoll.app.session.TaskItem;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Banner;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Page;
import dev.plimsoll.app.widgets.Tone;
import dev.plimsoll.charts.run.RunCharts;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunCatalog;
import dev.plimsoll.engine.archive.RunEntry;
import dev.plimsoll.engine.archive.RunReader;
import dev.plimsoll.engine.archive.Trash;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.run.RunRequest;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The page of results: the runs of the workspace, or one run. */
public final class ResultsPage implements Page {
    private final Workbench workbench;
    private final ZoneId zone;
    private final StackPane view = new StackPane();
    private final RunsModel model;
    private final RunsView runs;
    private final ChangeListener<Object> onRun = (_, _, _) -> listAgain();
    private @Nullable RunView open;
    private @Nullable TaskItem opening;
    private boolean visible;

    /** For a window. */
    public ResultsPage(Workbench workbench) {
        this(workbench, ZoneId.systemDefault(), Trash.system());
    }

    ResultsPage(Workbench workbench, ZoneId zone, Trash trash) {
        this.workbench = workbench;
        this.zone = zone;
        view.setId("results");
        view.getStyleClass().add("results");
        view.getStylesheets()
                .add(Objects.requireNonNull(ResultsPage.class.getResource("results.css"))
                        .toExternalForm());
        model = new RunsModel(workbench.tasks(), trash, zone);
        runs = new RunsView(workbench, model, this::open, this::list);
        view.getChildren().setAll(runs);
        workbench.run().running().addListener(onRun);
        workbench.workspace().path().addListener(onRun);
    }

    @Override
    public PageId id() {
        return PageId.RESULTS;
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    public void shown(@Nullable Object argument) {
        visible = true;
        if (argument instanceof Path folder) {
            open(folder);
        } else if (argument instanceof List<?> folders) {
            toList();
            folders.stream().findFirst().ifPresent(first -> runs.select((Path) first));
        } else if (open == null) {
            list();
        }
    }

    @Override
    public void hidden() {
        visible = false;
    }

    @Override
    public void dispose() {
        workbench.run().running().removeListener(onRun);
        workbench.workspace().path().removeListener(onRun);
        closeRun();
    }

    /** The run that is shown, for tests; null while the list is. */
    @Nullable
    RunView run() {
        return open;
    }

    private void listAgain() {
        if (visible && open == null) {
            list();
        }
    }

    private void list() {
        Path workspace = workbench.workspace().path().get();
        model.list(
                workspace == null
                        ? workbench.services().folders().data().resolve("runs")
                        : RunRequest.runsFolderOf(workspace));
    }

    private void toList() {
        closeRun();
        view.getChildren().setAll(runs);
        list();
    }

    private void closeRun() {
        if (opening != null) {
            opening.cancel();
            opening = null;
        }
        if (open != null) {
            open.dispose();
            open = null;
        }
    }

    /** A run whose summary was read. */
    private record Opened(ArchivedRun run, RunEntry entry) {
        static Opened of(Path folder) {
            ArchivedRun run = RunReader.open(folder);
            run.summary();
            return new Opened(run, new RunCatalog(parent(run.folder())).entry(run.folder()));
        }

        private static Path parent(Path folder) {
            Path parent = folder.toAbsolutePath().getParent();
            return parent == null ? folder : parent;
        }
    }

    private void open(Path folder) {
        RunView shown = open;
        if (shown != null && shown.run().folder().equals(folder) && shown.run().state() == RunEntry.State.SEALED) {
            return;
        }
        read(folder);
    }

    private void read(Path folder) {
        closeRun();
        view.getChildren().setAll(new Skeleton("Opening " + folder.getFileName() + "…"));
        opening = workbench
                .tasks()
                .run(
                        "Opening " + folder.getFileName(),
                        () -> Opened.of(folder),
                        this::opened,
                        failure -> failed(folder, failure));
    }

    private void opened(Opened read) {
        RunModel run = new RunModel(read.run(), read.entry(), zone);
        List<Node> notices = switch (run.state()) {
            case INTERRUPTED -> List.of(sealing(run));
            case RUNNING -> List.of(running(run));
            default -> List.of();
        };
        RunView shown = new RunView(workbench, run, this::toList, notices);
        open = shown;
        view.getChildren().setAll(shown);
        ChartStyle style = workbench.services().theme().dark().get() ? ChartStyle.DARK : ChartStyle.LIGHT;
        opening = workbench
                .tasks()
                .run(
                        "Reading " + Numbers.count(run.requests(), "record", "records"),
                        () -> RunCharts.of(read.run()).prepare(style),
                        run::chartsRead,
                        failure -> workbench.notices().failure("The charts could not be made.", failure));
    }

    private Node running(RunModel run) {
        Banner banner = new Banner(Tone.ACCENT)
                .say("This run still goes on.", "It shows what is on disk so far.")
                .buttons(Buttons.plain("run-read-again", "Read again", () -> read(run.folder())));
        banner.setId("run-running");
        return banner;
    }

    private Node sealing(RunModel run) {
        Banner banner = new Banner(Tone.WARNING)
                .say(
                        "This run was interrupted.",
                        "It shows what was written before the program ended. Sealing makes that its final form.");
        banner.setId("run-interrupted");
        banner.buttons(Buttons.plain(
                "run-page-seal",
                "Seal",
                () -> workbench
                        .tasks()
                        .run(
                                "Sealing " + run.summary().run().name(),
                                () -> RunReader.sealInterrupted(run.folder()),
                                ended -> {
                                    workbench.notices().toast("The run is sealed");
                                    read(ended.folder());
                                },
                                failure -> workbench.notices().failure("The run could not be sealed.", failure))));
        return banner;
    }

    private void failed(Path folder, Failure failure) {
        opening = null;
        Banner banner = new Banner(Tone.DANGER)
                .say("The run could not be opened.", failure.message())
                .details(failure.details())
                .buttons(
                        Buttons.plain("results-retry", "Try again", () -> open(folder)),
                        Buttons.plain(
                                "results-copy-details",
                                "Copy details",
                                () -> workbench.services().clipboard().putText(failure.details())),
                        Buttons.plain("results-to-list", "All runs", this::toList));
        banner.setId("results-failed");
        VBox place = new VBox(banner);
        place.getStyleClass().add("results-run");
        view.getChildren().setAll(place);
    }
}
