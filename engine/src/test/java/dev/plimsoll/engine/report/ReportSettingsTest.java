package dev.plimsoll.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportSettingsTest {
    private static final String CHARTS = """
        "charts": {"ttft-vs-load": {"type": "line", "x": {"metric": "requests"},
                                    "y": {"metric": "ttft", "stat": "p99"}, "labels": "strategy", "groups": "run"}}\
        """;

    @TempDir
    Path folder;

    private ReportSettings of(String report) {
        return ReportSettings.of(workspace(report), folder.resolve("user"));
    }

    private WorkspaceFile workspace(String report) {
        return WorkspaceFile.parse("{\"schemaVersion\": 1,\n\"report\":\n" + report + "}", "w.plimsoll.json", folder);
    }

    @Test
    void settingsOfAWorkspaceTurnTheAutomaticReportOnUnlessFalse() {
        assertTrue(of("{\"theme\": \"dark\"}").automatic());
        assertFalse(of("{\"automatic\": false}").automatic());
        assertFalse(of("false").automatic());
        assertFalse(of("null").automatic());
    }

    @Test
    void aUsersOwnSettingsCountWhereTheWorkspaceHasNone() throws IOException {
        Path user = Files.createDirectories(folder.resolve("user"));
        Files.writeString(user.resolve("report.json"), "{\"theme\": \"dark\", \"automatic\": true, \"width\": 1200}");
        assertEquals(1200, of("null").width());
        assertTrue(of("null").automatic());
        assertFalse(of("false").automatic(), "false is no automatic report, in the look of the user");
        assertEquals("dark", of("false").theme());
        assertEquals(960, of("{\"theme\": \"dark\"}").width(), "a workspace's settings replace the user's");
    }

    @Test
    void chartsOfOnesOwnStandBesideThoseThereAre() {
        ReportSettings settings = of("{" + CHARTS + ", \"single\": [\"ttft-vs-load\", \"cdf\"]}");
        List<ChartSetting> charts = settings.ofSingleRun();
        ChartSetting.OfStages own = (ChartSetting.OfStages) charts.getFirst();
        assertEquals(ChartSetting.Type.LINE, own.type());
        assertEquals("TTFT p99 against achieved", own.title());
        assertEquals(new ChartSetting.BuiltIn("cdf"), charts.getLast());
        assertEquals(
                ChartSetting.BUILT_IN.size(),
                of("{" + CHARTS + "}").ofSingleRun().size());
        assertEquals(
                "ttft-vs-load",
                of("{" + CHARTS + "}").ofSeveralRuns().getFirst().name());
    }

    @Test
    void theResolvedFormReadsBackToTheSame() {
        ReportSettings settings = of("{" + CHARTS
                + ", \"single\": [\"ttft-vs-load\"], \"formats\": [\"csv\", \"json\"], \"downSampling\": 200,"
                + " \"theme\": \"dark\", \"width\": 700, \"baseline\": [\"main-*\"], \"treatment\": \"pr-*\"}");
        settings.writeTo(folder);
        ReportSettings read = ReportSettings.ofRun(folder).orElseThrow();
        assertEquals(settings.json(), read.json());
        assertEquals(List.of("pr-*"), read.treatment());
        assertTrue(ReportSettings.ofRun(folder.resolve("other")).isEmpty());
    }

    @Test
    void settingsMayBeAFileBesideTheWorkspace() throws IOException {
        Files.writeString(folder.resolve("look.json"), "{\"scale\": 1}");
        ReportSettings settings = of("\"look.json\"");
        assertEquals(1, settings.scale());
        assertTrue(settings.automatic());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'them': 'dark'} | w.plimsoll.json:3 report.them: unknown field 'them'",
                "{'theme': 'drak'} | :3 report.theme: unknown name 'drak'; did you mean 'dark'?",
                "{'formats': ['cvs']} | report.formats[0]: there is no report format 'cvs'; did you mean 'csv'?",
                "{'single': ['cdf', 'throughputt']} | report.single[1]: there is no chart 'throughputt'; did you mean"
                        + " 'throughput'?",
                "{'several': ['cdf']} | report.several[0]: there is no chart of these settings 'cdf'",
                "{'width': 5} | report.width: must be from 120 to 8192, but is 5",
                "{'downSampling': 'many'} | report.downSampling: must be a whole number",
                "{'charts': {'a': {'x': {'metric': 'tfft', 'stat': 'p99'}, 'y': {'metric': 'goodput'}}}}"
                        + " | report.charts.a.x.metric: there is no metric 'tfft'; did you mean 'ttft'?",
                "{'charts': {'a': {'x': {'metric': 'ttft', 'stat': 'p98'}, 'y': {'metric': 'goodput'}}}}"
                        + " | report.charts.a.x.stat: there is no statistic 'p98'; did you mean 'p90'?",
                "{'charts': {'a': {'x': {'metric': 'goodput'}}}} | report.charts.a.y: is missing",
                "{'charts': {'a': {'type': 'bar', 'x': {'metric': 'sent'}, 'y': {'metric': 'sent'}}}}"
                        + " | report.charts.a.type: unknown name 'bar'",
                "{'charts': {'../a': {'x': {'metric': 'sent'}, 'y': {'metric': 'sent'}}}} | a chart's name is one of a"
                        + " file",
                "{'charts': {'cdf': {'x': {'metric': 'sent'}, 'y': {'metric': 'sent'}}}} | is the name of a chart that"
                        + " there is",
                "'absent.json' | w.plimsoll.json:2 report: Could not open",
                "7 | report: must be an object { ... }, the path of a file with one, or false, but is 7"
            })
    void whatIsWrongIsToldWithItsPlaceAndWhatMayBeMeant(String report, String told) {
        WorkspaceFile workspace = workspace(report.replace('\'', '"'));
        List<String> all =
                new ArrayList<>(workspace.problems().stream().map(Problem::tell).toList());
        try {
            ReportSettings.of(workspace, folder);
        } catch (PlimsollException e) {
            assertEquals(ExitCode.USAGE, e.exitCode());
            all.add(String.valueOf(e.getMessage()));
        }
        assertTrue(all.stream().anyMatch(each -> each.contains(told)), all.toString());
    }

    @Test
    void aFaultInAFileOfItsOwnNamesThatFile() throws IOException {
        Files.writeString(folder.resolve("look.json"), "{\n\"theme\": \"drak\"\n}");
        PlimsollException e = assertThrows(PlimsollException.class, () -> of("\"look.json\""));
        assertEquals("look.json", e.problems().getFirst().file());
        assertEquals(2, e.problems().getFirst().line());
    }
}
