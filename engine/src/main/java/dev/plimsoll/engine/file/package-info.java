/**
 * Paths and files: what is written is whole or not there; and columns of numbers that a file of their own takes out of the memory.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.file;
