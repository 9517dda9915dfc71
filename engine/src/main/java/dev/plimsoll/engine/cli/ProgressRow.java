package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.run.RunStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One stage of a run as one line. Every column has a fixed width, so that rows stand under each other whatever they say; on a narrow
 * terminal the least important columns are left out of all rows alike.
 */
final class ProgressRow {
    private static final int NAME = 20;
    private static final int BAR = 10;
    private static final String GAP = "  ";

    private ProgressRow() {}

    /** One column: a lower rank stays longer. */
    private record Cell(int rank, String text) {}

    /**
     * The line of a stage.
     *
     * @param planned how many stages there will be, 0 where unknown
     * @param width most characters
     */
    static String of(RunStatus.Stage stage, int planned, int width) {
        RunStatus.Phase phase = stage.phase();
        boolean begun = phase != RunStatus.Phase.PENDING;
        List<Cell> cells = new ArrayList<>();
        int digits = Math.max(2, String.valueOf(planned).length());
        cells.add(new Cell(
                0,
                String.format(
                        Locale.ROOT,
                        "%" + digits + "d%s",
                        stage.index() + 1,
                        planned > 0 ? String.format(Locale.ROOT, "/%-" + digits + "d", planned) : "")));
        cells.add(new Cell(0, left(stage.name(), NAME)));
        cells.add(new Cell(1, left(phase.name().toLowerCase(Locale.ROOT).replace('_', '-'), "cool-down".length())));
        cells.add(new Cell(5, begun ? bar(stage.fraction()) : " ".repeat(BAR + 2)));
        cells.add(new Cell(2, value(begun, Numbers.three(stage.requestsPerSecond()), 6, "req/s")));
        cells.add(new Cell(6, value(begun, Numbers.count(stage.inFlight()), 6, "in flight")));
        cells.add(new Cell(
                3,
                begun
                        ? "TTFT " + right(Numbers.duration(stage.ttftP50Ms() < 0 ? null : stage.ttftP50Ms()), 7)
                        : " ".repeat(12)));
        cells.add(new Cell(7, value(begun, Numbers.three(stage.outputTokensPerSecond()), 9, "tok/s")));
        cells.add(
                new Cell(4, value(begun, Numbers.count(stage.errors()), 6, stage.errors() == 1 ? "error " : "errors")));
        boolean counting = phase.isRunning() && stage.remainingSeconds() >= 0;
        cells.add(new Cell(
                2, counting ? right(Numbers.span(Math.ceil(stage.remainingSeconds())) + " left", 15) : " ".repeat(15)));
        while (length(cells) > width && cells.size() > 2) {
            cells.remove(cells.stream().max(Comparator.comparingInt(Cell::rank)).orElseThrow());
        }
        String line = String.join(GAP, cells.stream().map(Cell::text).toList());
        return fit(line, width).stripTrailing();
    }

    /** The line below the rows: what holds for the whole run. */
    static String ofRun(RunStatus status, int width) {
        List<String> parts = new ArrayList<>();
        if (status.running() == null) {
            parts.add(status.doing());
        }
        if (status.verdict() != null) {
            parts.add(status.verdict() + " so far");
        }
        long done = status.stages().stream()
                .filter(s -> s.phase() == RunStatus.Phase.DONE)
                .count();
        if (status.stagesPlanned() > 0) {
            parts.add(done + " of " + Numbers.count(status.stagesPlanned(), "stage", "stages") + " done");
        }
        if (status.remainingSeconds() > 0 && status.running() != null) {
            parts.add(Numbers.span(Math.ceil(status.remainingSeconds())) + " left");
        }
        return fit(String.join(", ", parts), width);
    }

    private static int length(List<Cell> cells) {
        return cells.stream().mapToInt(c -> c.text().length()).sum() + GAP.length() * (cells.size() - 1);
    }

    private static String bar(double fraction) {
        int filled = (int) Math.round(Math.clamp(fraction, 0, 1) * BAR);
        return "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "]";
    }

    private static String value(boolean present, String number, int digits, String unit) {
        return present ? right(number, digits) + " " + unit : " ".repeat(digits + 1 + unit.length());
    }

    private static String left(String text, int width) {
        return fit(text, width) + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String fit(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
    }
}
