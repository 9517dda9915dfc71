package dev.plimsoll.engine.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Collects the events of a stream with the number of the read that completed each. */
final class SseEvents implements SseSink {
    /** One event: its data, whether it is named error, and the read (from 1) that brought it. */
    record Event(String data, boolean error, int read) {}

    final List<Event> events = new ArrayList<>();
    final SseScanner scanner = new SseScanner(this);
    private int read;

    @Override
    public void event(byte[] bytes, int from, int to) {
        events.add(
                new Event(new String(bytes, from, to - from, StandardCharsets.UTF_8), scanner.eventIs("error"), read));
    }

    /** Feeds one read, in an array of exactly its size. */
    void read(byte[] bytes) {
        read++;
        scanner.feed(bytes, 0, bytes.length);
    }

    void end() {
        read++;
        scanner.finish();
    }

    List<String> data() {
        return events.stream().map(Event::data).toList();
    }

    static List<String> dataOf(String... reads) {
        SseEvents events = new SseEvents();
        for (String read : reads) {
            events.read(read.getBytes(StandardCharsets.UTF_8));
        }
        events.end();
        return events.data();
    }
}
