/**
 * The command line: thin picocli commands over {@code run}, {@code archive} and {@code report}.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.cli;
