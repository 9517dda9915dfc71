package dev.plimsoll.app.widgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.Bench;
import dev.plimsoll.charts.viewer.ChartFile;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class WindowExportsTest {
    private static final ChartFile FILE =
            new ChartFile("ttft.csv", "CSV table", "csv", () -> "x,y\n".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    private Bench bench;
    private WindowExports exports;

    @BeforeEach
    void make() {
        bench = new Bench(folder, Runnable::run);
        exports = new WindowExports(bench.workbench());
    }

    @Test
    void aFileIsWrittenWhereThePersonSays() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        bench.workbench().notices().toasts().addListener((ListChangeListener<Object>) _ -> told.countDown());
        Path place = folder.resolve("chosen.csv");
        bench.nextFile = Optional.of(place);
        exports.save(FILE);
        assertTrue(told.await(20, TimeUnit.SECONDS));
        assertEquals("x,y\n", Files.readString(place));
    }

    @Test
    void whoThinksBetterOfItWritesNothing() {
        bench.nextFile = Optional.empty();
        exports.save(FILE);
        assertEquals(List.of(), bench.workbench().tasks().items());
    }

    @Test
    void picturesAndDataGoIntoTheClipboard() {
        exports.copyPicture(new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB));
        exports.copyData("x\ty\n");
        assertEquals(1, bench.pictures.size());
        assertEquals(List.of("x\ty\n"), bench.copied);
        assertFalse(bench.workbench().notices().toasts().isEmpty());
    }
}
