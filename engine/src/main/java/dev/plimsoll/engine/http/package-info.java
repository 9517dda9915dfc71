/**
 * Connections, TLS, the HTTP/1.1 and SSE scanners, HTTP/2. No word about LLMs.
 *
 * <p>Built for exact time at low cost: one clock reading per socket read, taken before any parsing; no object per read, line or
 * event. A read is copied once into the loop's own 64 KB array (a few ns) and scanned there, because plain arrays are what the JIT
 * compiles best and what a JSON parser takes as it is. Every scanner goes on where it stopped, whatever the byte it was split at.
 * Netty's own codec is the reference decoder in tests, never on this path.
 *
 * <p>Vocabulary: an <em>exchange</em> ({@link dev.plimsoll.engine.http.HttpExchange}) is one request and its answer; a
 * <em>connection</em> carries one exchange at a time; the <em>client</em> ({@link dev.plimsoll.engine.http.HttpClient}) owns the
 * connections of one event loop to one {@link dev.plimsoll.engine.http.HttpOrigin}: {@link
 * dev.plimsoll.engine.http.HttpConnectionPool} those of HTTP/1.1.
 *
 * <p>HTTP/2 is an option, by Netty's codec, with the same exchanges, times and errors; there a connection carries many exchanges as
 * streams, and what they receive in one read has one time.
 *
 * <p>Threading: everything is confined to one event loop, asserted. Nothing blocks.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.http;
