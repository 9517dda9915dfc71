package dev.plimsoll.engine.router.schedule;

/** An admitted request that has not been handed over. */
record WaitingRequest(String id, String model, long arrivedNs) {}
