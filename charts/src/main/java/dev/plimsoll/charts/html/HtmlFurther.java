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

    /** A section of them; none without any. {@code id} is its name and begins those of its tables. */
    static void write(String id, List<Sheet> sheets, StringBuilder html) {
        if (sheets.isEmpty()) {
            return;
        }
        html.append("<section id=\"").append(id).append("\">\n");
        sheets.forEach(sheet -> write(id, sheet, html));
        html.append("</section>\n");
    }

    private static void write(String id, Sheet sheet, StringBuilder html) {
        int rows = sheet.columns().getFirst().cells().size();
        html.append("<details class=\"card table\" id=\"")
                .append(id)
                .append('-')
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
