package dev.plimsoll.charts.html;

import static dev.plimsoll.charts.svg.Xml.escape;

/** What the words of the report mean, in the report, for readers who have nothing else. */
final class Definitions {
    private static final String[][] WORDS = {
        {
            "Verdict",
            "what the load generator found about itself, not about the server: VALID, SUSPECT (read with care) or"
                    + " INVALID (do not use)"
        },
        {
            "Load line",
            "the throughput at which the curve through the open-loop stages first crosses an SLO, linear between"
                + " neighbouring stages; in a stage where more requests failed than the percentile may leave out, the"
                + " SLO is missed"
        },
        {
            "Open loop",
            "requests start by a schedule, whatever the server does; the rate of the schedule is the offered rate"
        },
        {"Closed loop", "a request starts when one before it has ended; a slow server is then asked less"},
        {"Offered", "requests per second that the schedule wanted to start"},
        {"Achieved", "requests per second that completed in the measurement window"},
        {"Goodput", "requests per second that met every SLO; failed and dropped requests are misses"},
        {"TTFT", "time to first token: first non-empty token minus the moment the request was sent"},
        {"TPOT", "time per output token: (last token − first token) / (output tokens − tokens in the first chunk)"},
        {"ICL", "inter-chunk latency: the gap between two successive pieces of an answer"},
        {"Latency", "end of the answer minus the moment the request was sent"},
        {
            "From schedule",
            "the same measured from when the request should have started, so that waiting before the send counts too"
        },
        {
            "p50, p99",
            "half (one in a hundred) of the requests took longer; by linear interpolation on exact values; “few” where"
                    + " fewer than five lie beyond it"
        },
        {
            "∞",
            "no answer ever came for so many requests that the percentile has no end, counting each failed request as"
                    + " infinitely slow"
        },
        {
            "Effective samples",
            "how many independent requests a percentile is worth: fewer than n where requests that follow each other"
                    + " wait in the same queue"
        },
        {"MSER-5", "a rule that finds where a stage gets steady: the cut that leaves the rest with the least spread"},
        {"Saturated", "the server took in more than it completed: its queue grew, or it achieved less than was offered"
        },
    };

    /** Words of runs behind a model router. */
    private static final String[][] ROUTER_WORDS = {
        {
            "Router wait",
            "from the arrival of a request at the model router until its model got it: queued, models being stopped,"
                    + " the process being started, the model being loaded; “TTFT once served” is TTFT without it"
        },
        {"Wasted load", "a model was loaded and went again without having got a request"},
        {
            "First load",
            "a model's first load in the run, whose file may have come from the disk; later loads have it in memory"
        },
        {
            "Fairness",
            "Jain's index over the models' mean waits: 1 where all models wait alike, 1/n where one of n waits alone"
        },
    };

    private Definitions() {}

    /** {@code routed} = also the words of a model router. */
    static void write(boolean routed, StringBuilder html) {
        html.append("<details class=\"card\" id=\"definitions\"><summary>Definitions</summary><dl>\n");
        write(WORDS, html);
        if (routed) {
            write(ROUTER_WORDS, html);
        }
        html.append("</dl></details>\n");
    }

    private static void write(String[][] words, StringBuilder html) {
        for (String[] word : words) {
            html.append("<dt>")
                    .append(escape(word[0]))
                    .append("</dt><dd>")
                    .append(escape(word[1]))
                    .append("</dd>\n");
        }
    }
}
