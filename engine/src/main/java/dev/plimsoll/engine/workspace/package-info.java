/**
 * What the user <em>wrote</em>, even if wrong: the workspace file, read without ever failing on content, written back without losing
 * anything.
 *
 * <p>A {@link dev.plimsoll.engine.workspace.WorkspaceFile} is a JSON tree with the line of every part. The records
 * ({@link dev.plimsoll.engine.workspace.Workspace} and those in it) are a read-only view of it, null where nothing (or nothing
 * sensible) is written; each knows its {@code path}. Edits are made in the tree by path, so what this version does not know stays.
 * Shape, names and types are judged here and told as {@code Problem}s; ranges and references are judged by {@code plan}.
 *
 * <p>Command lines take the same way: {@link dev.plimsoll.engine.workspace.ArgString} reads option strings, and
 * {@code WorkspaceFile.ofOptions} makes the document they stand for. Everything is immutable; trees handed out are copies or must not
 * be changed.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.workspace;
