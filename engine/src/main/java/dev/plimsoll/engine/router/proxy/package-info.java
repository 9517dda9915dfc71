/**
 * What goes over the wire, as far as it can be said without a connection: answers to errors, the list of models, which model a path below
 * {@code /upstream/} means, and what is changed in a request before it is passed on.
 *
 * <p>Everything that the router itself says carries its {@code source}: a client, and above all a benchmark, must be able to tell an
 * error of the router from one of the model's server. Nothing of the router's ever becomes part of a model's answer.
 *
 * <p>Threading: pure functions.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.router.proxy;
