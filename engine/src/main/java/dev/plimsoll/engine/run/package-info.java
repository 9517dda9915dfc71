/**
 * Composes everything for one run: target check, dataset, profile, scheduler, archive, verdict.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.run;
