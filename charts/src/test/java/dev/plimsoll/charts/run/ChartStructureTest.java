package dev.plimsoll.charts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.charts.FabricatedLive;
import dev.plimsoll.charts.FabricatedRouter;
import dev.plimsoll.charts.FabricatedRun;
import dev.plimsoll.charts.live.LiveCharts;
import dev.plimsoll.charts.live.LiveView;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.engine.trust.GrowthLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every chart consists of what its reference says. Write the references anew with {@code -Dplimsoll.write-structures=true} and read the
 * difference.
 */
class ChartStructureTest {
    private static final Path REFERENCES = Path.of("src/test/resources/dev/plimsoll/charts/structure");

    private record Chart(String name, ChartView view) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        add(charts, "sweep", FabricatedRun.sweep());
        RunCharts failing = RunCharts.of(FabricatedRun.withoutSuccess());
        charts.add(new Chart("failing-errors", failing.errors(ChartStyle.LIGHT)));
        charts.add(new Chart("failing-throughput", failing.throughput(ChartStyle.LIGHT)));
        RunCharts repeated = RunCharts.of(FabricatedRun.repeated());
        charts.add(new Chart("repeated-operating-points", repeated.operatingPoints(ChartStyle.LIGHT)));
        RunCharts closed = RunCharts.of(FabricatedRun.closedLoops());
        charts.add(new Chart("closed-latency-throughput", closed.latencyThroughput(ChartStyle.LIGHT)));
        RunCharts whole = RunCharts.of(FabricatedRun.notStreaming());
        charts.add(new Chart("not-streaming-cdf", whole.cdf(ChartStyle.LIGHT)));
        add(charts, "empty", FabricatedRun.empty());
        router(charts, "sweep", FabricatedRouter.charts(FabricatedRun.sweep(), FabricatedRouter.sweep()));
        router(charts, "policies", FabricatedRouter.charts(FabricatedRun.sweep(), FabricatedRouter.policies()));
        router(charts, "empty", FabricatedRouter.charts(FabricatedRun.empty(), FabricatedRouter.noRequest()));
        plan(charts);
        live(charts);
        return charts.stream();
    }

    private static void add(List<Chart> charts, String run, FabricatedRun of) {
        RunCharts.of(of).all(ChartStyle.LIGHT).forEach(view -> charts.add(new Chart(run + "-" + view.id(), view)));
    }

    private static void router(List<Chart> to, String run, RunCharts charts) {
        for (RunChart chart : charts.list()) {
            if (chart.group() == RunChart.Group.ROUTER) {
                to.add(new Chart(run + "-" + chart.id(), chart.view().apply(ChartStyle.LIGHT)));
            }
        }
    }

    private static void plan(List<Chart> charts) {
        List<PlannedStage> stages = List.of(
                new PlannedStage("synchronous", 0, 60, 1.4, false, false, "1.4"),
                new PlannedStage("poisson", 60, 60, 20, true, false, ""),
                new PlannedStage("poisson", 130, 60, 44, true, true, ""));
        charts.add(new Chart(
                "plan-load", PlanCharts.plannedLoad(stages, "req/s", "Nothing is planned yet.", ChartStyle.LIGHT)));
        charts.add(new Chart(
                "plan-arrivals",
                PlanCharts.arrivals("first 2 s", new double[] {0.5, 1}, 2, "No request starts.", ChartStyle.LIGHT)));
    }

    private static void live(List<Chart> charts) {
        GrowthLine line = new GrowthLine(5, 35, 260, 4, 3, 5, 0.9);
        LiveView view = new LiveView(347, 587, List.of(new LiveView.Saturated(9, 571, line)));
        LiveCharts live = new LiveCharts(FabricatedLive.at(587), view);
        for (ChartView chart : List.of(
                live.ttft(ChartStyle.LIGHT),
                live.tpot(ChartStyle.LIGHT),
                live.throughput(ChartStyle.LIGHT),
                live.inFlight(ChartStyle.LIGHT),
                live.latency(ChartStyle.LIGHT),
                live.generatorLag(ChartStyle.LIGHT))) {
            charts.add(new Chart(chart.id(), chart));
        }
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everyChartConsistsOfWhatItsReferenceSays(Chart chart) throws IOException {
        Path reference = REFERENCES.resolve(chart.name() + ".txt");
        String structure = ChartStructure.of(chart.view());
        if (Boolean.getBoolean("plimsoll.write-structures")) {
            Files.createDirectories(REFERENCES);
            Files.writeString(reference, structure);
        }
        assertEquals(
                Files.readString(reference),
                structure,
                reference
                        + " is old, or the chart is wrong: if it is meant, run with -Dplimsoll.write-structures=true");
    }
}
