package dev.plimsoll.engine.simulator;

import java.util.Locale;

/** What {@code /metrics} tells, under vLLM's names. Belongs to the event loop. */
final class SimulatorMetrics {
    /** vLLM's own bucket bounds, in seconds. */
    private static final double[] TTFT = {
        0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560
    };

    private static final double[] ITL = {
        0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80
    };
    private static final double[] REQUEST = {
        0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680
    };
    private static final double[] LATENESS = {
        0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.1
    };

    private final String label;
    private long promptTokens;
    private long generationTokens;
    private long finishedByLength;
    private long finishedByStop;
    private long aborted;
    private long rejected;
    private long errors;
    private final Histogram ttft = new Histogram(TTFT);
    private final Histogram itl = new Histogram(ITL);
    private final Histogram latency = new Histogram(REQUEST);
    private final Histogram queueTime = new Histogram(REQUEST);
    private final Histogram lateness = new Histogram(LATENESS);

    SimulatorMetrics(String quotedModel) {
        this.label = "model_name=" + quotedModel;
    }

    void started(int tokensOfPrompt, long queuedNs) {
        promptTokens += tokensOfPrompt;
        queueTime.add(queuedNs);
    }

    void firstToken(long sinceArrivalNs) {
        generationTokens++;
        ttft.add(sinceArrivalNs);
    }

    void nextToken(long gapNs) {
        generationTokens++;
        itl.add(gapNs);
    }

    void written(long latenessNs) {
        lateness.add(latenessNs);
    }

    void finished(boolean byLength, long latencyNs) {
        if (byLength) {
            finishedByLength++;
        } else {
            finishedByStop++;
        }
        latency.add(latencyNs);
    }

    void aborted() {
        aborted++;
    }

    void rejected() {
        rejected++;
    }

    void error() {
        errors++;
    }

    /** Prometheus text, version 0.0.4. */
    String text(InferenceModel model) {
        StringBuilder out = new StringBuilder(8192);
        gauge(out, "vllm:num_requests_running", "Requests in prefill or decode.", model.running());
        gauge(out, "vllm:num_requests_waiting", "Requests in the queue.", model.waiting());
        gauge(out, "vllm:kv_cache_usage_perc", "KV cache in use, 1 = all.", model.kvUsage());
        counter(out, "vllm:prompt_tokens_total", "Prompt tokens of requests started.", "", promptTokens);
        counter(out, "vllm:generation_tokens_total", "Tokens generated.", "", generationTokens);
        type(out, "vllm:request_success_total", "Requests ended.", "counter");
        sample(out, "vllm:request_success_total", ",finished_reason=\"length\"", finishedByLength);
        sample(out, "vllm:request_success_total", ",finished_reason=\"stop\"", finishedByStop);
        sample(out, "vllm:request_success_total", ",finished_reason=\"abort\"", aborted);
        ttft.write(out, "vllm:time_to_first_token_seconds", "Arrival to first token.");
        itl.write(out, "vllm:inter_token_latency_seconds", "Between tokens of a request.");
        latency.write(out, "vllm:e2e_request_latency_seconds", "Arrival to last token.");
        queueTime.write(out, "vllm:request_queue_time_seconds", "Arrival to prefill.");
        counter(out, "plimsoll_simulator_rejected_total", "Requests answered with 429.", "", rejected);
        counter(out, "plimsoll_simulator_errors_total", "Requests answered with an injected error.", "", errors);
        lateness.write(out, "plimsoll_simulator_lateness_seconds", "Scheduled to written; the simulator's own error.");
        return out.toString();
    }

    private void gauge(StringBuilder out, String name, String help, double value) {
        type(out, name, help, "gauge");
        sample(out, name, "", value);
    }

    private void counter(StringBuilder out, String name, String help, String more, double value) {
        type(out, name, help, "counter");
        sample(out, name, more, value);
    }

    private static void type(StringBuilder out, String name, String help, String type) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void sample(StringBuilder out, String name, String more, double value) {
        out.append(name)
                .append('{')
                .append(label)
                .append(more)
                .append("} ")
                .append(number(value))
                .append('\n');
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.9f", value);
    }

    /** Counts in fixed buckets. */
    private final class Histogram {
        private final double[] boundsSeconds;
        private final long[] counts;
        private double sumSeconds;

        Histogram(double[] boundsSeconds) {
            this.boundsSeconds = boundsSeconds;
            this.counts = new long[boundsSeconds.length + 1];
        }

        void add(long ns) {
            double seconds = ns / 1e9;
            int i = 0;
            while (i < boundsSeconds.length && seconds > boundsSeconds[i]) {
                i++;
            }
            counts[i]++;
            sumSeconds += seconds;
        }

        void write(StringBuilder out, String name, String help) {
            type(out, name, help, "histogram");
            long below = 0;
            for (int i = 0; i < counts.length; i++) {
                below += counts[i];
                String bound = i < boundsSeconds.length ? Double.toString(boundsSeconds[i]) : "+Inf";
                sample(out, name + "_bucket", ",le=\"" + bound + "\"", below);
            }
            sample(out, name + "_sum", "", sumSeconds);
            sample(out, name + "_count", "", below);
        }
    }
}
