/**
 * The window around the pages: menu bar, header, rail, status bar, banners, toasts, palette.
 *
 * <p>Vocabulary: the <em>shell</em> is everything in the window that is not a page; the <em>rail</em> is the column of pages at the left; a
 * <em>layer</em> lies above the window (palette, question, task list) and Escape closes the topmost one. Which pages there are is said in
 * {@link dev.plimsoll.app.shell.Pages} alone. Threading: JavaFX thread.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.app.shell;
