package dev.plimsoll.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportersTest {
    @TempDir
    Path folder;

    @Test
    void recordsAreWrittenOnlyWhereAskedFor() {
        List<String> formats = Exporters.all().stream().map(Exporter::format).toList();
        assertEquals(List.of("aiperf", "csv", "guidellm", "json", "jsonl", "junit", "markdown", "parquet"), formats);
        List<String> usual = Exporters.usual().stream().map(Exporter::format).toList();
        assertEquals(List.of("csv", "json", "junit", "markdown"), usual);
    }

    @Test
    void formatsAreTakenInTheOrderAskedForAndOnce() {
        List<String> formats = Exporters.of(List.of("json", "csv", "json")).stream()
                .map(Exporter::format)
                .toList();
        assertEquals(List.of("json", "csv"), formats);
    }

    @Test
    void everyUnknownFormatIsToldWithWhatIsAllowed() {
        PlimsollException e = assertThrows(PlimsollException.class, () -> Exporters.of(List.of("pdf", "csv", "xls")));
        assertEquals(ExitCode.USAGE, e.exitCode());
        assertTrue(e.getMessage()
                .contains("--format: 'pdf' is not a report format (allowed: aiperf, csv, guidellm, json, jsonl, junit,"
                        + " markdown, parquet)"));
        assertTrue(e.getMessage().contains("'xls'"));
    }

    @Test
    void theSummaryIsWrittenWithoutAnyNullOrNaN() throws IOException {
        Path file = new JsonExporter()
                .export(SampleRun.typical(), ExportOptions.DEFAULT, folder)
                .getFirst();
        assertEquals("summary.json", file.getFileName().toString());
        String text = Files.readString(file);
        JsonNode json = JsonMapper.shared().readTree(text);
        assertEquals(1, json.get("schemaVersion").asInt());
        assertEquals("SUSPECT", json.at("/verdict/value").asString());
        assertEquals(399, json.at("/stages/2/metrics/ttft/p99").asDouble());
        assertTrue(!text.contains("null") && !text.contains("NaN"), text);
    }

    @Test
    void aRowPerStageUnderOneHeader() throws IOException {
        List<List<String>> rows = csv("summary.csv");
        assertEquals(5, rows.size());
        List<String> header = rows.getFirst();
        assertEquals(
                List.of("stage_index", "strategy", "strategy_kind", "open_loop", "schedule_sha256"),
                header.subList(0, 5));
        assertEquals(header.size(), new HashSet<>(header).size());
        List<String> stage = rows.get(3);
        assertEquals("Poisson 40.0", stage.get(header.indexOf("strategy")));
        assertEquals("40", stage.get(header.indexOf("offered_requests_per_s")));
        assertEquals("399", stage.get(header.indexOf("ttft_p99_ms")));
        assertEquals("56", stage.get(header.indexOf("sendLag_p99_us".replace("L", "_l"))));
        assertEquals("PASS", stage.get(header.indexOf("slos")));
        assertEquals("max_duration", stage.get(header.indexOf("stopped_by")));
        assertEquals("", stage.get(header.indexOf("saturated_at_s")));
        assertEquals("31.2", rows.get(4).get(header.indexOf("saturated_at_s")));
        assertEquals("", rows.get(1).get(header.indexOf("offered_requests_per_s")), "a closed loop has no rate");
        assertEquals("", stage.get(header.indexOf("icl_p99_ms")), "an absent metric leaves its cells empty");
    }

    @Test
    void aRowPerRequestAndFormulasFromOutsideAreHarmless() throws IOException {
        List<List<String>> rows = csv("requests.csv");
        assertEquals(3, rows.size());
        List<String> header = rows.getFirst();
        List<String> good = rows.get(1);
        assertEquals("completed", good.get(header.indexOf("status")));
        assertEquals("27000", good.get(header.indexOf("send_start_ns")));
        assertEquals("1.1", good.get(header.indexOf("ttft_ms")));
        assertEquals("2", good.get(header.indexOf("tpot_ms")));
        assertEquals("27", good.get(header.indexOf("send_lag_us")));
        assertEquals("", good.get(header.indexOf("error_kind")));
        assertEquals("req-9", good.get(header.indexOf("server_request_id")));
        List<String> bad = rows.get(2);
        assertEquals("'=cmd|' /C calc'!A1", bad.get(header.indexOf("error")));
        assertEquals("'@label", bad.get(header.indexOf("label")));
        assertEquals("", bad.get(header.indexOf("first_token_ns")));
        assertEquals("", bad.get(header.indexOf("ttft_ms")));
    }

    @Test
    void aRowPerSecondAndAnAbsentSecondIsEmpty() throws IOException {
        List<List<String>> rows = csv("series.csv");
        assertEquals(1 + 4 * 3, rows.size());
        List<String> header = rows.getFirst();
        assertEquals(List.of("stage_index", "run_s", "stage_s", "step_s"), header.subList(0, 4));
        List<String> second = rows.get(5);
        assertEquals("61", second.get(header.indexOf("run_s")));
        assertEquals("2.5", second.get(header.indexOf("completed_requests_per_s")));
        assertEquals("", rows.get(6).get(header.indexOf("ttft_p99_ms")));
    }

    @Test
    void cellsAreQuotedAndDefusedByTheirFirstCharacter() throws IOException {
        StringBuilder out = new StringBuilder();
        new CsvText(out)
                .text("+1")
                .text("-1")
                .text("\tx")
                .text("a,b")
                .text("say \"hi\"\nthere")
                .text(null)
                .number((Double) Double.NaN)
                .number((Double) 1e-7)
                .number((Double) 1e9)
                .number((Double) (-2.5))
                .natural(-1)
                .endRow();
        assertEquals("'+1,'-1,'\tx,\"a,b\",\"say \"\"hi\"\"\nthere\",,,0.0000001,1000000000,-2.5,\n", out.toString());
    }

    private List<List<String>> csv(String name) throws IOException {
        List<Path> files = new CsvExporter().export(SampleRun.typical(), ExportOptions.DEFAULT, folder);
        assertEquals(
                List.of("summary.csv", "requests.csv", "series.csv"),
                files.stream().map(f -> f.getFileName().toString()).toList());
        return Files.readAllLines(folder.resolve(name)).stream()
                .map(line -> List.of(line.split(",", -1)))
                .toList();
    }
}
