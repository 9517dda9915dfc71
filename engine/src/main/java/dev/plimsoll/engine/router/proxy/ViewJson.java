package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.router.config.ModelConfig;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.control.RouterView;
import dev.plimsoll.engine.router.control.SwapCosts;
import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.observe.SwapTimes;
import dev.plimsoll.engine.router.swap.SwapReason;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the router is doing, as JSON: records as objects with their components by name, what is absent left out. */
final class ViewJson {
    private ViewJson() {}

    /** A look at the router. */
    static ObjectNode of(RouterView view, RouterConfig config) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("atNs", view.atNs());
        json.put("policy", view.policy());
        ArrayNode models = json.putArray("models");
        view.models()
                .forEach(each -> model(models.addObject(), each, config.models().get(each.model())));
        ArrayNode waiting = json.putArray("waiting");
        view.waiting().forEach(each -> waiting(waiting.addObject(), each));
        ArrayNode swaps = json.putArray("swaps");
        view.swaps().forEach(each -> swap(swaps.addObject(), each));
        counters(json.putObject("counters"), view.counters());
        json.set("costs", of(view.costs()));
        return json;
    }

    private static void model(ObjectNode json, RouterView.Model model, @Nullable ModelConfig config) {
        json.put("model", model.model());
        json.put("state", ControlApi.word(model.state()));
        json.put("sinceNs", model.sinceNs());
        Long pid = model.pid();
        if (pid != null) {
            json.put("pid", pid);
        }
        json.put("priority", model.priority());
        json.put("serving", model.serving());
        json.put("waiting", model.waiting());
        if (config != null) {
            json.put("ttlSeconds", config.ttlSeconds());
            json.put("concurrencyLimit", config.concurrencyLimit());
            strings(json.putArray("aliases"), config.aliases());
        }
    }

    private static void waiting(ObjectNode json, RouterView.Waiting waiting) {
        json.put("request", waiting.request());
        json.put("model", waiting.model());
        json.put("asked", waiting.asked());
        json.put("position", waiting.position());
        json.put("waitedNs", waiting.waitedNs());
        strings(json.putArray("reasons"), waiting.reasons());
        strings(json.putArray("because"), waiting.because());
        ArrayNode candidates = json.putArray("candidates");
        waiting.candidates().forEach(each -> candidate(candidates.addObject(), each));
        Long expectedInNs = waiting.expectedInNs();
        if (expectedInNs != null) {
            json.put("expectedInNs", expectedInNs);
        }
    }

    private static void candidate(ObjectNode json, SwapReason.Candidate candidate) {
        json.put("set", candidate.set());
        strings(json.putArray("models"), candidate.models());
        strings(json.putArray("evict"), candidate.evict());
        json.put("cost", candidate.cost());
        json.put("chosen", candidate.chosen());
    }

    private static void swap(ObjectNode json, RouterView.Swap swap) {
        json.put("swap", swap.swap());
        json.put("model", swap.model());
        strings(json.putArray("evict"), swap.evict());
        strings(json.putArray("await"), swap.await());
        ObjectNode times = json.putObject("times");
        SwapTimes known = swap.times();
        time(times, "begunAtNs", known.begunAtNs());
        time(times, "evictedAtNs", known.evictedAtNs());
        time(times, "spawnedAtNs", known.spawnedAtNs());
        time(times, "endedAtNs", known.endedAtNs());
        json.put("abandoned", swap.abandoned());
    }

    private static void time(ObjectNode json, String name, long ns) {
        if (ns != RequestPhases.ABSENT) {
            json.put(name, ns);
        }
    }

    private static void counters(ObjectNode json, RouterView.Counters counters) {
        ObjectNode requests = json.putObject("requests");
        counters.requests().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(each -> requests.put(each.getKey().name(), each.getValue()));
        json.put("swaps", counters.swaps());
        json.put("loads", counters.loads());
        json.put("failedSwaps", counters.failedSwaps());
        json.put("wastedLoads", counters.wastedLoads());
        json.put("swappingNs", counters.swappingNs());
    }

    /** What swaps have cost. */
    static ObjectNode of(SwapCosts costs) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode models = json.putArray("models");
        costs.models().forEach(each -> {
            ObjectNode model = models.addObject();
            model.put("model", each.model());
            times(model, "cold", each.cold());
            times(model, "warm", each.warm());
            times(model, "stop", each.stop());
        });
        ArrayNode pairs = json.putArray("pairs");
        costs.pairs().forEach(each -> {
            ObjectNode pair = pairs.addObject();
            pair.put("from", each.from());
            pair.put("to", each.to());
            times(pair, "swap", Objects.requireNonNull(each.swap()));
        });
        return json;
    }

    private static void times(ObjectNode json, String name, SwapCosts.@Nullable Times times) {
        if (times != null) {
            json.putObject(name).put("n", times.n()).put("p50Ns", times.p50Ns());
        }
    }

    private static void strings(ArrayNode json, List<String> texts) {
        texts.forEach(json::add);
    }
}
