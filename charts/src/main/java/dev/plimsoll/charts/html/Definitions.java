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

    private Definitions() {}

    static void write(StringBuilder html) {
        html.append("<details class=\"card\" id=\"definitions\"><summary>Definitions</summary><dl>\n");
        for (String[] word : WORDS) {
            html.append("<dt>")
                    .append(escape(word[0]))
                    .append("</dt><dd>")
                    .append(escape(word[1]))
                    .append("</dd>\n");
        }
        html.append("</dl></details>\n");
    }
}
