package dev.plimsoll.charts.html;

import static dev.plimsoll.charts.svg.Xml.escape;

import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.PlainText;
import dev.plimsoll.engine.report.Sheet;
import java.util.List;
import java.util.Locale;

/** What stages tell beside their metrics, a table each; long ones are folded. */
final class HtmlFurther {
    /** Tables with more rows are folded. */
    private static final int MOST_ROWS = 6;

    private HtmlFurther() {}

    static void write(List<Sheet> sheets, StringBuilder html) {
        if (sheets.isEmpty()) {
            return;
        }
        html.append("<section id=\"further\">\n");
        sheets.forEach(sheet -> write(sheet, html));
        html.append("</section>\n");
    }

    private static void write(Sheet sheet, StringBuilder html) {
        int rows = sheet.columns().getFirst().cells().size();
        html.append("<details class=\"card table\" id=\"further-")
                .append(name(sheet.title()))
                .append(rows > MOST_ROWS ? "\"" : "\" open")
                .append("><summary>")
                .append(escape(PlainText.oneLine(sheet.title())));
        if (rows > MOST_ROWS) {
            html.append(" <span class=\"muted\">").append(Numbers.count(rows)).append(" rows</span>");
        }
        html.append("</summary>\n");
        HtmlTables.table(sheet.columns(), List.of(), html);
        html.append("</details>\n");
    }

    /** The first words of a title as a name within the page: {@code effective-samples}. */
    private static String name(String title) {
        return title.split("[:,]", 2)[0].toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
    }
}
