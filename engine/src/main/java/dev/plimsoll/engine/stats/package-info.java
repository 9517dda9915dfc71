/**
 * Pure statistics: distributions, step functions, slopes. No word about requests; no I/O; every result finite or absent, through {@code Finite}.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.stats;
