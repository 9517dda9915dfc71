/** Tests of the window: {@link dev.plimsoll.app.FxTest} runs a body on the JavaFX thread, {@link dev.plimsoll.app.Screens} takes pictures. */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.app;
