package dev.plimsoll.charts.plot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One row of a timeline, ready to be drawn at any zoom: states below, spans with a beginning that waits in lanes above. Times are seconds
 * of run time. Immutable, any thread.
 *
 * @param states in order, not overlapping
 * @param lanes from the lowest
 * @param counts how many overlap at each moment, for when there is no room for lanes
 */
public record TimelineRow(List<State> states, List<Lane> lanes, Counts counts) {
    public TimelineRow {
        states = List.copyOf(states);
        lanes = List.copyOf(lanes);
    }

    /** A row of these. */
    public static TimelineRow of(List<State> states, List<Lane> lanes) {
        return new TimelineRow(states, lanes, Counts.of(lanes));
    }

    /** What a state means. */
    public enum Kind {
        STARTING,
        READY,
        STOPPING
    }

    /**
     * A state.
     *
     * @param label written on it where there is room, or empty
     * @param failed whether it ended badly
     */
    public record State(Kind kind, double from, double to, String label, boolean failed) {}

    /** How a span ends. */
    public enum End {
        WELL,
        BADLY,
        /** It was given up by who asked. */
        GIVEN_UP
    }

    /**
     * Spans that do not overlap, in order: from {@code from[i]} to {@code begun[i]} it waits, from there to {@code to[i]} it is served.
     *
     * @param index what the caller calls it
     */
    @SuppressWarnings("ArrayRecordComponent") // as in Series: data of a chart, never compared
    public record Lane(double[] from, double[] begun, double[] to, End[] end, int[] index) {
        /** Number of spans. */
        public int size() {
            return from.length;
        }

        /** The first span that ends after a moment. */
        int firstAfter(double moment) {
            int found = Arrays.binarySearch(to, moment);
            int at = found < 0 ? -found - 1 : found;
            while (at > 0 && to[at - 1] >= moment) {
                at--;
            }
            return at;
        }
    }

    /**
     * A step function: from {@code at[i]} on so many wait and so many are served.
     *
     * @param at ascending
     */
    @SuppressWarnings("ArrayRecordComponent") // as in Series
    public record Counts(double[] at, int[] waiting, int[] served) {
        static Counts of(List<Lane> lanes) {
            int spans = lanes.stream().mapToInt(Lane::size).sum();
            double[][] edges = new double[3][spans];
            int n = 0;
            for (Lane lane : lanes) {
                System.arraycopy(lane.from, 0, edges[0], n, lane.size());
                System.arraycopy(lane.begun, 0, edges[1], n, lane.size());
                System.arraycopy(lane.to, 0, edges[2], n, lane.size());
                n += lane.size();
            }
            for (double[] each : edges) {
                Arrays.sort(each);
            }
            double[] at = new double[3 * spans];
            int[] waiting = new int[at.length];
            int[] served = new int[at.length];
            int[] next = new int[3];
            int steps = 0;
            for (int i = 0; i < at.length; i++) {
                int which = earliest(edges, next);
                double moment = edges[which][next[which]++];
                // What does not last is no step.
                steps = steps > 0 && at[steps - 1] == moment ? steps : steps + 1;
                at[steps - 1] = moment;
                waiting[steps - 1] = next[0] - next[1];
                served[steps - 1] = next[1] - next[2];
            }
            return new Counts(Arrays.copyOf(at, steps), Arrays.copyOf(waiting, steps), Arrays.copyOf(served, steps));
        }

        /** Of what happens at the same moment, ends come first: who takes over from another is not there twice. */
        private static int earliest(double[][] edges, int[] next) {
            int found = -1;
            for (int which = 2; which >= 0; which--) {
                boolean left = next[which] < edges[which].length;
                boolean possible = which == 0 || next[which] < next[which - 1];
                if (left && possible && (found < 0 || edges[which][next[which]] < edges[found][next[found]])) {
                    found = which;
                }
            }
            return found;
        }

        /** The most that were there at once. */
        public int most() {
            return IntStream.range(0, at.length)
                    .map(i -> waiting[i] + served[i])
                    .max()
                    .orElse(0);
        }

        /** Index of the step that holds at a moment, -1 before the first. */
        int stepAt(double moment) {
            int found = Arrays.binarySearch(at, moment);
            if (found < 0) {
                return -found - 2;
            }
            while (found + 1 < at.length && at[found + 1] == moment) {
                found++;
            }
            return found;
        }
    }
}
