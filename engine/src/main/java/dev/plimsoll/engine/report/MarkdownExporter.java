package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.file.AtomicFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** {@code report.md}: the verdict, the load line and one table, for a pull request; behind a model router two more, of the router and its models. */
public final class MarkdownExporter implements Exporter {
    /** Of the tables of a model router, the first ones: of the router and of its models, behind that of compared policies. */
    private static final int ROUTER_TABLES = 2;

    private static final String SPECIAL = "\\`*_{}[]<>#|~&";

    @Override
    public String format() {
        return "markdown";
    }

    @Override
    public String description() {
        return "report.md: verdict, load line and one table, for a pull request";
    }

    @Override
    public List<Path> export(ArchivedRun run, ExportOptions options, Path folder) {
        Path file = folder.resolve("report.md");
        AtomicFile.writeText(file, text(run.summary()));
        return List.of(file);
    }

    /** The text, also for "Copy as Markdown". */
    public static String text(RunSummary summary) {
        Headline headline = Headline.of(summary);
        StringBuilder text = new StringBuilder();
        text.append("### ").append(escape(headline.title())).append("\n\n");
        text.append(escape(headline.context())).append("\n\n");
        text.append("**").append(summary.verdict().value()).append("**: ");
        text.append(escape(headline.verdictNote())).append("\n");
        for (FindingText finding : headline.findings()) {
            text.append("- ").append(escape(finding.what()));
            if (!finding.where().isEmpty()) {
                text.append(" (").append(finding.where()).append(")");
            }
            if (!finding.todo().isEmpty()) {
                text.append(" Do: ").append(escape(finding.todo()));
            }
            text.append("\n");
        }
        text.append("\n**Load line**: ")
                .append(escape(headline.loadLine().sentence()))
                .append("\n\n");
        for (String sentence : headline.saturation()) {
            text.append(escape(sentence)).append("\n\n");
        }
        for (String sentence : WindowText.of(summary)) {
            text.append(escape(sentence)).append("\n\n");
        }
        table(StageColumns.of(summary).headline(), text);
        int most = ROUTER_TABLES + (PolicyTables.compares(summary) ? 1 : 0);
        PageTables.ofRouter(summary).stream().limit(most).forEach(sheet -> {
            text.append("\n**").append(escape(sheet.title())).append("**\n\n");
            table(sheet.columns(), text);
        });
        return text.toString();
    }

    private static void table(List<Column> columns, StringBuilder text) {
        text.append(row(columns.stream().map(Column::head).toList()));
        text.append(row(columns.stream().map(c -> c.number() ? "---:" : "---").toList()));
        int rows = columns.getFirst().cells().size();
        for (int i = 0; i < rows; i++) {
            int at = i;
            text.append(row(columns.stream().map(c -> cell(c.cells().get(at))).toList()));
        }
    }

    private static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String cell(Column.Cell cell) {
        String text = escape(cell.text());
        return switch (cell.mark()) {
            case NONE, INFINITE -> text;
            case FEW -> "few " + text;
            case OUT_OF_SLO -> "**" + text + "**";
        };
    }

    /** One line without markup, whatever a server or a dataset put into it. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : PlainText.oneLine(text).toCharArray()) {
            if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }
}
