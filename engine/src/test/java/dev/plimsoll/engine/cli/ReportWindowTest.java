package dev.plimsoll.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.archive.RunFolders;
import dev.plimsoll.engine.metrics.Records;
import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.RequestRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportWindowTest {
    @TempDir
    private Path runs;

    private String run;

    @BeforeEach
    void makeRun() {
        List<RequestRecord> records = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            records.add(Records.streamed(i, i * 50, i * 50, 3, 20, 25, 30));
        }
        Histogram values = new Histogram(3);
        values.recordValueWithCount(20_000, 20);
        IntervalSample second = new IntervalSample(
                0, 0, 0, 1_000_000_000L, 20, 20, 0, 0, 60, 60, new Histogram(3), values, values, new Histogram(3));
        run = RunFolders.sealed(runs, Records.stage(20), records, List.of(second))
                .toString();
    }

    private JsonNode stage(String... options) {
        List<String> all = new ArrayList<>(List.of("report", run, "--json"));
        all.addAll(List.of(options));
        CliProbe probe = CliProbe.run(all.toArray(String[]::new));
        assertEquals(0, probe.exitCode(), probe.err());
        return JsonMapper.shared().readTree(probe.out()).at("/stages/0");
    }

    @Test
    void anotherWindowIsMeasuredAndToldEverywhere() {
        JsonNode stage = stage("--window", "5..10", "--window-rule", "end-in");
        assertEquals("[5.0,10.0]", stage.get("windowSeconds").toString());
        assertEquals("5–10 s, end-in", stage.at("/window/recut").asString());
        assertEquals(100, stage.at("/metrics/latency/count").asInt());
        CliProbe probe = CliProbe.run("report", run, "--window", "5..10", "--window-rule", "end-in");
        assertTrue(probe.out().contains("window cut again: 5–10 s, end-in"), probe.out());
        assertTrue(probe.out().contains("Stage 1: figures are of the requests that end in the window"), probe.out());
    }

    @Test
    void aWindowMayBeOpenAtOneEndAndCutsMayBeSharesOrSeconds() {
        assertEquals("[5.0,20.0]", stage("--window", "5..").get("windowSeconds").toString());
        assertEquals(
                "[0.0,2.5]", stage("--window", "..2.5").get("windowSeconds").toString());
        assertEquals(
                "[2.0,17.0]",
                stage("--warmup", "0.1", "--cooldown", "3").get("windowSeconds").toString());
        assertEquals(
                "warm-up auto", stage("--warmup", "auto").at("/window/recut").asString());
    }

    @Test
    void anEstimateReadsNoRecord() throws IOException {
        Path copy = Path.of(run);
        Files.delete(copy.resolve("records.parquet"));
        CliProbe probe = CliProbe.run("report", run, "--window", "0..2", "--quick");
        assertEquals(0, probe.exitCode(), probe.err());
        assertTrue(probe.out().contains("~20"), probe.out());
        assertTrue(probe.out().contains("no record was read"), probe.out());
        assertEquals(
                2, CliProbe.run("report", run, "--window", "5..6", "--quick").exitCode(), "nobody told of these");
        for (String[] more : new String[][] {{"--json"}, {"--window-rule", "end-in"}, {"--warmup", "auto"}}) {
            List<String> all = new ArrayList<>(List.of("report", run, "--quick"));
            all.addAll(List.of(more));
            assertEquals(2, CliProbe.run(all.toArray(String[]::new)).exitCode(), more[0]);
        }
    }

    @Test
    void everythingThatIsWrongIsToldTogetherWithWhatIsAllowed() {
        CliProbe probe = CliProbe.run(
                "report", run, "--window", "10..5", "--window-rule", "inside", "--warmup", "soon", "--cooldown", "-1");
        assertEquals(2, probe.exitCode());
        assertEquals("", probe.out());
        for (String part : List.of(
                "--window: '10..5' ends before it begins",
                "--warmup: cannot be used together with the beginning of --window",
                "--window-rule: 'inside' is no rule",
                "start-in, end-in, fully-in, overlap",
                "--warmup: 'soon' is no length",
                "--cooldown: '-1' is no length")) {
            assertTrue(probe.err().contains(part), part + " is missing from: " + probe.err());
        }
        assertTrue(CliProbe.run("report", run, "--window", "ten").err().contains("'ten' is no window"));
        assertTrue(CliProbe.run("report", run, "--warmup", "0.5", "--cooldown", "0.5")
                .err()
                .contains("leaves nothing to measure"));
    }
}
