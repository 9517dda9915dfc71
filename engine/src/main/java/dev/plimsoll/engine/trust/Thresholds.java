package dev.plimsoll.engine.trust;

/**
 * The limits of the verdict. Each is the default of the field's tool that first set it, or our own judgement, as said beside it.
 */
final class Thresholds {
    /** Dispatch lag that no measurement in milliseconds notices: the promise of wrk2's README (about 1 ms). */
    static final double LAG_SUSPECT_NS = 1e6;
    /** A lag within this share of what is measured is lost in it. */
    static final double LAG_SUSPECT_SHARE = 0.01;
    /** Ten times the above, as Nighthawk's and perf_analyzer's users put up with at most. */
    static final double LAG_INVALID_NS = 10e6;
    /** Five per cent of the measured value: the usual width of a confidence interval. */
    static final double LAG_INVALID_SHARE = 0.05;
    /** Share of late sends that breaks a run: Triton perf_analyzer's limit for delayed requests (server#6637). */
    static final double LATE_SHARE = 0.01;
    /** Fewest late sends that count: one alone is an accident even where it is more than a per cent. */
    static final long FEWEST_LATE = 2;

    /** Sent over intended slots; ours, twice as strict as the next. */
    static final double SEND_RATIO_SUSPECT = 0.995;
    /** Nighthawk's adaptive load controller: send rate of at least 0.99. */
    static final double SEND_RATIO_INVALID = 0.99;

    /** Loop lag of one second's p99; ours: the same as the dispatch lag, because answers are stamped by the same loop. */
    static final double LOOP_LAG_P99_SUSPECT_NS = 1e6;
    /** Five times the above. */
    static final double LOOP_LAG_P99_INVALID_NS = 5e6;
    /** AIPerf's event loop monitor warns above 25 ms. */
    static final double LOOP_LAG_MAX_SUSPECT_NS = 25e6;
    /** Hyperfoil's jitter watchdog: 100 ms. */
    static final double LOOP_LAG_MAX_INVALID_NS = 100e6;

    /** Busy share of the event loop in one second; ours: above it, queueing in the loop shows in the stamps. */
    static final double LOOP_BUSY_SUSPECT = 0.60;
    /** Above it a single loop's own queue multiplies every delay by more than six (1/(1-0.85)). */
    static final double LOOP_BUSY_INVALID = 0.85;

    /** Pauses of generational ZGC stay below 1 ms; twice that is out of order. */
    static final double GC_SUSPECT_NS = 2e6;
    /** A pause longer than an inter-token gap of a fast server. */
    static final double GC_INVALID_NS = 20e6;

    /** jHiccup's sleeper, 1 ms: ten periods missed. */
    static final double HICCUP_SUSPECT_NS = 10e6;
    /** Hundred periods missed. */
    static final double HICCUP_INVALID_NS = 100e6;

    /** Idle share of the machine below which Hyperfoil and k6 warn. */
    static final double IDLE_SUSPECT = 0.20;
    /** Nothing left to react with. */
    static final double IDLE_INVALID = 0.05;
    /** Share of seconds that may be short of idle time: a compiler burst at the start is no condition. */
    static final double SHORT_SECONDS = 0.05;
    /** Share of the machine that strangers may take while the target runs on it. */
    static final double STRANGERS_SHARE = 0.20;
    /** Mean share stolen by the hypervisor. */
    static final double STEAL_SUSPECT = 0.01;

    /** Share of the time for which a container's quota keeps us from running; ours: as much as the hypervisor may take. */
    static final double THROTTLED_INVALID = 0.01;

    /** A step of the wall clock against the monotonic one within a second; a healthy NTP slews by half of it at most. */
    static final double CLOCK_STEP_SUSPECT_NS = 1e6;
    /** Times of other machines cannot be laid beside ours any more. */
    static final double CLOCK_STEP_INVALID_NS = 50e6;

    /** How full the queue in front of the journal may be: half, so that a disk twice as slow would still do. */
    static final double JOURNAL_SUSPECT = 0.50;

    /** Share of content events that share a read, above which gaps say more about reads than about the server. */
    static final double SHARED_READS_NOTE = 0.05;
    /** Little's law as an identity of areas: only rounding may be missing. */
    static final double AREA_TOLERANCE = 0.001;
    /** An order of two stamps of one clock may be off by its resolution. */
    static final long CLOCK_TOLERANCE_NS = 1000;

    // ---- before the first request

    /** Descriptors there should be for each that is needed. */
    static final double DESCRIPTORS_SPARE = 1.5;
    /** Share of the local ports that one target may take before a port in TIME_WAIT is missed. */
    static final double PORTS_SUSPECT = 0.60;
    /** Next to none left. */
    static final double PORTS_INVALID = 0.90;
    /** A clock that is read without a system call takes a quarter of it. */
    static final double CLOCK_COST_SUSPECT_NS = 100;
    /** Coarser than the microseconds in which gaps between events are kept. */
    static final double CLOCK_GRAIN_INVALID_NS = 1000;
    /** The kernel's usual receive buffer: with less a server waits for us between two reads. */
    static final long LEAST_RECEIVE_BYTES = 128 << 10;
    /** Send lag p99 of the self-test: a fifth of what a run may have, for a null target is the easiest there is. */
    static final double SELF_TEST_SUSPECT_NS = 200e3;
    /** Twice what makes a run suspect. */
    static final double SELF_TEST_INVALID_NS = 2e6;
    /** Share of what the workers carry that may be planned. */
    static final double CEILING_SUSPECT = 0.50;
    /** No room for bursts. */
    static final double CEILING_INVALID = 0.80;

    /** Share of the median latency by which that from the schedule may exceed it: the usual width of a confidence interval. */
    static final double SCHEDULE_GAP = 0.05;
    /** Rise or fall over the window, as a share of the median, that no steady stage shows. */
    static final double DRIFT_NOTE = 0.05;
    /** Share of the window that may be a warm-up without being told. */
    static final double WARM_UP_NOTE = 0.1;
    /** Chance below which a drift is none of a steady stage. */
    static final double DRIFT_SURE = 0.001;

    private Thresholds() {}
}
