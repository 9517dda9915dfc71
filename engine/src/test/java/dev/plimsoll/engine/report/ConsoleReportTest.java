package dev.plimsoll.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.archive.RunSummary;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {
    private final RunSummary typical = SampleRun.typical().summary();

    @Test
    void theVerdictComesFirstThenTheLoadLineThenTheTables() {
        List<String> lines =
                print(typical, StandardCharsets.UTF_8, false).lines().toList();
        assertEquals("Sweep chat-short → vllm-h100", lines.getFirst());
        assertTrue(lines.contains("Verdict: SUSPECT  1 finding, 1 note, 27 checks passed."));
        assertTrue(lines.contains("  suspect: This machine paused for 14 ms at 9:52; the limit is 10 ms. (stage 4)"));
        assertTrue(lines.contains("    Do: repeat stage 4 with nothing else running here."));
        assertTrue(lines.contains("Load line: 39.4 req/s meets TTFT p99 ≤ 500 ms. Beyond it requests fail."));
        assertTrue(lines.contains("Saturated in stage 4 since 3:31: The server takes in 44 req/s but completes 42.8."));
        assertTrue(lines.indexOf("TTFT: time to first token") > lines.indexOf("Throughput"));
    }

    @Test
    void columnsAreAlignedAndTooFewIsMarked() {
        List<String> lines =
                print(typical, StandardCharsets.UTF_8, false).lines().toList();
        int at = lines.indexOf("TTFT: time to first token");
        assertTrue(lines.get(at + 4).contains("64*"), lines.get(at + 4));
        assertEquals(lines.get(at + 5).indexOf("90") + 1, lines.get(at + 4).indexOf("64*") + 1);
        assertTrue(
                lines.contains("* too few requests for this percentile: fewer than 5 independent ones lie beyond it"));
    }

    @Test
    void whatTheRunDoesNotHaveHasNoTable() {
        String text = print(SampleRun.of(SampleRun.closed(0, 1.4, 64)), StandardCharsets.UTF_8, false);
        assertFalse(text.contains("ICL"), text);
        assertFalse(text.contains("Errors\n"), text);
        assertFalse(text.contains("from schedule"), text);
        assertTrue(text.contains("Load line: A load line needs stages with a rate; this run has none."), text);
    }

    @Test
    void onlyATerminalSeesColoursAndNoServerDrivesIt() {
        RunSummary hostile = SampleRun.of(
                SampleRun.withErrors(SampleRun.open(0, 40, 39, 300), "\u001b[2J\u001b[31mgone\r\nforged \u202eline"));
        String plain = print(hostile, StandardCharsets.UTF_8, false);
        assertFalse(plain.contains("\u001b"), plain);
        assertTrue(plain.contains("[2J[31mgone forged line"), plain);
        String coloured = print(hostile, StandardCharsets.UTF_8, true);
        assertTrue(coloured.contains("\u001b[1m\u001b[33mSUSPECT\u001b[0m"), coloured);
        assertFalse(coloured.contains("\u001b[2J"), coloured);
    }

    @Test
    void aConsoleWithoutUnicodeGetsPlainCharacters() {
        String text = print(typical, StandardCharsets.US_ASCII, false);
        assertTrue(text.contains("Sweep chat-short -> vllm-h100"), text);
        assertTrue(text.contains("TTFT p99 <= 500 ms"), text);
        assertFalse(text.contains("?"), text);
    }

    @Test
    void aRunWithoutAnyStageIsStillTold() {
        String text = print(SampleRun.of(), StandardCharsets.UTF_8, false);
        assertTrue(text.contains("0 requests"), text);
    }

    private static String print(RunSummary summary, Charset charset, boolean terminal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ConsoleReport.print(summary, new PrintStream(bytes, false, charset), terminal);
        return bytes.toString(charset);
    }
}
