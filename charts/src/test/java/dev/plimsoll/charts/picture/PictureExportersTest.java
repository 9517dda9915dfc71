package dev.plimsoll.charts.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.charts.FabricatedRun;
import dev.plimsoll.charts.run.RunChart;
import dev.plimsoll.charts.run.RunCharts;
import dev.plimsoll.engine.report.ExportOptions;
import dev.plimsoll.engine.report.Exporter;
import dev.plimsoll.engine.report.Exporters;
import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

class PictureExportersTest {
    private static final ExportOptions SMALL = new ExportOptions("light", 480, 270, 1);

    @TempDir
    Path folder;

    static List<FabricatedRun> everyRun() {
        return List.of(
                FabricatedRun.sweep(),
                FabricatedRun.single(),
                FabricatedRun.many(),
                FabricatedRun.withoutSuccess(),
                FabricatedRun.notStreaming(),
                FabricatedRun.closedLoops(),
                FabricatedRun.interrupted(),
                FabricatedRun.empty());
    }

    @Test
    void picturesAreFoundAsAServiceAndNeedNoDisplay() {
        assertTrue(GraphicsEnvironment.isHeadless());
        assertEquals(
                List.of("png", "svg", "html"),
                Exporters.of(List.of("png", "svg", "html")).stream()
                        .map(Exporter::format)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("everyRun")
    void everyRunBecomesASheetAndOnePngPerChart(FabricatedRun run) throws IOException {
        List<Path> files = new PngExporter().export(run, SMALL, folder);
        assertEquals("report.png", files.getFirst().getFileName().toString());
        assertEquals(
                charts(run),
                files.stream()
                        .skip(1)
                        .map(f -> f.getFileName().toString().replace(".png", ""))
                        .toList());
        for (Path file : files.subList(1, files.size())) {
            BufferedImage image = ImageIO.read(file.toFile());
            assertEquals(480, image.getWidth());
            assertEquals(270, image.getHeight());
            assertTrue(differentColours(image) > 20, file + " is more than a background");
        }
        assertEquals(1200, ImageIO.read(files.getFirst().toFile()).getWidth());
    }

    @ParameterizedTest
    @MethodSource("everyRun")
    void everyRunBecomesOneWellFormedSvgPerChart(FabricatedRun run) throws Exception {
        List<Path> files = new SvgExporter().export(run, SMALL, folder);
        assertEquals(
                charts(run),
                files.stream()
                        .map(f -> f.getFileName().toString().replace(".svg", ""))
                        .toList());
        for (Path file : files) {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            assertEquals("svg", document.getDocumentElement().getTagName());
            assertEquals(
                    0, document.getElementsByTagName("text").getLength(), "text is outlines: same on every machine");
            assertTrue(document.getElementsByTagName("path").getLength() > 10, file.toString());
        }
    }

    @Test
    void themeAndScaleAreThoseAskedFor() throws IOException {
        new PngExporter().export(FabricatedRun.single(), new ExportOptions("dark", 480, 270, 2), folder);
        BufferedImage dark = ImageIO.read(folder.resolve("ttft.png").toFile());
        assertEquals(960, dark.getWidth());
        assertEquals(0xff0d1117, dark.getRGB(20, 60), "the dark card");
        new PngExporter().export(FabricatedRun.single(), SMALL, folder);
        BufferedImage light = ImageIO.read(folder.resolve("ttft.png").toFile());
        assertEquals(0xffffffff, light.getRGB(10, 30), "the light card");
    }

    @Test
    void theSameRunGivesTheSameBytes() throws IOException {
        new SvgExporter().export(FabricatedRun.sweep(), SMALL, folder);
        String first = Files.readString(folder.resolve("ttft.svg"));
        new SvgExporter().export(FabricatedRun.sweep(), SMALL, folder);
        assertEquals(first, Files.readString(folder.resolve("ttft.svg")));
        new SvgExporter().export(FabricatedRun.sweep(), new ExportOptions("dark", 480, 270, 1), folder);
        assertNotEquals(first, Files.readString(folder.resolve("ttft.svg")));
    }

    @Test
    void noTextFromOutsideEndsUpInASvgAsMarkup() throws Exception {
        FabricatedRun run = FabricatedRun.saying("</svg><script>alert(1)</script>");
        for (Path file : new SvgExporter().export(run, SMALL, folder)) {
            assertTrue(!Files.readString(file).contains("<script"), file.toString());
        }
    }

    private static List<String> charts(FabricatedRun run) {
        return RunCharts.of(run).list().stream().map(RunChart::id).toList();
    }

    private static long differentColours(BufferedImage image) {
        return java.util.Arrays.stream(
                        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .distinct()
                .count();
    }
}
