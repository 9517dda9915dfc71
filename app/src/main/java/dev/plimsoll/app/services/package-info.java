/**
 * What the window asks of the system, each behind an interface so that a test can stand in for it: clipboard, file dialogs, browser,
 * theme, preferences, the user's folders, a clock's ticks.
 *
 * <p>Vocabulary: a <em>service</em> is something outside the program. {@link dev.plimsoll.app.services.Services} is all of them, handed to
 * every page. Threading: the JavaFX thread, where a type does not say otherwise.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.app.services;
