package dev.plimsoll.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.Bench;
import dev.plimsoll.app.FakeRun;
import dev.plimsoll.app.FxTest;
import dev.plimsoll.app.Screens;
import dev.plimsoll.app.services.ThemeChoice;
import dev.plimsoll.app.session.Notices;
import dev.plimsoll.app.session.PageId;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.EmptyState;
import dev.plimsoll.app.widgets.Page;
import dev.plimsoll.engine.run.DemoWorkspace;
import dev.plimsoll.engine.run.DoctorReport;
import dev.plimsoll.engine.run.RunStatus;
import dev.plimsoll.engine.trust.TrustReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of the frame for a person to look at, and what must hold while they are taken. */
@Timeout(120)
class ShellScreensTest extends FxTest {
    @TempDir
    Path folder;

    private final FakeRun run = new FakeRun();

    /** A page that only says that it is one. */
    private record Stub(PageId id, Parent view) implements Page {
        @Override
        public void shown(@Nullable Object argument) {}

        @Override
        public void hidden() {}
    }

    private static Pages.Entry stub(PageId id, String title, String icon) {
        return new Pages.Entry(
                id,
                title,
                icon,
                _ -> new Stub(id, new StackPane(new EmptyState(title, "This page stands in for the real one."))));
    }

    private static List<Pages.Entry> pages() {
        List<Pages.Entry> all = new ArrayList<>(List.of(Pages.ALL.getFirst()));
        all.add(stub(PageId.TARGETS, "Targets", "bi-hdd-network"));
        all.add(stub(PageId.DATASETS, "Datasets", "bi-journal-text"));
        all.add(stub(PageId.BENCHMARKS, "Benchmarks", "bi-sliders"));
        all.add(stub(PageId.LIVE, "Live", "bi-speedometer2"));
        all.add(stub(PageId.RESULTS, "Results", "bi-bar-chart"));
        return all;
    }

    private Bench bench() {
        return fx(() -> new Bench(folder, Platform::runLater, _ -> run));
    }

    private static Scene scene(Bench bench, ThemeChoice theme, int width, int height) {
        return fx(() -> {
            bench.workbench().services().theme().choice().set(theme);
            return new Shell(bench.workbench(), pages(), () -> {}).scene(width, height);
        });
    }

    private void remember(Workbench bench) throws IOException {
        Instant now = Instant.now();
        Path home = Path.of(System.getProperty("user.home"));
        Path real = folder.resolve("chat-on-h100.plimsoll.json");
        Files.writeString(real, DemoWorkspace.text());
        onFx(() -> {
            bench.services()
                    .preferences()
                    .opened(home.resolve("bench/rag/long.plimsoll.json"), now.minus(Duration.ofDays(1)));
            bench.services()
                    .preferences()
                    .opened(Path.of("/mnt/share/tgi-vs-vllm.plimsoll.json"), now.minus(Duration.ofDays(18)));
            bench.services().preferences().opened(real, now);
            bench.services().preferences().pin(real, true);
        });
    }

    @Test
    void theWelcomePageHasItsPictures() throws IOException {
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            for (int[] size : new int[][] {{1440, 900}, {1100, 700}}) {
                Bench bench = bench();
                remember(bench.workbench());
                Scene scene = scene(bench, theme, size[0], size[1]);
                until(
                        "the port is looked at",
                        () -> !bench.workbench().tasks().items().isEmpty() || true);
                Screens.write(scene, "welcome-" + name(theme) + "-" + size[0] + "x" + size[1]);
                assertEquals(
                        4, fx(() -> scene.getRoot().lookupAll(".recent-line").size() + 1));
            }
        }
    }

    @Test
    void thePaletteFindsWhatWasTyped() throws IOException {
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            Bench bench = bench();
            remember(bench.workbench());
            Scene scene = scene(bench, theme, 1440, 900);
            onFx(() -> {
                bench.workbench().workspace().open(folder.resolve("chat-on-h100.plimsoll.json"));
                bench.workbench().actions().find("view.palette").orElseThrow().fire();
                ((TextField) scene.lookup("#palette-field")).setText("op");
            });
            Screens.write(scene, "palette-" + name(theme));
            assertTrue(fx(() -> scene.getRoot().lookupAll(".palette-row").size()) >= 3);
        }
    }

    @Test
    void aRunIsToldInHeaderAndStatusBar() throws IOException {
        for (int[] size : new int[][] {{1440, 900}, {1100, 700}}) {
            FakeRun on = new FakeRun();
            Bench bench = fx(() -> new Bench(folder, Platform::runLater, _ -> on));
            remember(bench.workbench());
            Scene scene = scene(bench, size[0] == 1440 ? ThemeChoice.LIGHT : ThemeChoice.DARK, size[0], size[1]);
            on.status = new RunStatus(
                    "Running stage 2",
                    List.of(stage(0, RunStatus.Phase.DONE, 1), stage(1, RunStatus.Phase.RUNNING, 0.5)),
                    2,
                    47,
                    13,
                    TrustReport.of(List.of(), 12),
                    List.of());
            onFx(() -> {
                Workbench at = bench.workbench();
                at.workspace().open(folder.resolve("chat-on-h100.plimsoll.json"));
                at.run().start("sweep");
                at.notices().toast("Report saved.", List.of(new Notices.Remedy("Open", () -> {})));
                at.notices()
                        .problem(
                                "The server refused the API key.",
                                "http://10.20.0.14:30000 answered 401 Unauthorized to GET /v1/models.",
                                "Check the value of SGLANG_API_KEY.",
                                "java.io.IOException: details");
                at.workspace()
                        .edit("Name", "", f -> f.with("name", tools.jackson.databind.node.StringNode.valueOf("x")));
            });
            bench.workbench().run().poll();
            until(
                    "the status arrives",
                    () -> bench.workbench().run().status().get().workers() == 2);
            Screens.write(scene, "running-" + size[0] + "x" + size[1]);
            assertTrue(fx(() -> scene.lookup("#stop").isVisible()));
            assertFalse(fx(() -> scene.lookup("#run").isVisible()));
            on.end(folder);
            until("the run ended", () -> !bench.workbench().run().running().get());
            assertEquals(
                    PageId.RESULTS,
                    fx(() -> bench.workbench().navigator().at().get().page()));
        }
    }

    @Test
    void aQuestionAndTheShortcutSheetLieAboveTheWindow() {
        Bench bench = bench();
        Scene scene = scene(bench, ThemeChoice.LIGHT, 1100, 700);
        onFx(() -> bench.workbench()
                .notices()
                .ask(new Notices.Question(
                        "Save the changes to chat-on-h100?",
                        "They are not in its file yet.",
                        List.of(new Notices.Remedy("Save", () -> {}), new Notices.Remedy("Do not save", () -> {})),
                        false)));
        Screens.write(scene, "question");
        onFx(() -> {
            ((javafx.scene.control.Button) scene.lookup("#question-cancel")).fire();
            bench.workbench().actions().find("help.shortcuts").orElseThrow().fire();
        });
        Screens.write(scene, "shortcuts");
        assertEquals(null, fx(() -> bench.workbench().notices().question().get()));
    }

    private static String name(ThemeChoice theme) {
        return theme.name().toLowerCase(Locale.ROOT);
    }

    private static RunStatus.Stage stage(int index, RunStatus.Phase phase, double fraction) {
        return new RunStatus.Stage(
                index, "poisson@44", "Poisson 44", phase, fraction, 13, 42, 200, 100, 500, 5000, 900, 0, 41);
    }

    @Test
    void theDoctorHasItsPictures() {
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            for (boolean done : new boolean[] {false, true}) {
                Bench bench = bench();
                CountDownLatch end = new CountDownLatch(1);
                DoctorModel model = fx(() -> new DoctorModel(new DoctorModel.Examiner() {
                    @Override
                    public Optional<DoctorReport> examine(Consumer<String> doing) {
                        doing.accept("Measuring what a worker carries");
                        if (done) {
                            return Optional.of(DoctorReports.suspect());
                        }
                        try {
                            end.await();
                        } catch (InterruptedException e) {
                            return Optional.empty();
                        }
                        return Optional.empty();
                    }

                    @Override
                    public void stop() {}
                }));
                Scene scene = fx(() -> {
                    DoctorBox box =
                            new DoctorBox(model, bench.workbench().services().clipboard(), () -> {}, () -> {});
                    StackPane place = new StackPane(box);
                    place.getStylesheets()
                            .add(java.util.Objects.requireNonNull(Shell.class.getResource("shell.css"))
                                    .toExternalForm());
                    Scene made = new Scene(place, 1100, 700);
                    Screens.dress(made, theme);
                    model.start(bench.workbench().tasks());
                    return made;
                });
                until(
                        "it is as far",
                        () -> done
                                ? model.state().get() instanceof DoctorModel.State.Examined
                                : model.state().get() instanceof DoctorModel.State.Examining now
                                        && now.doing().startsWith("Measuring"));
                Screens.write(scene, "doctor-" + (done ? "report" : "examining") + "-" + name(theme));
                end.countDown();
            }
        }
    }
}
