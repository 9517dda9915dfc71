package dev.plimsoll.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownExporterTest {
    @TempDir
    Path folder;

    @Test
    void oneTableWithTheVerdictAboveIt() throws IOException {
        Path file = new MarkdownExporter()
                .export(SampleRun.typical(), ExportOptions.DEFAULT, folder)
                .getFirst();
        List<String> lines = Files.readAllLines(file);
        assertEquals("### Sweep chat-short → vllm-h100", lines.getFirst());
        assertTrue(lines.contains("**SUSPECT**: 1 finding, 1 note, 27 checks passed."));
        List<String> table = lines.stream().filter(l -> l.startsWith("|")).toList();
        assertEquals(6, table.size());
        assertTrue(table.getFirst().contains("| TTFT p50, ms | TTFT p99, ms |"), table.getFirst());
        assertTrue(table.get(2).contains("few 64"), table.get(2));
        assertTrue(table.get(5).contains("**2,826**") && table.get(5).contains("**FAIL**"), table.get(5));
    }

    @Test
    void markupFromOutsideIsText() {
        assertEquals("\\<img src=x\\> \\| \\[a\\](b) \\`c\\`", MarkdownExporter.escape("<img src=x>\n| [a](b) `c`"));
        assertFalse(MarkdownExporter.text(SampleRun.of()).isEmpty());
    }
}
