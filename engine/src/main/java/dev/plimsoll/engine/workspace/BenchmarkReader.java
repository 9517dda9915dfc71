package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Builds benchmark records with their profile, constraints and objectives, collecting what is wrong with the shape. */
final class BenchmarkReader {
    private final List<Problem> problems;

    BenchmarkReader(List<Problem> problems) {
        this.problems = problems;
    }

    BenchmarkSpec read(JsonNode node, String path) {
        ObjectView view = ObjectView.of(node, path, problems);
        BenchmarkSpec spec = new BenchmarkSpec(
                path,
                view.requiredText("id"),
                view.text("name"),
                view.requiredText("target"),
                view.requiredText("dataset"),
                profile(view, "profile"),
                constraints(view),
                slos(view),
                transientPhase(view, "warmup"),
                transientPhase(view, "cooldown"),
                view.text("window"),
                view.seconds("gracePeriod"),
                view.whole("seed"),
                view.whole("workers"),
                view.text("onWorkerLoss"),
                view.seconds("maxLag"),
                view.number("cancelRate"),
                view.seconds("cancelDelay"),
                view.flag("fillThinkTime"),
                view.whole("maxEventTimes"),
                view.text("keepBodies"),
                view.text("spin"),
                view.text("transport"),
                view.text("savePrompts"));
        view.notAvailable(List.of("repeat"));
        view.done();
        return spec;
    }

    private @Nullable ProfileSpec profile(ObjectView owner, String name) {
        JsonNode node = owner.any(name);
        String path = owner.at(name);
        if (node == null) {
            problems.add(Problem.at(path, "is missing"));
            return null;
        }
        ObjectView view = ObjectView.of(node, path, problems);
        if (!node.isObject()) {
            return null;
        }
        String kind = SpecReader.kind(view);
        ProfileSpec.Common common = new ProfileSpec.Common(view.seconds("rampup"), view.seconds("cooldownBetween"));
        ProfileSpec spec;
        switch (kind) {
            case "synchronous" -> spec = new ProfileSpec.Synchronous(path, common);
            case "concurrent" -> {
                List<Long> streams = view.wholes("streams");
                required(view, "streams");
                spec = new ProfileSpec.Concurrent(path, streams, common);
            }
            case "throughput" -> spec = new ProfileSpec.Throughput(path, view.whole("maxConcurrency"), common);
            case "constant", "async" -> {
                List<Double> rates = view.numbers("rate");
                required(view, "rate");
                spec = new ProfileSpec.Constant(path, kind, rates, view.whole("maxConcurrency"), common);
            }
            case "poisson" -> {
                List<Double> rates = view.numbers("rate");
                required(view, "rate");
                spec = new ProfileSpec.Poisson(path, rates, view.whole("maxConcurrency"), view.whole("seed"), common);
            }
            case "gamma" -> {
                List<Double> rates = view.numbers("rate");
                required(view, "rate");
                spec = new ProfileSpec.Gamma(
                        path,
                        rates,
                        view.number("burstiness"),
                        view.whole("maxConcurrency"),
                        view.whole("seed"),
                        common);
            }
            case "rateSeries" -> {
                List<List<Double>> points = points(view);
                required(view, "points");
                spec = new ProfileSpec.RateSeries(path, points, view.whole("maxConcurrency"), common);
            }
            case "trace" ->
                spec = new ProfileSpec.Trace(
                        path, view.number("timeScale"), view.flag("strict"), view.whole("maxConcurrency"), common);
            case "users" -> {
                Long users = view.whole("users");
                Double rate = view.number("rate");
                required(view, "users");
                required(view, "rate");
                spec = new ProfileSpec.Users(path, users, rate, view.whole("maxConcurrency"), common);
            }
            case "sweep" ->
                spec = new ProfileSpec.Sweep(
                        path,
                        view.whole("size"),
                        view.text("strategy"),
                        view.number("burstiness"),
                        view.whole("maxConcurrency"),
                        view.flag("refine"),
                        common);
            case "policies" -> {
                List<String> policies = view.texts("policies");
                required(view, "policies");
                spec = new ProfileSpec.Policies(path, policies, profile(view, "load"), view.flag("primeCache"), common);
            }
            default -> {
                Kinds.PROFILES.tell(view, kind, problems);
                return new PluginSpec(path, null, kind, view.node());
            }
        }
        view.notAvailable(List.of("repeat"));
        view.done();
        return spec;
    }

    /** Pairs of numbers; null where something is no such pair. */
    private @Nullable List<List<Double>> points(ObjectView view) {
        List<List<Double>> points = new ArrayList<>();
        List<JsonNode> nodes = view.elements("points");
        boolean sound = true;
        for (int i = 0; i < nodes.size(); i++) {
            JsonNode node = nodes.get(i);
            if (node.isArray()
                    && node.size() == 2
                    && node.get(0).isNumber()
                    && node.get(1).isNumber()) {
                points.add(List.of(node.get(0).doubleValue(), node.get(1).doubleValue()));
            } else {
                sound = false;
                problems.add(Problem.at(
                        JsonPath.element(view.at("points"), i),
                        "must be a pair of numbers [seconds, requests per second], but is "
                                + ObjectView.describe(node)));
            }
        }
        return sound && view.node().path("points").isArray() ? points : null;
    }

    private void required(ObjectView view, String name) {
        if (!view.node().hasNonNull(name)) {
            problems.add(Problem.at(view.at(name), "is missing"));
        }
    }

    private List<ConstraintSpec> constraints(ObjectView benchmark) {
        List<ConstraintSpec> specs = new ArrayList<>();
        List<JsonNode> nodes = benchmark.elements("constraints");
        for (int i = 0; i < nodes.size(); i++) {
            specs.add(constraint(nodes.get(i), JsonPath.element(benchmark.at("constraints"), i)));
        }
        return specs;
    }

    private ConstraintSpec constraint(JsonNode node, String path) {
        ObjectView view = ObjectView.of(node, path, problems);
        String kind = SpecReader.kind(view);
        ConstraintSpec.Head head = new ConstraintSpec.Head(path, view.text("id"), kind, view.text("stoppingScope"));
        ConstraintSpec spec;
        switch (kind) {
            case "max_requests", "max_errors", "max_tokens" -> {
                spec = new ConstraintSpec.Count(head, view.numbers("count"));
                required(view, "count");
            }
            case "max_duration" -> {
                spec = new ConstraintSpec.Duration(head, view.secondsList("seconds"));
                required(view, "seconds");
            }
            case "max_error_rate" -> {
                spec = new ConstraintSpec.ErrorRate(head, view.numbers("rate"), view.whole("window"));
                required(view, "rate");
            }
            case "max_global_error_rate" -> {
                spec = new ConstraintSpec.GlobalErrorRate(head, view.numbers("rate"), view.whole("minimum"));
                required(view, "rate");
            }
            case "over_saturation" ->
                spec = new ConstraintSpec.OverSaturation(
                        head,
                        view.text("mode"),
                        view.seconds("minSeconds"),
                        view.seconds("maxWindowSeconds"),
                        view.number("moeThreshold"),
                        view.number("minimumTtft"),
                        view.number("maximumWindowRatio"),
                        view.whole("minimumWindowSize"),
                        view.number("confidence"));
            default -> {
                Kinds.CONSTRAINTS.tell(view, kind, problems);
                return new PluginSpec(path, head.id(), kind, view.node());
            }
        }
        view.done();
        return spec;
    }

    private List<SloSpec> slos(ObjectView benchmark) {
        List<SloSpec> specs = new ArrayList<>();
        List<JsonNode> nodes = benchmark.elements("slos");
        for (int i = 0; i < nodes.size(); i++) {
            ObjectView view = ObjectView.of(nodes.get(i), JsonPath.element(benchmark.at("slos"), i), problems);
            specs.add(new SloSpec(
                    view.path(),
                    view.requiredText("metric"),
                    view.number("percentile"),
                    view.number("max"),
                    view.text("unit")));
            required(view, "max");
            view.done();
        }
        return specs;
    }

    private @Nullable TransientSpec transientPhase(ObjectView benchmark, String name) {
        JsonNode value = benchmark.any(name);
        String path = benchmark.at(name);
        if (value == null) {
            return null;
        }
        if (value.isNumber()) {
            return new TransientSpec(path, benchmark.number(name), null, null, null);
        }
        if (name.equals("warmup") && TransientSpec.AUTO.equals(value.stringValue(""))) {
            return new TransientSpec(path, null, null, null, TransientSpec.AUTO);
        }
        if (!value.isObject()) {
            problems.add(Problem.at(
                    path,
                    "must be a number" + (name.equals("warmup") ? ", \"auto\"" : "")
                            + " or an object with percent or value, and mode, but is " + ObjectView.describe(value)));
            return null;
        }
        ObjectView view = ObjectView.of(value, path, problems);
        TransientSpec spec =
                new TransientSpec(path, null, view.number("percent"), view.number("value"), view.text("mode"));
        view.done();
        return spec;
    }
}
