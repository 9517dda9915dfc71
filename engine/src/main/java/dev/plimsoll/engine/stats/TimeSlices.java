package dev.plimsoll.engine.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Requests by the equal slices of time in which they started. Half-open slices from the first start; empty ones are left out, so that a
 * slice's index in the grid is kept beside it; the last is cut at the end of the last request. Pure; any thread.
 */
public final class TimeSlices {
    private TimeSlices() {}

    /**
     * One slice.
     *
     * @param index place in the grid, from 0
     * @param fromNs start
     * @param toNs end
     * @param complete whether it lasted as long as it should
     * @param requests places of its requests among all
     */
    public record Slice(int index, long fromNs, long toNs, boolean complete, List<Integer> requests) {
        public Slice {
            requests = List.copyOf(requests);
        }
    }

    /**
     * The slices that hold a request.
     *
     * @param starts start of each request, ns, in any order
     * @param end end of all requests, ns
     * @param widthNs above 0
     */
    public static List<Slice> of(long[] starts, long end, long widthNs) {
        if (widthNs <= 0) {
            throw new IllegalArgumentException("slices of " + widthNs + " ns");
        }
        List<Slice> slices = new ArrayList<>();
        if (starts.length == 0) {
            return slices;
        }
        Integer[] order = new Integer[starts.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingLong(i -> starts[i]));
        long origin = starts[order[0]];
        List<Integer> inSlice = new ArrayList<>();
        long current = 0;
        for (int place : order) {
            long index = (starts[place] - origin) / widthNs;
            if (index != current && !inSlice.isEmpty()) {
                slices.add(slice(current, origin, end, widthNs, inSlice));
                inSlice.clear();
            }
            current = index;
            inSlice.add(place);
        }
        slices.add(slice(current, origin, end, widthNs, inSlice));
        return slices;
    }

    private static Slice slice(long index, long origin, long end, long widthNs, List<Integer> requests) {
        long from = origin + index * widthNs;
        long full = from + widthNs;
        long to = Math.max(from, Math.min(full, end));
        return new Slice(
                Math.toIntExact(index),
                from,
                to,
                to == full,
                requests.stream().sorted().toList());
    }
}
