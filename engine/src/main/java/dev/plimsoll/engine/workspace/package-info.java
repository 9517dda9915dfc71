/**
 * What the user <em>wrote</em>, even if wrong: the workspace file, read without ever failing on content, written back without losing anything.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.workspace;
