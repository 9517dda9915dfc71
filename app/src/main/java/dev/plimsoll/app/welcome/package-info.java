/** The page a person starts on: the demo, a server to connect to, workspaces to open. Threading: JavaFX thread. */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.app.welcome;
