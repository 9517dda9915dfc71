/**
 * What is open and what happens: the workspace document with its undo, the run, background tasks, actions, where the person is.
 *
 * <p>Vocabulary: a {@link dev.plimsoll.app.session.Workbench} is everything a page gets. An <em>edit</em> is a new
 * {@link dev.plimsoll.engine.workspace.WorkspaceFile} in place of the old one. An {@link dev.plimsoll.app.session.Action} is one thing a
 * person can do; menus, palette and shortcuts are made from the registry of them. A <em>notice</em> is something told without being asked
 * for: a toast that goes away, a banner that stays, a question that waits.
 *
 * <p>Threading: everything is confined to the JavaFX thread where a type does not say otherwise; work goes to virtual threads and comes
 * back through an executor handed in, so tests need no toolkit. No scene types here.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.app.session;
