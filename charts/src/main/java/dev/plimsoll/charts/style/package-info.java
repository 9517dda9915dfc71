/**
 * How charts look: colours by role in two themes, and the bundled fonts. Nothing else in {@code charts} names a colour or a font.
 *
 * <p>Threading: immutable; any thread.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.charts.style;
