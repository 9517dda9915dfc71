package dev.plimsoll.engine.router.simulation;

import dev.plimsoll.engine.router.process.ModelState;

/** A model's state has changed. */
public record SimulatedChange(long atNs, String model, ModelState from, ModelState to) {}
