package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.run.RunHandle;
import dev.plimsoll.engine.run.RunStatus;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A run on a terminal while it goes: one row per stage that redraws itself; without a terminal a plain line every five seconds and
 * one at the end of each stage. Polls the run at its own rate, so it can never hold it up.
 */
final class Progress {
    private static final int STEPS = 1000;
    private static final long REDRAW_MS = 250;
    private static final long PLAIN_LINE_NS = TimeUnit.SECONDS.toNanos(5);

    private final PrintStream err;
    private final boolean interactive;
    private String doing = "";
    private @Nullable String warned;
    private int shown;
    private @Nullable ProgressBar bar;
    private long lastLineNs = System.nanoTime();

    Progress(Console console) {
        this.err = console.err();
        this.interactive = console.interactive();
    }

    /** Shows the run until it has ended. */
    void follow(RunHandle run) throws InterruptedException {
        boolean ended;
        do {
            ended = run.awaitEnd(REDRAW_MS, TimeUnit.MILLISECONDS);
            show(run.status());
        } while (!ended);
        closeBar();
    }

    private void show(RunStatus status) {
        if (!status.doing().equals(doing)) {
            doing = status.doing();
            if (status.stages().isEmpty()) {
                err.println(doing);
            }
        }
        while (shown < status.stages().size()) {
            RunStatus.Stage stage = status.stages().get(shown);
            boolean done = stage.phase() == RunStatus.Phase.DONE;
            if (interactive) {
                draw(stage, status);
            } else if (done || System.nanoTime() - lastLineNs >= PLAIN_LINE_NS) {
                lastLineNs = System.nanoTime();
                err.println(row(stage, status));
            }
            if (!done) {
                break;
            }
            closeBar();
            shown++;
        }
        if (status.saturation() != null && !status.saturation().equals(warned)) {
            warned = status.saturation();
            if (!interactive) {
                err.println(warned);
            }
        }
    }

    private void draw(RunStatus.Stage stage, RunStatus status) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setInitialMax(STEPS)
                    .setUpdateIntervalMillis((int) REDRAW_MS)
                    .setConsumer(new ConsoleProgressBarConsumer(err))
                    .setRenderer((state, width) -> fit(state.getExtraMessage(), width))
                    .build();
        }
        bar.stepTo(Math.round(stage.fraction() * STEPS));
        bar.setExtraMessage(row(stage, status));
        bar.refresh();
    }

    private void closeBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    private static String fit(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width));
    }

    private static String row(RunStatus.Stage stage, RunStatus status) {
        String of = status.stagesPlanned() > 0 ? "/" + status.stagesPlanned() : "";
        String phase = stage.phase().name().toLowerCase(Locale.ROOT).replace('_', '-');
        int filled = (int) Math.round(stage.fraction() * 10);
        String left = stage.phase() == RunStatus.Phase.DONE || stage.remainingSeconds() < 0
                ? ""
                : String.format(Locale.ROOT, " %.0f s left", stage.remainingSeconds());
        return String.format(
                Locale.ROOT,
                "%2d%s %-20s %-8s [%s%s] %7.1f req/s %4d in flight  TTFT %s  %6.0f tok/s  %d errors%s%s",
                stage.index() + 1,
                of,
                stage.name(),
                phase,
                "#".repeat(filled),
                ".".repeat(10 - filled),
                stage.requestsPerSecond(),
                stage.inFlight(),
                stage.ttftP50Ms() < 0 ? "-" : String.format(Locale.ROOT, "%.0f ms", stage.ttftP50Ms()),
                stage.outputTokensPerSecond(),
                stage.errors(),
                status.verdict() == null ? "" : "  " + status.verdict(),
                left);
    }
}
