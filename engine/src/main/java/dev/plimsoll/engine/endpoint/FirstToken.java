package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.http.HttpProtocolException;
import dev.plimsoll.engine.http.SseScanner;

/**
 * Notices the first event with content in an event stream of any known API, for somebody who passes the stream on and wants nothing else
 * of it. Events that only name a role, count usage or keep a connection alive are no content.
 *
 * <p>Serves one stream; confined to one thread. Parses every event until it has found one, so it should not be fed any more then.
 */
public final class FirstToken {
    private final AnswerReader reader = AnswerShape.DETECTED.readers(null).get();
    private final SseScanner scanner = new SseScanner(this::event);
    private boolean found;

    /** Takes the next bytes of the stream; whether the first event with content has come. What is no event stream has none. */
    public boolean feed(byte[] bytes, int from, int to) {
        if (!found) {
            try {
                scanner.feed(bytes, from, to);
            } catch (HttpProtocolException e) {
                return false;
            }
        }
        return found;
    }

    private void event(byte[] bytes, int from, int to) {
        if (found || to == from || bytes[from] != '{' || !reader.read(bytes, from, to)) {
            return;
        }
        AnswerFacts facts = reader.facts();
        for (int text = 0; text < facts.texts(); text++) {
            found |= facts.to(text) > facts.from(text);
        }
    }
}
