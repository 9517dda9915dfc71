/**
 * Paths and atomic files: what is written is whole or not there.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.file;
