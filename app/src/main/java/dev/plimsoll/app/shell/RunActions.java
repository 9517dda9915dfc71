package dev.plimsoll.app.shell;

import dev.plimsoll.app.services.Texts;
import dev.plimsoll.app.session.Action;
import dev.plimsoll.app.session.Failure;
import dev.plimsoll.app.session.Notices;
import dev.plimsoll.app.session.PageId;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.run.DemoWorkspace;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;

/** Run, stop, demo, and where the window goes when a run begins and ends. */
final class RunActions {
    private final Workbench bench;

    RunActions(Workbench bench) {
        this.bench = bench;
    }

    void register() {
        ObservableBooleanValue idle = bench.run().running().not();
        ObservableBooleanValue canRun =
                Bindings.and(idle, bench.workspace().selectedBenchmark().isNotNull());
        add("run.start", "bi-play-fill", "Shortcut+Enter", canRun, this::start);
        add("run.stop", "bi-stop-fill", "Shortcut+Period", bench.run().running(), bench.run()::stop);
        add("run.demo", "bi-play", "F5", idle, this::demo);
        if (bench.navigator().has(PageId.RESULTS)) {
            add(
                    "run.last",
                    "bi-bar-chart",
                    "Shortcut+Shift+L",
                    bench.run().lastRun().isNotNull(),
                    this::showLast);
        }
        bench.run().running().addListener((_, _, on) -> {
            if (on) {
                if (bench.navigator().has(PageId.LIVE)) {
                    bench.navigator().show(PageId.LIVE);
                }
            } else {
                ended();
            }
        });
    }

    /** The demo: its workspace in place of the open one, and its benchmark started. */
    void demo() {
        bench.desk().unlessLost(() -> {
            try {
                Path copy =
                        DemoWorkspace.copyTo(bench.services().folders().data().resolve("demo"));
                bench.desk().openDemo(copy);
                bench.run().start(null);
            } catch (PlimsollException e) {
                bench.notices().failure("The demo did not start.", Failure.of(e));
            }
        });
    }

    private void start() {
        bench.workspace().endStep();
        bench.run().start(bench.workspace().selectedBenchmark().get());
    }

    private void ended() {
        ArchivedRun last = bench.run().lastRun().get();
        if (last == null || bench.run().failed().get()) {
            return;
        }
        boolean watching = bench.navigator().at().get().page() == PageId.LIVE;
        String text = bench.run().benchmark().get() + " ended: "
                + last.summary().verdict().value() + ".";
        if (!bench.navigator().has(PageId.RESULTS)) {
            bench.notices().toast(text);
        } else if (watching || !bench.navigator().has(PageId.LIVE)) {
            bench.notices().toast(text);
            showLast();
        } else {
            bench.notices().toast(text, List.of(new Notices.Remedy("Show the result", this::showLast)));
        }
    }

    private void showLast() {
        ArchivedRun last = bench.run().lastRun().get();
        if (last != null) {
            bench.navigator().show(PageId.RESULTS, last.folder());
        }
    }

    private void add(String id, String icon, String shortcut, ObservableBooleanValue enabled, Runnable run) {
        bench.actions().add(new Action(id, Texts.of(id), icon, shortcut, Texts.of("group.run"), enabled, run));
    }
}
