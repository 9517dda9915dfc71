package dev.plimsoll.charts.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.charts.FabricatedLive;
import dev.plimsoll.charts.live.LiveCharts;
import dev.plimsoll.charts.live.LiveView;
import dev.plimsoll.charts.style.ChartStyle;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.layout.GridPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The charts of a running run on the screen. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LivePanesTest {
    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void sixOfThemAreReplacedAgainAndAgain(String theme) throws IOException {
        List<ChartPane> panes = new ArrayList<>();
        GridPane grid = Fx.call(() -> {
            GridPane all = new GridPane(8, 8);
            for (int i = 0; i < 6; i++) {
                ChartPane pane = new ChartPane();
                pane.setTheme(ChartStyle.named(theme));
                pane.setPrefSize(340, 289);
                panes.add(pane);
                all.add(pane, i % 3, i / 3);
            }
            Stage stage = new Stage();
            stage.setScene(new Scene(all, 1036, 586, theme.equals("dark") ? Color.BLACK : Color.web("#f6f8fa")));
            stage.show();
            return all;
        });
        for (int tick = 0; tick < 30; tick++) {
            double now = 579.75 + tick * 0.25;
            LiveCharts charts = new LiveCharts(
                    FabricatedLive.at(now),
                    new LiveView(now - 240, now, List.of(new LiveView.Saturated(9, 571, null))));
            List<ChartSource> sources = List.of(
                    charts::ttft,
                    charts::tpot,
                    charts::throughput,
                    charts::inFlight,
                    charts::latency,
                    charts::generatorLag);
            Fx.run(() -> {
                for (int i = 0; i < 6; i++) {
                    panes.get(i).show(sources.get(i));
                }
            });
            Fx.pulse(grid.getScene());
        }
        assertEquals(30, Fx.call(() -> panes.getFirst().draws()));
        File file = new File("target/screens/live-panes-" + theme + ".png");
        assertTrue(file.getParentFile().isDirectory() || file.getParentFile().mkdirs());
        assertTrue(ImageIO.write(Fx.call(() -> Fx.picture(grid)), "png", file));
        Fx.run(() -> grid.getScene().getWindow().hide());
    }
}
