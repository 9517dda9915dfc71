package dev.plimsoll.charts.html;

import static dev.plimsoll.charts.svg.Xml.escape;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.StageSummary.ErrorCount;
import dev.plimsoll.engine.report.Column;
import dev.plimsoll.engine.report.Headline;
import dev.plimsoll.engine.report.LoadLine;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.PlainText;
import dev.plimsoll.engine.report.StageColumns;
import dev.plimsoll.engine.report.WindowText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of the page. */
final class HtmlTables {
    /** More stages than this fold to those near the load line. */
    private static final int MOST_SHOWN = 6;

    private HtmlTables() {}

    /** One row per stage. */
    static void stages(RunSummary summary, Headline headline, StringBuilder html) {
        List<StageSummary> stages =
                summary.stages().stream().map(RunSummary.Stage::figures).toList();
        if (stages.isEmpty()) {
            return;
        }
        List<Boolean> near = near(stages, headline);
        long shown = near.stream().filter(b -> b).count();
        boolean folds = stages.size() > MOST_SHOWN && shown < stages.size();
        String where = headline.loadLine() instanceof LoadLine.Crossing
                ? "Stages near the load line"
                : "Stages near the highest rate";
        String all = Numbers.count(stages.size());
        html.append("<section class=\"card table\" id=\"stages\"><h2>");
        html.append(folds ? switching("Stages", where, "Stages") : "<span>Stages</span>");
        html.append(" <span class=\"muted\">");
        html.append(folds ? switching(all, shown + " of " + all, all) : all).append("</span>");
        if (folds) {
            html.append("<button id=\"all\" class=\"link\" type=\"button\" hidden>Show all</button>");
        }
        html.append("</h2>\n");
        table(StageColumns.of(summary).headline(), folds ? near : List.of(), html);
        notes(stages, html);
        html.append("</section>\n");
    }

    /** Words that change with the fold; {@code now} is what a reader without script sees. */
    private static String switching(String now, String near, String all) {
        return "<span data-near=\"" + near + "\" data-all=\"" + all + "\">" + now + "</span>";
    }

    /** The stages beside the load line and one below them; without a line the three with the highest throughput. */
    private static List<Boolean> near(List<StageSummary> stages, Headline headline) {
        if (headline.loadLine() instanceof LoadLine.Crossing line) {
            double from = stages.stream()
                    .filter(StageSummary::openLoop)
                    .filter(s -> s.index() != line.below() && s.index() != line.above())
                    .mapToDouble(s -> s.rates().requests())
                    .filter(r -> r <= line.requestsPerSecond())
                    .max()
                    .orElse(Double.MAX_VALUE);
            return stages.stream()
                    .map(s -> s.index() == line.below()
                            || s.index() == line.above()
                            || (s.openLoop() && s.rates().requests() == from))
                    .toList();
        }
        double third = stages.stream()
                .mapToDouble(s -> -s.rates().requests())
                .sorted()
                .skip(2)
                .findFirst()
                .orElse(Double.MAX_VALUE);
        return stages.stream().map(s -> s.rates().requests() >= -third).toList();
    }

    /** Every error by stage and kind. */
    static void errors(RunSummary summary, StringBuilder html) {
        List<Column.Cell> stage = new ArrayList<>();
        List<Column.Cell> kind = new ArrayList<>();
        List<Column.Cell> code = new ArrayList<>();
        List<Column.Cell> count = new ArrayList<>();
        List<Column.Cell> sample = new ArrayList<>();
        for (RunSummary.Stage row : summary.stages()) {
            for (ErrorCount error : row.figures().errors()) {
                stage.add(Column.Cell.of(Numbers.count(row.figures().index() + 1L)));
                kind.add(Column.Cell.of(error.kind()));
                code.add(Column.Cell.of(error.code() == null ? Numbers.ABSENT : String.valueOf(error.code())));
                count.add(Column.Cell.of(Numbers.count(error.count())));
                sample.add(Column.Cell.of(error.sample()));
            }
        }
        if (stage.isEmpty()) {
            return;
        }
        html.append("<section class=\"card table\" id=\"errors\"><h2>Errors <span class=\"muted\">by stage, ")
                .append("most frequent first</span></h2>\n");
        table(
                List.of(
                        new Column("Stage", "", false, stage),
                        new Column("Kind", "", false, kind),
                        new Column("HTTP status", "", true, code),
                        new Column("Count", "", true, count),
                        new Column("Sample", "", false, sample)),
                List.of(),
                html);
        html.append("</section>\n");
    }

    static void table(List<Column> columns, List<Boolean> near, StringBuilder html) {
        html.append("<table><thead><tr>");
        for (Column column : columns) {
            html.append(column.number() ? "<th class=\"n\">" : "<th>")
                    .append(escape(column.head()))
                    .append("</th>");
        }
        html.append("</tr></thead><tbody>\n");
        for (int i = 0; i < columns.getFirst().cells().size(); i++) {
            html.append(near.isEmpty() || near.get(i) ? "<tr>" : "<tr class=\"far\">");
            for (Column column : columns) {
                cell(column, column.cells().get(i), html);
            }
            html.append("</tr>\n");
        }
        html.append("</tbody></table>\n");
    }

    private static void cell(Column column, Column.Cell cell, StringBuilder html) {
        html.append(
                column.number() ? "<td class=\"n\">" : column.name().equals("Sample") ? "<td class=\"text\">" : "<td>");
        String text = escape(PlainText.oneLine(cell.text()));
        if (column.name().equals("SLOs")) {
            html.append(HtmlIcons.chip(text));
        } else {
            switch (cell.mark()) {
                case NONE -> html.append(text);
                case FEW ->
                    html.append("<span class=\"few\" title=\"too few requests for this percentile\"><i>few</i>")
                            .append(text)
                            .append("</span>");
                case OUT_OF_SLO ->
                    html.append("<span class=\"out\">").append(text).append("</span>");
                case INFINITE -> html.append("<span title=\"so many requests failed\">∞</span>");
            }
        }
        html.append("</td>");
    }

    /** What is worth knowing about how the figures came about; what holds for every stage is said once. */
    private static void notes(List<StageSummary> stages, StringBuilder html) {
        Map<String, List<String>> byText = new LinkedHashMap<>();
        for (StageSummary stage : stages) {
            List<String> notes = new ArrayList<>(stage.notes());
            notes.addAll(WindowText.of(stage));
            for (String note : notes) {
                byText.computeIfAbsent(note, key -> new ArrayList<>()).add(Numbers.count(stage.index() + 1L));
            }
        }
        if (byText.isEmpty()) {
            return;
        }
        List<String> sentences = new ArrayList<>();
        byText.forEach((note, where) -> sentences.add(escape(PlainText.oneLine(note))
                + (where.size() == stages.size()
                        ? ""
                        : " (" + (where.size() == 1 ? "stage " : "stages ") + String.join(", ", where) + ")")));
        html.append("<details class=\"notes\"><summary>How these figures came about</summary>");
        sentences.forEach(sentence -> html.append("<p>").append(sentence).append("</p>"));
        html.append("</details>\n");
    }
}
