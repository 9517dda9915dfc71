package dev.plimsoll.engine.router.observe;

/** One time that a model was brought into memory, and what came of it. One thread. */
final class ModelLoad {
    private final String model;
    private final long begunNs;
    private final long spawnNs;
    private final long readyNs;
    private final boolean cold;
    private long leftNs = Long.MAX_VALUE;
    private long firstServedNs = Long.MAX_VALUE;

    /**
     * @param begunNs the swap began
     * @param spawnNs what was in its way was gone
     * @param cold whether it is the first one of this model
     */
    ModelLoad(String model, long begunNs, long spawnNs, long readyNs, boolean cold) {
        this.model = model;
        this.begunNs = begunNs;
        this.spawnNs = spawnNs;
        this.readyNs = readyNs;
        this.cold = cold;
    }

    String model() {
        return model;
    }

    long begunNs() {
        return begunNs;
    }

    /** From the decision until it was ready, ns. */
    long swapNs() {
        return readyNs - begunNs;
    }

    /** From the start of its process until it was ready, ns. */
    long loadNs() {
        return readyNs - spawnNs;
    }

    boolean cold() {
        return cold;
    }

    /** It is ready no more. Only the first time counts. */
    void leaves(long atNs) {
        leftNs = Math.min(leftNs, atNs);
    }

    /** It got a request. */
    void served(long atNs) {
        firstServedNs = Math.min(firstServedNs, atNs);
    }

    /** Whether it had gone before {@code toNs} without having got a request. */
    boolean wastedBefore(long toNs) {
        return leftNs < toNs && firstServedNs > leftNs;
    }
}
