package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.run.RunHandle;
import dev.plimsoll.engine.run.RunStatus;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;

/**
 * A run on a terminal while it goes: one row per stage that redraws itself, those that ended above, those to come below; without a
 * terminal a plain line every five seconds and one at the end of each stage. Polls the run at its own rate, so it can never hold it up.
 *
 * <p>{@link #say} may be called by any thread.
 */
final class Progress {
    private static final long REDRAW_MS = 250;
    private static final long PLAIN_LINE_NS = TimeUnit.SECONDS.toNanos(5);
    /** Pending rows shown: more would not fit a small terminal. */
    private static final int MOST_PENDING = 8;

    private static final int PLAIN_WIDTH = 200;

    private final PrintStream err;
    private final boolean interactive;
    private final IntSupplier width;
    private final LongSupplier clockNs;
    private final LiveRegion region;
    private final Queue<String> notes = new ConcurrentLinkedQueue<>();
    private final Set<Integer> warned = new HashSet<>();
    private String doing = "";
    private int shown;
    private long lastLineNs;

    Progress(Console console) {
        this(
                console.err(),
                console.interactive(),
                console.interactive() ? new ConsoleProgressBarConsumer(console.err())::getMaxRenderedLength : () -> 0,
                System::nanoTime);
    }

    /**
     * For a test.
     *
     * @param width the terminal's width, asked only where it is one
     */
    Progress(PrintStream err, boolean interactive, IntSupplier width, LongSupplier clockNs) {
        this.err = err;
        this.interactive = interactive;
        this.width = width;
        this.clockNs = clockNs;
        this.region = new LiveRegion(err);
        this.lastLineNs = clockNs.getAsLong();
    }

    /** Shows the run until it has ended. */
    void follow(RunHandle run) throws InterruptedException {
        boolean ended;
        do {
            ended = run.awaitEnd(REDRAW_MS, TimeUnit.MILLISECONDS);
            show(run.status());
        } while (!ended);
        region.show(List.of());
    }

    /** Says something about the run in between. */
    void say(String note) {
        notes.add(note);
    }

    /** Shows one picture of the run. */
    void show(RunStatus status) {
        int columns = interactive ? width.getAsInt() : PLAIN_WIDTH;
        for (String note = notes.poll(); note != null; note = notes.poll()) {
            keep(note);
        }
        for (RunStatus.Saturation saturation : status.saturations()) {
            if (warned.add(saturation.stage())) {
                keep("Stage " + (saturation.stage() + 1) + " saturated: " + saturation.sentence());
            }
        }
        List<RunStatus.Stage> stages = status.stages();
        while (shown < stages.size() && stages.get(shown).phase() == RunStatus.Phase.DONE) {
            keep(ProgressRow.of(stages.get(shown), status.stagesPlanned(), columns));
            lastLineNs = clockNs.getAsLong();
            shown++;
        }
        if (interactive) {
            region.show(rows(status, columns));
        } else {
            plain(status);
        }
    }

    private List<String> rows(RunStatus status, int columns) {
        List<String> rows = new ArrayList<>();
        List<RunStatus.Stage> open =
                status.stages().subList(shown, status.stages().size());
        for (RunStatus.Stage stage : open) {
            if (rows.size() <= MOST_PENDING) {
                rows.add(ProgressRow.of(stage, status.stagesPlanned(), columns));
            }
        }
        String more = open.size() > rows.size() ? "and " + (open.size() - rows.size()) + " more" : "";
        String run = ProgressRow.ofRun(status, columns);
        rows.add(more.isEmpty() ? run : more + "; " + run);
        return rows;
    }

    private void plain(RunStatus status) {
        RunStatus.Stage running = status.running();
        if (running == null) {
            if (shown == 0 && !status.doing().equals(doing)) {
                err.println(status.doing());
            }
            doing = status.doing();
        } else if (clockNs.getAsLong() - lastLineNs >= PLAIN_LINE_NS) {
            lastLineNs = clockNs.getAsLong();
            err.println(ProgressRow.of(running, status.stagesPlanned(), PLAIN_WIDTH)
                    + "  ("
                    + ProgressRow.ofRun(status, PLAIN_WIDTH)
                    + ")");
        }
    }

    private void keep(String line) {
        if (interactive) {
            region.keep(line);
        } else {
            err.println(line);
        }
    }
}
