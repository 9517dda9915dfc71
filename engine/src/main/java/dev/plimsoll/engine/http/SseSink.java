package dev.plimsoll.engine.http;

/** Where an {@link SseScanner} puts what it reads. */
public interface SseSink {
    /**
     * One event with data: {@code bytes[from, to)} is the data without field name, several lines joined by LF. Valid only during the
     * call. The scanner's {@link SseScanner#eventIs} tells the event's name.
     */
    void event(byte[] bytes, int from, int to);
}
