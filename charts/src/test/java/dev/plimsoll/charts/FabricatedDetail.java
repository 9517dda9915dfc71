package dev.plimsoll.charts;

import dev.plimsoll.engine.metrics.LiveCells;
import dev.plimsoll.engine.metrics.StageDetail;
import dev.plimsoll.engine.metrics.StageDetail.Band;
import dev.plimsoll.engine.metrics.StageDetail.Block;
import dev.plimsoll.engine.metrics.StageDetail.ErrorRate;
import dev.plimsoll.engine.metrics.StageSeries;
import dev.plimsoll.engine.metrics.ValueCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What only charts draw of an invented stage: coherent with its percentiles, the same every time. */
final class FabricatedDetail {
    private static final int BLOCKS = 10;

    private FabricatedDetail() {}

    static StageDetail of(FabricatedStage stage) {
        if (stage.requests() == 0) {
            return new StageDetail(Map.of(), errors(stage), Map.of(), List.of(), List.of());
        }
        SplittableRandom random = new SplittableRandom(stage.index() + 77);
        int n = stage.seconds();
        Map<String, Band> bands = new LinkedHashMap<>();
        if (stage.streaming()) {
            bands.put("tpot", band(random, n, stage.tpotP50(), 1.4));
            bands.put("icl", band(random, n, stage.tpotP50(), 4));
        }
        bands.put("sendLag", band(random, n, 0.03, 2));
        Band loop = band(random, n, 0.08, 2.4);
        loop.p99Ms()[n / 2] = stage.saturating() ? 4 : 0.7;
        bands.put("loopLag", loop);
        Map<String, List<LiveCells>> cells = new LinkedHashMap<>();
        List<ValueCounts> counts = new ArrayList<>();
        if (stage.streaming()) {
            cells.put("ttft", cells(random, stage, stage.ttftP50(), stage.ttftP99()));
            counts.add(counts("ttft", stage, stage.ttftP50(), stage.ttftP99()));
            counts.add(counts("tpot", stage, stage.tpotP50(), stage.tpotP50() * 1.2 + 1));
        }
        cells.put("latency", cells(random, stage, stage.latencyP50(), stage.latencyP50() * 3));
        counts.add(counts("latency", stage, stage.latencyP50(), stage.latencyP50() * 3));
        return new StageDetail(bands, errors(stage), cells, counts, blocks(random, stage));
    }

    private static Band band(SplittableRandom random, int n, double p50, double factor) {
        double[] low = new double[n];
        double[] high = new double[n];
        for (int i = 0; i < n; i++) {
            boolean none = random.nextInt(60) == 0;
            low[i] = none ? StageSeries.ABSENT : p50 * (0.9 + 0.2 * random.nextDouble());
            high[i] = none ? StageSeries.ABSENT : low[i] * factor * (0.8 + 0.4 * random.nextDouble());
        }
        return new Band(low, high);
    }

    private static List<ErrorRate> errors(FabricatedStage stage) {
        if (stage.failure() == null) {
            return List.of();
        }
        double[] refused = new double[stage.seconds()];
        double[] busy = new double[stage.seconds()];
        Arrays.fill(refused, 8);
        Arrays.setAll(busy, i -> i % 7 == 0 ? 3 : 1);
        return List.of(new ErrorRate("connect", 0, refused), new ErrorRate("http", 429, busy));
    }

    private static List<LiveCells> cells(SplittableRandom random, FabricatedStage stage, double p50, double p99) {
        List<LiveCells> columns = new ArrayList<>();
        for (int second = 0; second < stage.seconds(); second++) {
            int[] all = new int[LiveCells.CELLS];
            for (int i = 0; i < Math.round(stage.achieved()); i++) {
                double ms = FabricatedStage.quantile(random.nextDouble(), p50, p99);
                int cell = (int) Math.floor(Math.log10(Math.max(1, ms)) * LiveCells.PER_DECADE);
                all[Math.min(all.length - 1, cell)]++;
            }
            columns.add(new LiveCells(0, all));
        }
        return columns;
    }

    private static ValueCounts counts(String metric, FabricatedStage stage, double p50, double p99) {
        long[] all = new long[11 * ValueCounts.PER_DECADE];
        int first = all.length;
        int last = 0;
        long n = stage.requests();
        for (int i = 0; i < n; i++) {
            double ms = FabricatedStage.quantile((i + 0.5) / n, p50, p99);
            int cell = (int) Math.floor(Math.log10(ms / 1e-3) * ValueCounts.PER_DECADE);
            all[cell]++;
            first = Math.min(first, cell);
            last = Math.max(last, cell);
        }
        return new ValueCounts(metric, first, Arrays.copyOfRange(all, first, last + 1));
    }

    private static List<Block> blocks(SplittableRandom random, FabricatedStage stage) {
        if (stage.requests() < 5 * BLOCKS) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>();
        double seconds = (stage.seconds() - 5.0) / BLOCKS;
        for (int i = 0; i < BLOCKS; i++) {
            double swing = 1 + 0.12 * (random.nextDouble() - 0.5);
            double mean = (stage.ttftP50() * 4 + stage.ttftP99()) / 5;
            double growth = stage.saturating() ? 0.3 + 0.14 * i : 1;
            Map<String, Double> means = new LinkedHashMap<>();
            if (stage.streaming()) {
                means.put("ttft", mean * swing * growth);
                means.put("tpot", stage.tpotP50() * swing);
            }
            means.put("latency", stage.latencyP50() * swing * growth);
            blocks.add(new Block(
                    seconds, Math.round(stage.achieved() * seconds * (1 + 0.1 * (random.nextDouble() - 0.5))), means));
        }
        return blocks;
    }
}
