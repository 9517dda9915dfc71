package dev.plimsoll.engine.report;

import dev.plimsoll.engine.metrics.RouterStage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Columns of {@code summary.csv} for what the model router did; empty without one. Its waits are there as metrics of requests. */
final class RouterCsv {
    private static final String POLICY = "router_policy";
    private static final Map<String, Function<RouterStage, @Nullable Double>> NUMBERS = new LinkedHashMap<>();

    static {
        NUMBERS.put("router_requests", r -> (double) r.requests().total());
        NUMBERS.put("router_unanswered_requests", r -> (double) r.requests().unserved());
        NUMBERS.put("router_swaps", r -> (double) r.swaps());
        NUMBERS.put("router_failed_swaps", r -> (double) r.failedSwaps());
        NUMBERS.put("router_loads", r -> (double) r.loads());
        NUMBERS.put("router_wasted_loads", r -> (double) r.wastedLoads());
        NUMBERS.put("router_swapping_share", RouterStage::swappingShare);
        NUMBERS.put(
                "router_longest_wait_ms",
                r -> r.starvation() == null ? null : r.starvation().longest().waitMs());
        NUMBERS.put("router_most_overtaken", RouterCsv::mostOvertaken);
        NUMBERS.put("router_fairness", RouterStage::fairness);
        NUMBERS.put("router_makespan_s", RouterStage::makespanSeconds);
    }

    private RouterCsv() {}

    private static @Nullable Double mostOvertaken(RouterStage router) {
        RouterStage.Starvation starvation = router.starvation();
        if (starvation == null) {
            return null;
        }
        RouterStage.Request most = starvation.mostOvertaken();
        return most == null ? 0.0 : (double) most.overtakenBy();
    }

    static List<String> header() {
        List<String> names = new ArrayList<>(List.of(POLICY));
        names.addAll(NUMBERS.keySet());
        return names;
    }

    static void row(@Nullable RouterStage router, CsvText csv) throws IOException {
        csv.text(router == null ? null : router.policy());
        for (Function<RouterStage, @Nullable Double> number : NUMBERS.values()) {
            csv.number(router == null ? null : number.apply(router));
        }
    }
}
