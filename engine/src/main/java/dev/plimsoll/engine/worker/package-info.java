/**
 * The worker process: dispatch loop and self-measurement. Imported by nobody; it is started as a child JVM and speaks frames over its own stdin and stdout.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.worker;
