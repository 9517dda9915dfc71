package dev.plimsoll.charts.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.charts.FabricatedRun;
import dev.plimsoll.engine.report.ExportOptions;
import dev.plimsoll.engine.report.ReportSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTest {
    @TempDir
    Path folder;

    static List<FabricatedRun> everyRun() {
        return List.of(
                FabricatedRun.sweep(),
                FabricatedRun.single(),
                FabricatedRun.many(),
                FabricatedRun.withoutSuccess(),
                FabricatedRun.withoutSlos(),
                FabricatedRun.notStreaming(),
                FabricatedRun.closedLoops(),
                FabricatedRun.interrupted(),
                FabricatedRun.telling(),
                FabricatedRun.empty());
    }

    @ParameterizedTest
    @MethodSource("everyRun")
    void everyRunBecomesOnePageThatNeedsNoNetwork(FabricatedRun run) throws IOException {
        List<Path> files = new HtmlExporter().export(run, ExportOptions.DEFAULT, folder);
        assertEquals(List.of(folder.resolve("report.html")), files);
        String html = Files.readString(files.getFirst());
        assertTrue(html.startsWith("<!doctype html>") && html.endsWith("</html>\n"));
        String ours = html.replace("http://www.w3.org/2000/svg", "").replace("http://10.20.0.14:30000", "");
        assertFalse(Pattern.compile("https?://").matcher(ours).find(), "no address of anything");
        assertFalse(Pattern.compile("<(link|img|iframe|object|embed)\\b|@import|\\bsrc=")
                .matcher(ours)
                .find());
        for (String part : List.of("class=\"card verdict", "id=\"charts\"", "id=\"setup\"", "id=\"definitions\"")) {
            assertTrue(html.contains(part), part);
        }
        assertFalse(html.contains("NaN") || html.contains("Infinity"), "numbers are finite or absent");
    }

    @Test
    void theVerdictComesBeforeTheNumbersAndTheNumbersBeforeTheCharts() {
        String html = page(FabricatedRun.sweep());
        int verdict = html.indexOf("SUSPECT</strong>");
        int tiles = html.indexOf("class=\"card tiles\"");
        int charts = html.indexOf("<section id=\"charts\"");
        int stages = html.indexOf("id=\"stages\"");
        assertTrue(0 < verdict && verdict < tiles && tiles < charts && charts < stages);
        assertTrue(html.contains("<b>This machine paused for 14 ms at 9:52; the limit is 10 ms.</b>"
                + " <span class=\"muted\">stage 10</span>"));
        assertTrue(
                html.contains("39.5 req/s meets TTFT p99 ≤ 500 ms and TPOT p99 ≤ 30 ms. Beyond it TTFT fails first."));
    }

    @Test
    void manyStagesFoldToThoseNearTheLoadLineAndAllAreThere() {
        String html = page(FabricatedRun.sweep());
        String table = html.substring(html.indexOf("id=\"stages\""), html.indexOf("</table>"));
        assertEquals(7, count(table, "<tr class=\"far\">"));
        assertEquals(3, count(table, "<tr><td>"));
        assertTrue(table.contains("data-near=\"3 of 10\""), table);
        assertFalse(page(FabricatedRun.single()).contains("data-near="));
    }

    @Test
    void outOfSloAndTooFewAreMarked() {
        String html = page(FabricatedRun.sweep());
        assertTrue(html.contains("<span class=\"out\">2,826</span>"));
        assertTrue(html.contains("<i>few</i>64</span>"));
        assertTrue(html.contains("<span class=\"chip FAIL\">"));
        assertTrue(html.contains("<span class=\"chip INCONCLUSIVE\">"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "</style></title></pre><svg onload=alert(1)>",
                "&lt;script&gt;",
                "]]>--><!--",
                "javascript:alert(1)"
            })
    void textFromOutsideIsOnlyEverText(String hostile) {
        String html = page(FabricatedRun.saying(hostile));
        // One way in would show as a tag or an attribute that our own page does not have.
        String plain = page(FabricatedRun.saying("harmless"));
        assertEquals(tags(plain), tags(html));
        assertFalse(html.contains(hostile) && hostile.matches(".*[<>\"'].*"), "it never stands there as it came");
    }

    @Test
    void onlyOurOwnScriptMayRun() {
        String html = page(FabricatedRun.saying("<script>alert(1)</script>"));
        Matcher script =
                Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(html);
        assertTrue(script.find());
        assertTrue(html.contains("script-src '" + Assets.hash(script.group(1)) + "'"));
        assertTrue(html.contains("default-src 'none'"));
        assertFalse(script.find(), "there is one");
    }

    @Test
    void whatStagesTellBesideTheirMetricsHasATableEach() {
        String html = page(FabricatedRun.telling());
        for (String table : List.of(
                "latency-with-failed-requests-as-infinite",
                "by-class-of-requests",
                "by-how-requests-ended",
                "prefill",
                "measurement-windows",
                "how-far-to-trust-the-figures",
                "effective-samples",
                "compatibility-metrics")) {
            assertTrue(html.contains("id=\"further-" + table + "\""), table);
        }
        assertTrue(html.contains("∞</span>") && !html.contains(">infinite<"), "a figure without end has its sign");
        for (String told : List.of("end in the window", "4.5", "proposed", "3 of 120", "events 25.0 %", "1.17", "38")) {
            assertTrue(html.contains(told), told);
        }
        assertTrue(html.contains("<a href=\"#further\">Further</a>"));
    }

    @Test
    void whatNoStageTellsHasNoTable() {
        String html = page(FabricatedRun.single());
        assertFalse(html.contains("id=\"further") || html.contains("#further"));
    }

    @Test
    void longTablesAreFoldedAndShortOnesAreNot() {
        assertTrue(Pattern.compile("id=\"further-prefill\" open>")
                .matcher(page(FabricatedRun.telling()))
                .find());
        assertTrue(Pattern.compile("id=\"further-prefill\"><summary>[^<]+<span class=\"muted\">10 rows")
                .matcher(page(FabricatedRun.saying("harmless")))
                .find());
    }

    @Test
    void chartsThatTheSettingsNameAreTheOnesThereAre() {
        ReportSettings two = new ReportSettings(
                false,
                List.of(),
                "light",
                960,
                540,
                2,
                ReportSettings.MOST_POINTS,
                List.of(),
                List.of("tpot", "throughput"),
                List.of(),
                List.of(),
                List.of());
        String html = HtmlReport.of(FabricatedRun.sweep(), two);
        assertEquals(2, count(html, "<div class=\"chart\""));
        assertTrue(html.indexOf("tpot-c0") > 0 && html.indexOf("tpot-c0") < html.indexOf("throughput-c0"));
    }

    @Test
    void setupIsTheWholeConfigurationEvenWhereItIsTorn() {
        assertTrue(page(FabricatedRun.sweep()).contains("&quot;seed&quot; : 42"));
        assertTrue(page(FabricatedRun.saying("\"")).contains("{&quot;name&quot;: &quot;&quot;&quot;}"));
    }

    @Test
    void thePageFollowsTheReadersThemeUnlessDarkIsAskedFor() {
        assertTrue(page(FabricatedRun.single()).contains("<html lang=\"en\">"));
        assertTrue(HtmlReport.of(FabricatedRun.single(), ReportSettings.DEFAULT.withTheme("dark"))
                .contains("<html lang=\"en\" data-theme=\"dark\">"));
        String html = page(FabricatedRun.single());
        assertTrue(html.contains("stroke=\"var(--pl-s1)\""), "drawings name roles");
        assertTrue(html.contains("--pl-s1:#0072b2;") && html.contains("--pl-s1:#5bb4f0;"), "both themes are there");
    }

    @Test
    void namesWithinDrawingsAreUniqueInThePage() {
        String html = page(FabricatedRun.sweep());
        Matcher ids = Pattern.compile(" id=\"([^\"]+)\"").matcher(html);
        java.util.Set<String> seen = new java.util.HashSet<>();
        while (ids.find()) {
            assertTrue(seen.add(ids.group(1)), ids.group(1));
        }
        assertTrue(seen.contains("ttft-c0"), seen.toString());
    }

    private static String page(FabricatedRun run) {
        return HtmlReport.of(run, ReportSettings.DEFAULT);
    }

    /** Every tag with the names of its attributes, in order, without our script. */
    private static List<String> tags(String html) {
        String body = html.substring(html.indexOf("<body>"), html.indexOf("<script>"));
        return Pattern.compile("<[^>]*>")
                .matcher(body.replaceAll("\"[^\"]*\"", "\"\""))
                .results()
                .map(r -> r.group().replaceAll("=\"\"", ""))
                .filter(tag -> !tag.startsWith("<text") && !tag.equals("</text>"))
                .toList();
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
