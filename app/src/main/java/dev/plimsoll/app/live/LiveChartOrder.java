package dev.plimsoll.app.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where each chart stands, as the person arranged them. Immutable.
 *
 * @param ids ids of the charts in reading order, each once
 */
record LiveChartOrder(List<String> ids) {
    /** As shipped. */
    static final LiveChartOrder DEFAULT =
            new LiveChartOrder(List.of("ttft", "tpot", "throughput", "in-flight", "latency", "generator-lag"));

    LiveChartOrder {
        ids = List.copyOf(ids);
    }

    /** As remembered; a chart that is not named comes last, a name that is no chart is left out. */
    static LiveChartOrder parse(String text) {
        List<String> ids = new ArrayList<>();
        Arrays.stream(text.split(","))
                .filter(id -> DEFAULT.ids.contains(id) && !ids.contains(id))
                .forEach(ids::add);
        DEFAULT.ids.stream().filter(id -> !ids.contains(id)).forEach(ids::add);
        return new LiveChartOrder(ids);
    }

    /** To be remembered. */
    String text() {
        return String.join(",", ids);
    }

    /** Two charts change places. */
    LiveChartOrder swapped(String one, String other) {
        List<String> changed = new ArrayList<>(ids);
        changed.set(ids.indexOf(one), other);
        changed.set(ids.indexOf(other), one);
        return new LiveChartOrder(changed);
    }

    /** A chart changes places with the one before ({@code -1}) or after it ({@code +1}); at either end nothing happens. */
    LiveChartOrder moved(String id, int by) {
        int to = ids.indexOf(id) + by;
        return to < 0 || to >= ids.size() ? this : swapped(id, ids.get(to));
    }
}
