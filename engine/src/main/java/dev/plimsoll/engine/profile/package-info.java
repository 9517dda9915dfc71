/**
 * Which stages run, one after another. A {@link dev.plimsoll.engine.profile.Profile} is asked for the next stage with the figures of
 * those before it, so that a sweep can place its rates. Confined to the run's thread.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.profile;
