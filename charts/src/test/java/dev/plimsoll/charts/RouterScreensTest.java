package dev.plimsoll.charts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.charts.picture.Png;
import dev.plimsoll.charts.run.RunChart;
import dev.plimsoll.charts.run.RunCharts;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.engine.router.observe.RouterEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes the charts of a router to {@code target/screens/router}, as wide as windows make them, for a person to look at. */
class RouterScreensTest {
    private static final Map<String, List<RouterEvent>> ROUTERS = new TreeMap<>(Map.of(
            "three-minutes", FabricatedRouter.threeMinutes(),
            "sweep", FabricatedRouter.sweep(),
            "policies", FabricatedRouter.policies(),
            "twenty-models", FabricatedRouter.twentyModels(),
            "hour", FabricatedRouter.hour(50_000),
            "one-request", FabricatedRouter.oneRequest(),
            "no-request", FabricatedRouter.noRequest()));

    @ParameterizedTest
    @CsvSource({"light,1340", "dark,1340", "light,1050"})
    void everyChartOfARouterCanBeLookedAt(String theme, int width) throws IOException {
        ChartStyle style = ChartStyle.named(theme);
        Path folder = Path.of("target", "screens", "router");
        Files.createDirectories(folder);
        for (Map.Entry<String, List<RouterEvent>> router : ROUTERS.entrySet()) {
            boolean stages = Set.of("sweep", "policies").contains(router.getKey());
            RunCharts charts =
                    FabricatedRouter.charts(stages ? FabricatedRun.sweep() : FabricatedRun.empty(), router.getValue());
            for (RunChart chart : charts.list()) {
                if (chart.group() == RunChart.Group.ROUTER) {
                    int height = chart.wideHeight() > 0 ? chart.wideHeight() : 264;
                    int wide = chart.wideHeight() > 0 ? width : width / 2;
                    byte[] png = Png.of(chart.view().apply(style), style, wide, height, 1);
                    Path file = folder.resolve(router.getKey() + "-" + chart.id() + "-" + theme + "-" + width + ".png");
                    Files.write(file, png);
                    assertTrue(png.length > 1000, file.toString());
                }
            }
        }
    }
}
