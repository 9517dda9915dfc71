package dev.plimsoll.charts.html;

import static dev.plimsoll.charts.svg.Xml.escape;

import dev.plimsoll.engine.report.FindingText;
import dev.plimsoll.engine.report.Headline;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.PlainText;
import dev.plimsoll.engine.trust.Severity;
import dev.plimsoll.engine.trust.Verdict;
import java.util.List;
import java.util.Locale;

/** The first card: the verdict with its reasons, the load line in a sentence, saturation. */
final class HtmlVerdict {
    /** More notes than this are folded; findings never are. */
    private static final int MOST_NOTES = 2;

    private HtmlVerdict() {}

    static void write(Verdict verdict, Headline headline, StringBuilder html) {
        html.append("<section class=\"card verdict ")
                .append(verdict.name().toLowerCase(Locale.ROOT))
                .append("\"><div class=\"word\"><strong>")
                .append(HtmlIcons.of(verdict, 24))
                .append(verdict)
                .append("</strong><p>")
                .append(line(headline.verdictNote()))
                .append("</p></div><ul class=\"findings\">\n");
        List<FindingText> findings = headline.findings().stream()
                .filter(f -> f.severity() != Severity.NOTE)
                .toList();
        findings.forEach(f -> finding(f, html));
        html.append("<li class=\"saturated\">").append(HtmlIcons.mark(14)).append("<div>");
        html.append(line(headline.loadLine().sentence()));
        for (String sentence : headline.saturation()) {
            html.append("<br><span class=\"muted\">").append(line(sentence)).append("</span>");
        }
        html.append("</div></li>\n");
        notes(headline, html);
        html.append("</ul></section>\n");
    }

    private static void notes(Headline headline, StringBuilder html) {
        List<FindingText> notes = headline.findings().stream()
                .filter(f -> f.severity() == Severity.NOTE)
                .toList();
        boolean folds = notes.size() > MOST_NOTES;
        if (folds) {
            html.append("<li class=\"note\">").append(HtmlIcons.of(Severity.NOTE, 14));
            html.append("<details><summary>").append(Numbers.count(notes.size()));
            html.append(" notes: good to know, the figures stand</summary><ul>\n");
        }
        notes.forEach(n -> finding(n, html));
        if (folds) {
            html.append("</ul></details></li>\n");
        }
    }

    private static void finding(FindingText finding, StringBuilder html) {
        html.append("<li class=\"").append(finding.severity().text()).append("\">");
        html.append(HtmlIcons.of(finding.severity(), 14)).append("<div><b>").append(line(finding.what()));
        html.append("</b> <span class=\"muted\">").append(line(finding.where())).append("</span>");
        if (!finding.todo().isEmpty()) {
            html.append("<br>Do: <span class=\"muted\">")
                    .append(line(finding.todo()))
                    .append("</span>");
        }
        if (!finding.alike().isEmpty()) {
            html.append("<details><summary>each of them</summary>");
            finding.alike()
                    .forEach(other -> html.append("<p>").append(line(other)).append("</p>"));
            html.append("</details>");
        }
        html.append("</div></li>\n");
    }

    private static String line(String text) {
        return escape(PlainText.oneLine(text));
    }
}
