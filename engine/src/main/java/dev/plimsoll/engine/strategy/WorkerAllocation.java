package dev.plimsoll.engine.strategy;

import java.util.OptionalInt;

/**
 * How a limit on requests in flight (streams, or a cap) is shared among worker processes: exactly the limit over all workers, the
 * first {@code limit mod workers} of them one more. Pure functions; any thread.
 */
public final class WorkerAllocation {
    private WorkerAllocation() {}

    /** The smaller of two limits, empty where neither is given. */
    public static OptionalInt smaller(OptionalInt a, OptionalInt b) {
        return a.isEmpty() ? b : b.isEmpty() || a.getAsInt() <= b.getAsInt() ? a : b;
    }

    /**
     * How many workers: no more than are wished for, than can be used, and than there are requests to hold.
     *
     * @param wished workers asked for, or what the machine suggests, at least 1
     * @param requestsLimit most requests in flight over all workers, empty where there is no limit
     * @param processesLimit most worker processes that strategy and backend can use, empty where it does not matter
     * @throws IllegalArgumentException where one of them is below 1
     */
    public static int workers(int wished, OptionalInt requestsLimit, OptionalInt processesLimit) {
        int workers = Math.min(
                wished, Math.min(requestsLimit.orElse(Integer.MAX_VALUE), processesLimit.orElse(Integer.MAX_VALUE)));
        if (workers < 1) {
            throw new IllegalArgumentException("no worker: wished for " + wished + ", requests limit " + requestsLimit
                    + ", processes limit " + processesLimit);
        }
        return workers;
    }

    /**
     * The share of each worker.
     *
     * @param limit requests in flight over all workers, at least 1
     * @param workers at least 1
     */
    public static int[] perWorker(int limit, int workers) {
        if (limit < 1 || workers < 1) {
            throw new IllegalArgumentException("limit " + limit + " over " + workers + " workers");
        }
        int[] shares = new int[workers];
        for (int k = 0; k < workers; k++) {
            shares[k] = limit / workers + (k < limit % workers ? 1 : 0);
        }
        return shares;
    }
}
