@org.jspecify.annotations.NullMarked
package dev.plimsoll.app.session;
