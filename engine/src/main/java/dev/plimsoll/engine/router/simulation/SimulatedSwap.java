package dev.plimsoll.engine.router.simulation;

import dev.plimsoll.engine.router.swap.SwapPlan;

/**
 * One swap.
 *
 * @param load whether its model had to be loaded; one that was ready already only lost its neighbours
 * @param atNs when it began
 * @param freeNs when everything in its way was gone, and its process was started
 * @param readyNs when its model was ready
 * @param served how many requests the model served before it had to go again; 0 is a load for nothing
 */
public record SimulatedSwap(
        String model, boolean load, long atNs, long freeNs, long readyNs, SwapPlan plan, int served) {}
