package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.report.Column.Mark;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A run as tables on the console: the verdict first, then the load line, then one row per stage.
 *
 * <p>Colours and weights are used on a terminal only. Text from servers and datasets is shown without control characters, so that no
 * answer can drive the terminal.
 */
public final class ConsoleReport {
    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    /** Stands behind a percentile that rests on too few requests. */
    private static final String FEW = "*";

    private final PrintStream out;
    private final boolean terminal;

    private ConsoleReport(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Prints a run.
     *
     * @param out where to; characters its charset lacks are replaced by plain ones
     * @param terminal whether {@code out} is a terminal that understands colours
     */
    public static void print(RunSummary summary, PrintStream out, boolean terminal) {
        new ConsoleReport(out, terminal).print(summary);
        out.flush();
    }

    /** Prints one table of texts and numbers alone. */
    static void print(String title, List<Column> columns, PrintStream out, boolean terminal) {
        new ConsoleReport(out, terminal).table(title, columns);
        out.flush();
    }

    private void print(RunSummary summary) {
        Headline headline = Headline.of(summary);
        line(styled(BOLD, PlainText.oneLine(headline.title())));
        line(PlainText.oneLine(headline.context()));
        line("");
        verdict(summary, headline);
        line("Load line: " + PlainText.oneLine(headline.loadLine().sentence()));
        headline.saturation().forEach(sentence -> line(PlainText.oneLine(sentence)));
        WindowText.of(summary).forEach(this::line);
        boolean few = false;
        for (Sheet sheet : ConsoleLayout.sheets(ConsoleTables.ALL, summary)) {
            few |= table(sheet.title(), sheet.columns());
        }
        if (few) {
            line("");
            line(FEW + " too few requests for this percentile: fewer than 5 independent ones lie beyond it");
        }
    }

    private void verdict(RunSummary summary, Headline headline) {
        String colour = switch (summary.verdict().value()) {
            case VALID -> GREEN;
            case SUSPECT -> YELLOW;
            case INVALID -> RED;
        };
        line("Verdict: " + styled(BOLD + colour, summary.verdict().value().name()) + "  " + headline.verdictNote());
        for (FindingText finding : headline.findings()) {
            String where = finding.where().isEmpty() ? "" : " (" + finding.where() + ")";
            line("  " + finding.severity().text() + ": " + PlainText.oneLine(finding.what()) + where);
            if (!finding.todo().isEmpty()) {
                line("    Do: " + PlainText.oneLine(finding.todo()));
            }
        }
    }

    /** Prints one table; returns whether a percentile in it rests on too few requests. */
    private boolean table(String title, List<Column> columns) {
        List<Printed> printed = columns.stream()
                .map(column -> new Printed(column, out.charset()))
                .toList();
        line("");
        line(styled(BOLD, title));
        line(row(printed, p -> p.pad(p.column.name())));
        if (columns.stream().anyMatch(c -> !c.unit().isEmpty())) {
            line(row(printed, p -> p.pad(PlainText.fit(p.column.unit(), out.charset()))));
        }
        line(row(printed, p -> "-".repeat(p.width)));
        int rows = columns.getFirst().cells().size();
        for (int i = 0; i < rows; i++) {
            int at = i;
            line(row(printed, p -> {
                String text = p.pad(p.texts.get(at));
                return p.column.cells().get(at).mark() == Mark.OUT_OF_SLO ? styled(BOLD + RED, text) : text;
            }));
        }
        return columns.stream().flatMap(c -> c.cells().stream()).anyMatch(c -> c.mark() == Mark.FEW);
    }

    private static String row(List<Printed> columns, Function<Printed, String> cell) {
        List<String> cells = new ArrayList<>();
        columns.forEach(column -> cells.add(cell.apply(column)));
        return String.join("  ", cells).stripTrailing();
    }

    private String styled(String style, String text) {
        return terminal ? style + text + RESET : text;
    }

    private void line(String text) {
        out.println(PlainText.fit(text, out.charset()));
    }

    /** A column with the texts it prints and their common width. */
    private static final class Printed {
        private final Column column;
        private final List<String> texts;
        private final int width;

        Printed(Column column, Charset charset) {
            this.column = column;
            boolean anyFew = column.cells().stream().anyMatch(c -> c.mark() == Mark.FEW);
            // The mark takes a place of its own, so that digits stay aligned.
            this.texts = column.cells().stream()
                    .map(c -> PlainText.fit(PlainText.oneLine(c.text()), charset)
                            + (!anyFew ? "" : c.mark() == Mark.FEW ? FEW : " "))
                    .toList();
            int widest = Math.max(column.name().length(), column.unit().length());
            for (String text : texts) {
                widest = Math.max(widest, text.length());
            }
            this.width = widest;
        }

        String pad(String text) {
            String space = " ".repeat(width - text.length());
            return column.number() ? space + text : text + space;
        }
    }
}
