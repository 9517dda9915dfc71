package dev.plimsoll.engine.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the blocks of a trace say about shared prefixes; AIPerf's figures ({@code analyze-trace}).
 *
 * @param requests how many
 * @param uniquePrefixes different beginnings of prompts, of every number of blocks
 * @param prefixGroups first blocks that at least two prompts have
 * @param prefixReuse share of all beginnings that occur more than once, 0 to 1
 * @param hitRate mean over requests with blocks of the share of its blocks that an endless prefix cache had already seen before the first
 *     one that it had not, 0 to 1
 * @param input prompt lengths, tokens
 * @param output output lengths, tokens
 * @param shared tokens of a prompt in blocks that another prompt has at the same place
 * @param unique tokens of a prompt in no such block
 * @param hitRates of each request with blocks
 */
public record TracePrefixes(
        int requests,
        int uniquePrefixes,
        int prefixGroups,
        double prefixReuse,
        double hitRate,
        Summary input,
        Summary output,
        Summary shared,
        Summary unique,
        Summary hitRates) {
    /**
     * Figures of some numbers: quartiles interpolated linearly, the deviation that of a whole population.
     *
     * @param count how many; all others are 0 without any
     */
    public record Summary(
            int count, double mean, double stddev, double min, double p25, double median, double p75, double max) {
        static Summary of(double[] values) {
            if (values.length == 0) {
                return new Summary(0, 0, 0, 0, 0, 0, 0, 0);
            }
            double[] sorted = values.clone();
            java.util.Arrays.sort(sorted);
            double sum = 0;
            for (double value : sorted) {
                sum += value;
            }
            double mean = sum / sorted.length;
            double squares = 0;
            for (double value : sorted) {
                squares += (value - mean) * (value - mean);
            }
            return new Summary(
                    sorted.length,
                    mean,
                    StrictMath.sqrt(squares / sorted.length),
                    sorted[0],
                    quantile(sorted, 0.25),
                    quantile(sorted, 0.5),
                    quantile(sorted, 0.75),
                    sorted[sorted.length - 1]);
        }

        private static double quantile(double[] sorted, double share) {
            double place = share * (sorted.length - 1);
            int below = (int) place;
            int above = Math.min(below + 1, sorted.length - 1);
            return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
        }
    }

    /** A block at its place among a prompt's. */
    private record Placed(int place, long block) {}

    /** A beginning of prompts: one block more than another beginning. */
    private record Step(int before, long block) {}

    /**
     * The figures of a trace.
     *
     * @param rows in the order of arrival
     * @param blockTokens tokens of a block
     */
    static TracePrefixes of(List<TraceRow> rows, int blockTokens) {
        Map<Step, Integer> prefixes = new HashMap<>(); // numbered from 1; 0 is the empty one
        List<int[]> uses = new ArrayList<>();
        Map<Placed, Integer> places = new HashMap<>();
        Map<Long, Integer> firsts = new HashMap<>();
        for (TraceRow row : rows) {
            int before = 0;
            for (int i = 0; i < row.blocks().length; i++) {
                long block = row.blocks()[i];
                before = prefixes.computeIfAbsent(new Step(before, block), _ -> {
                    uses.add(new int[1]);
                    return uses.size();
                });
                uses.get(before - 1)[0]++;
                places.merge(new Placed(i, block), 1, Integer::sum);
            }
            if (row.blocks().length > 0) {
                firsts.merge(row.blocks()[0], 1, Integer::sum);
            }
        }
        long all = uses.stream().mapToLong(n -> n[0]).sum();
        long reused = uses.stream().mapToLong(n -> n[0] > 1 ? n[0] : 0).sum();
        double[] shared = rows.stream()
                .mapToDouble(row -> sharedTokens(row, places, blockTokens))
                .toArray();
        double[] unique = new double[shared.length];
        for (int i = 0; i < unique.length; i++) {
            unique[i] = rows.get(i).input() - shared[i];
        }
        Summary hitRates = Summary.of(hitRates(rows));
        return new TracePrefixes(
                rows.size(),
                uses.size(),
                (int) firsts.values().stream().filter(n -> n > 1).count(),
                all == 0 ? 0 : (double) reused / all,
                hitRates.mean(),
                Summary.of(rows.stream().mapToDouble(TraceRow::input).toArray()),
                Summary.of(rows.stream()
                        .mapToDouble(row -> Math.max(0, row.output()))
                        .toArray()),
                Summary.of(shared),
                Summary.of(unique),
                hitRates);
    }

    private static double sharedTokens(TraceRow row, Map<Placed, Integer> places, int blockTokens) {
        int repeated = 0;
        for (int i = 0; i < row.blocks().length; i++) {
            repeated += places.getOrDefault(new Placed(i, row.blocks()[i]), 0) > 1 ? 1 : 0;
        }
        boolean whole = row.blocks().length > 0 && repeated == row.blocks().length;
        return whole ? row.input() : (double) repeated * blockTokens;
    }

    private static double[] hitRates(List<TraceRow> rows) {
        Set<Long> seen = new HashSet<>();
        List<Double> rates = new ArrayList<>();
        for (TraceRow row : rows) {
            long[] blocks = row.blocks();
            if (blocks.length > 0) {
                int hits = 0;
                while (hits < blocks.length && seen.contains(blocks[hits])) {
                    hits++;
                }
                rates.add((double) hits / blocks.length);
                for (long block : blocks) {
                    seen.add(block);
                }
            }
        }
        return rates.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
