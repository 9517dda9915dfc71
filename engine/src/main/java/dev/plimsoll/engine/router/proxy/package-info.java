/**
 * What goes over the wire: the router's HTTP front and its connections to the models' servers.
 *
 * <p>{@link dev.plimsoll.engine.router.proxy.ProxyServer} listens. A {@code ClientConnection} reads requests one after another, the {@code Front}
 * decides what each means: the {@code ControlApi} answers what is the router's own; what is for a model becomes a {@code ModelExchange}, which
 * waits for its turn and then passes the answer on, piece by piece, over a connection of the model's {@code UpstreamPool}.
 *
 * <p>A request's body is held, up to 64 MiB, until its model begins to answer: so its model can be read wherever it stands in it, a request
 * that waits needs nothing of its client but the connection, and one that met a stale connection is sent again. It passes byte for byte
 * unless the model's configuration changes something in it. Answers are never held: what one read brings goes out at once, and where the
 * client is slower, the model's server is not read.
 *
 * <p>Everything that the router itself says carries its {@code source}: a client, and above all a benchmark, must be able to tell an
 * error of the router from one of the model's server. Nothing of the router's ever becomes part of a model's answer.
 *
 * <p>Threading: a client's connection and the connection its request is passed on by are on one event loop; everything about the two is confined
 * to it. The loop that decides is another thread; they send each other messages.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.router.proxy;
