package dev.plimsoll.app.session;

/** The pages that a person can be on. */
public enum PageId {
    WELCOME,
    TARGETS,
    DATASETS,
    BENCHMARKS,
    LIVE,
    RESULTS
}
