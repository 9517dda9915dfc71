/** The program: the command line with the charts beside it on the class path. */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.app;
