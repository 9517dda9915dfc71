package dev.plimsoll.engine.report;

import dev.plimsoll.engine.run.DoctorReport;
import dev.plimsoll.engine.trust.PreflightReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A {@link DoctorReport} for people: the verdict, then a row a check, its advice below it. */
public final class DoctorText {
    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String FAINT = "\u001b[2m";
    private static final String GAP = "  ";
    private static final int WIDTH = 110;

    private final PrintStream out;
    private final boolean terminal;

    private DoctorText(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Prints a report.
     *
     * @param out where to; characters its charset lacks are replaced by plain ones
     * @param terminal whether {@code out} is a terminal that understands colours
     */
    public static void print(DoctorReport report, PrintStream out, boolean terminal) {
        new DoctorText(out, terminal).print(report);
        out.flush();
    }

    private void print(DoctorReport report) {
        line(styled(BOLD, "This machine as a load generator"));
        line(PlainText.oneLine(subject(report)));
        line("");
        String colour = switch (report.value()) {
            case VALID -> GREEN;
            case SUSPECT -> YELLOW;
            case INVALID -> RED;
        };
        line("Verdict: " + styled(BOLD + colour, report.value().name()) + GAP + summary(report.checks()));
        line("");
        int names = report.checks().stream()
                .mapToInt(row -> row.name().length())
                .max()
                .orElse(0);
        int outcomes = report.checks().stream()
                .mapToInt(row -> row.outcome().text().length())
                .max()
                .orElse(0);
        String indent = " ".repeat(3 * GAP.length() + outcomes + names);
        for (PreflightReport.Row row : report.checks()) {
            String limit = row.threshold().isEmpty() ? "" : "; the limit is " + row.threshold();
            String told = FindingText.sentence(row.measured() + limit);
            List<String> lines = new ArrayList<>(wrapped(told, WIDTH - indent.length()));
            if (!row.advice().isEmpty()) {
                lines.addAll(wrapped("Do: " + row.advice(), WIDTH - indent.length()));
            }
            line(GAP
                    + styled(style(row.outcome()), pad(row.outcome().text(), outcomes))
                    + GAP
                    + pad(row.name(), names)
                    + GAP
                    + lines.getFirst());
            lines.stream().skip(1).forEach(more -> line(indent + more));
        }
    }

    /** Broken between words into lines of so many characters. */
    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : PlainText.oneLine(text).split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static String subject(DoctorReport report) {
        DoctorReport.Subject subject = report.subject();
        List<String> parts = new ArrayList<>();
        parts.add(subject.benchmark() == null ? "at usual figures" : "for " + subject.benchmark());
        parts.add(Numbers.count(report.workers(), "worker", "workers"));
        parts.add("up to " + Numbers.count(subject.connections(), "connection", "connections"));
        parts.add(
                subject.requestsPerSecond() > 0
                        ? Numbers.three(subject.requestsPerSecond()) + " req/s"
                        : "a rate that depends on the target");
        if (subject.eventsPerSecond() > 0) {
            parts.add("about " + Numbers.amount(Math.round(subject.eventsPerSecond())) + " stream events/s");
        }
        return String.join(" · ", parts);
    }

    private static String summary(List<PreflightReport.Row> rows) {
        List<String> parts = new ArrayList<>();
        for (PreflightReport.Outcome outcome : PreflightReport.Outcome.values()) {
            long n = rows.stream().filter(row -> row.outcome() == outcome).count();
            if (n > 0) {
                parts.add(n + " " + outcome.text());
            }
        }
        return String.join(", ", parts);
    }

    private static String style(PreflightReport.Outcome outcome) {
        return switch (outcome) {
            case OK -> GREEN;
            case NOTE, UNKNOWN -> FAINT;
            case SUSPECT -> BOLD + YELLOW;
            case INVALID -> BOLD + RED;
        };
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private String styled(String style, String text) {
        return terminal ? style + text + RESET : text;
    }

    private void line(String text) {
        out.println(PlainText.fit(text.stripTrailing(), out.charset()));
    }
}
