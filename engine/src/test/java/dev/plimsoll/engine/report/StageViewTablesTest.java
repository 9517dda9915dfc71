package dev.plimsoll.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.Records;
import dev.plimsoll.engine.metrics.StageFiguresBuilder;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.plan.SloPlan;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageViewTablesTest {
    private static RunSummary run(RequestRecord... records) {
        StageFiguresBuilder builder = new StageFiguresBuilder(Records.stage(1, new SloPlan("ttft", null, 250, "ms")));
        Arrays.stream(records).forEach(builder::add);
        return SampleRun.of(builder.build().summary());
    }

    private static String print(RunSummary summary) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ConsoleReport.print(summary, new PrintStream(bytes, false, StandardCharsets.UTF_8), false);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static final RequestRecord GOOD = Records.labelled(Records.streamed(0, 0, 0, 2, 100, 200), "short");
    private static final RequestRecord OTHER =
            Records.labelled(Records.streamed(1, 0, 0, 2, 300, 600), "long\u001b[31m");
    private static final RequestRecord FAILED = Records.failed(2, RequestError.of(ErrorKind.CONNECT, "refused"), 0, 50);

    @Test
    void failuresAreToldAsInfiniteAndGoodputWithItsDenominator() {
        String text = print(run(GOOD, OTHER, FAILED));
        int at = text.indexOf("Latency with failed requests as infinite");
        assertTrue(at > 0 && text.substring(at).contains("infinite"), text);
        assertTrue(text.contains("1 of 3"), text);
    }

    @Test
    void eachClassHasItsRowAndItsNameDrivesNoTerminal() {
        String text = print(run(GOOD, OTHER));
        assertTrue(text.contains("By class of requests") && text.contains("short"), text);
        assertFalse(text.contains("\u001b"), text);
    }

    @Test
    void whatAStageDoesNotTellHasNoTable() {
        String text = print(SampleRun.of(SampleRun.closed(0, 1.4, 64)));
        StageViewTables.ALL.forEach(table -> assertFalse(text.contains(table.title()), table.title()));
    }

    @Test
    void theSummarysCsvHasACellForEveryColumn() throws IOException {
        StringBuilder text = new StringBuilder();
        StageCsv.write(run(GOOD, OTHER, FAILED), text);
        List<String> lines = text.toString().lines().toList();
        assertEquals(lines.getFirst().split(",", -1).length, lines.getLast().split(",", -1).length);
        int p99 = List.of(lines.getFirst().split(",", -1)).indexOf("latency_error_adjusted_p99_ms");
        assertEquals("infinite", lines.getLast().split(",", -1)[p99]);
    }

    @Test
    void aStageThatTellsNothingHasEmptyCells() throws IOException {
        StageSummary plain = SampleRun.closed(0, 1.4, 64);
        StringBuilder text = new StringBuilder();
        StageCsv.write(SampleRun.of(plain), text);
        assertFalse(text.toString().contains("NaN"), text.toString());
    }
}
