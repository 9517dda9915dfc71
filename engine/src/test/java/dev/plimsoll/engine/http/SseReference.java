package dev.plimsoll.engine.http;

import java.util.ArrayList;
import java.util.List;

/**
 * The HTML standard's event stream rules, written as plainly as possible over a whole text, as the reference for {@link SseScanner}.
 * Unlike the standard it dispatches an event that is still open at the end.
 */
final class SseReference {
    private SseReference() {}

    static List<String> data(String stream) {
        String text = stream.startsWith("\uFEFF") ? stream.substring(1) : stream;
        List<String> events = new ArrayList<>();
        List<String> data = new ArrayList<>();
        for (String line : text.split("\r\n|\n|\r", -1)) {
            if (line.isEmpty()) {
                dispatch(data, events);
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            if (field.equals("data") || field.equals("error")) {
                data.add(value.startsWith(" ") ? value.substring(1) : value);
            }
        }
        dispatch(data, events);
        return events;
    }

    private static void dispatch(List<String> data, List<String> events) {
        if (!data.isEmpty()) {
            events.add(String.join("\n", data));
            data.clear();
        }
    }
}
