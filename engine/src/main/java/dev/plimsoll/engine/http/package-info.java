/**
 * Connections, TLS, the HTTP/1.1 and SSE scanners. No word about LLMs.
 *
 * <p>Built for exact time at low cost: one clock reading per socket read, taken before any parsing; no object per event; the scanner
 * works on the {@code ByteBuf} as it came, split at any byte. Netty's own codec is the reference decoder in tests, never on this
 * path. Everything is confined to one event loop, asserted.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.http;
