package dev.plimsoll.engine.report;

/** Figures of a table that belong together: a heading of their own where the table is split by them. */
enum ConsoleGroup {
    LATENCY("latency", "Request latency"),
    LATENCY_FROM_SCHEDULE("latencyFromSchedule", "Request latency from schedule"),
    TTFT("ttft", "TTFT: time to first token"),
    TPOT("tpot", "TPOT: time per output token"),
    ICL("icl", "ICL: time between chunks");

    private final String tag;
    private final String title;

    ConsoleGroup(String tag, String title) {
        this.tag = tag;
        this.title = title;
    }

    /** The metric that the figures are of. */
    String tag() {
        return tag;
    }

    String title() {
        return title;
    }
}
