package dev.plimsoll.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.run.RunStatus;
import dev.plimsoll.engine.run.RunStatus.Phase;
import dev.plimsoll.engine.trust.TrustReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final AtomicLong now = new AtomicLong();

    @Test
    void columnsStandUnderEachOtherWhateverTheRowsSay() {
        List<String> rows = List.of(
                ProgressRow.of(stage(0, "synchronous", Phase.DONE, 1, 0.25, 38), 10, 160),
                ProgressRow.of(stage(1, "throughput@unlimited", Phase.RUNNING, 0.4, 98_765, 28_300), 10, 160),
                ProgressRow.of(
                        stage(9, "a-plugin-with-a-very-long-name@12345.67", Phase.COOL_DOWN, 1, 9.8, -1), 10, 160));
        for (String unit : List.of(" req/s", " in flight", "TTFT ", " tok/s", " error")) {
            assertEquals(
                    List.of(rows.getFirst().indexOf(unit)),
                    rows.stream().map(row -> row.indexOf(unit)).distinct().toList(),
                    unit + " in\n" + String.join("\n", rows));
        }
        assertTrue(rows.get(2).contains("a-plugin-with-a-ver…"), rows.get(2));
    }

    @Test
    void aRowNeverExceedsTheTerminalAndKeepsTheMostImportantColumns() {
        RunStatus.Stage stage = stage(1, "throughput@unlimited", Phase.RUNNING, 0.4, 98_765, 28_300);
        for (int width = 10; width < 170; width++) {
            assertTrue(ProgressRow.of(stage, 10, width).length() <= width, "width " + width);
        }
        String narrow = ProgressRow.of(stage, 10, 80);
        assertTrue(narrow.contains("running") && narrow.contains("req/s") && narrow.contains("left"), narrow);
        assertFalse(narrow.contains("tok/s"), narrow);
    }

    @Test
    void everyPhaseIsNamedAsTheSpecificationNamesIt() {
        List<String> named = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            named.add(ProgressRow.of(stage(0, "x", phase, 0, 1, 1), 1, 160).split("\\s+")[3]);
        }
        assertEquals(List.of("pending", "warm-up", "running", "cool-down", "stopping", "done"), named);
    }

    @Test
    void stagesToComeAreShownBelowTheRunningOneAndTheVerdictSoFarBelowThem() {
        Progress progress = new Progress(err, true, () -> 160, now::get);
        progress.show(status(
                stage(0, "synchronous", Phase.DONE, 1, 1, 1),
                stage(1, "throughput@64", Phase.WARM_UP, 0.1, 1, 1),
                RunStatusStages.pending(2, "constant@…")));
        List<String> screen = screen();
        assertEquals(4, screen.size(), bytes.toString(StandardCharsets.UTF_8));
        assertTrue(screen.get(0).contains("synchronous") && screen.get(0).contains("done"), screen.get(0));
        assertTrue(screen.get(1).contains("throughput@64") && screen.get(1).contains("warm-up"), screen.get(1));
        assertTrue(screen.get(2).contains("constant@…") && screen.get(2).contains("pending"), screen.get(2));
        assertEquals("VALID so far, 1 of 3 stages done, 1 min 15 s left", screen.get(3));
    }

    @Test
    void whatEndedScrollsAwayAboveAndNothingIsLeftOfEarlierPictures() {
        Progress progress = new Progress(err, true, () -> 160, now::get);
        progress.show(status(
                stage(0, "synchronous", Phase.RUNNING, 0.5, 1, 1),
                RunStatusStages.pending(1, "constant@…"),
                RunStatusStages.pending(2, "constant@…")));
        progress.say("Stopping.");
        progress.show(status(
                stage(0, "synchronous", Phase.DONE, 1, 1, 1), stage(1, "constant@7.00", Phase.RUNNING, 0.5, 7, 1)));
        List<String> screen = screen();
        assertEquals("Stopping.", screen.get(0));
        assertEquals(4, screen.size(), String.join("\n", screen));
        assertTrue(screen.get(1).contains("done") && screen.get(2).contains("constant@7.00"), screen.toString());
    }

    @Test
    void withoutATerminalThereIsALineEveryFiveSecondsAndOneForEachStageThatEnds() {
        Progress progress = new Progress(err, false, () -> 0, now::get);
        RunStatus running = status(stage(0, "synchronous", Phase.RUNNING, 0.5, 1, 1));
        for (int quarter = 0; quarter < 44; quarter++) {
            now.addAndGet(250_000_000L);
            progress.show(running);
        }
        progress.show(status(stage(0, "synchronous", Phase.DONE, 1, 1, 1)));
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertEquals(3, text.lines().count(), text);
        assertTrue(text.lines().toList().getFirst().contains("VALID so far"), text);
        assertFalse(text.contains("\u001b"), "no escape sequence in a file");
    }

    /** What a terminal shows after these bytes: it knows new lines, cursor up and both erasures. */
    private List<String> screen() {
        List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
        int row = 0;
        int column = 0;
        String text = bytes.toString(StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\u001b') {
                int end = i + 2;
                while (Character.isDigit(text.charAt(end))) {
                    end++;
                }
                switch (text.charAt(end)) {
                    case 'A' -> row -= Integer.parseInt(text.substring(i + 2, end));
                    case 'K' -> lines.get(row).setLength(column);
                    case 'J' -> {
                        lines.get(row).setLength(column);
                        lines.subList(row + 1, lines.size()).clear();
                    }
                    default -> throw new AssertionError("unknown escape at " + i);
                }
                i = end;
            } else if (c == '\r') {
                column = 0;
            } else if (c == '\n') {
                row++;
                column = 0;
                if (row == lines.size()) {
                    lines.add(new StringBuilder());
                }
            } else {
                StringBuilder line = lines.get(row);
                if (column < line.length()) {
                    line.setCharAt(column, c);
                } else {
                    line.append(c);
                }
                column++;
            }
        }
        return lines.stream()
                .map(StringBuilder::toString)
                .filter(l -> !l.isEmpty())
                .toList();
    }

    private static RunStatus status(RunStatus.Stage... stages) {
        return new RunStatus("Running", List.of(stages), 1, 10, 75, TrustReport.of(List.of(), 8), List.of());
    }

    private static RunStatus.Stage stage(
            int index, String name, Phase phase, double fraction, double rate, double ttft) {
        return new RunStatus.Stage(
                index, name, name, phase, fraction, 12.3, rate, 12, ttft, ttft, 1_234_567, 10, index % 3, 40);
    }

    private static final class RunStatusStages {
        static RunStatus.Stage pending(int index, String name) {
            return new RunStatus.Stage(index, name, name, Phase.PENDING, 0, -1, 0, 0, -1, -1, 0, 0, 0, -1);
        }
    }
}
