package dev.plimsoll.engine.endpoint;

/** What can be said of a stream event's data from its bytes alone. Pure; any thread. */
final class EventData {
    private EventData() {}

    /** Whether it is {@code [DONE]}, with blanks behind it or not: OpenAI's end of a stream. */
    static boolean isDone(byte[] b, int from, int to) {
        int end = to;
        while (end > from && b[end - 1] == ' ') {
            end--;
        }
        return end - from == 6
                && b[from] == '['
                && b[from + 1] == 'D'
                && b[from + 2] == 'O'
                && b[from + 3] == 'N'
                && b[from + 4] == 'E'
                && b[from + 5] == ']';
    }

    /** Whether there is nothing but blanks. */
    static boolean isBlank(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] != ' ') {
                return false;
            }
        }
        return true;
    }
}
