/**
 * The HTML report: one file that needs no network. Everything from outside is escaped, and a content security policy lets no script
 * run but our own.
 *
 * <p>Threading: stateless; any thread.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.charts.html;
