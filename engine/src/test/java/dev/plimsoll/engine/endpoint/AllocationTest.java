package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.plimsoll.engine.http.HttpAnswerScanner;
import dev.plimsoll.engine.http.HttpAnswerSink;
import dev.plimsoll.engine.http.HttpHead;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing is allocated per event: what a garbage collector never sees cannot disturb a time stamp. */
class AllocationTest {
    private static final int EVENTS = 10_000;

    private final HttpAnswerScanner scanner = new HttpAnswerScanner();
    private final AnswerParser parser = new AnswerParser(
            AnswerShape.CHOICES,
            AnswerShape.CHOICES.readers(null).get(),
            new TokenTimes.Listener() {
                @Override
                public void firstToken(long atNs) {}

                @Override
                public void contentGap(long gapNs) {}
            },
            EVENTS,
            true,
            true);
    private final HttpAnswerSink sink = new HttpAnswerSink() {
        @Override
        public void head(HttpHead head, long readNs) {
            parser.head(head);
        }

        @Override
        public void body(byte[] bytes, int from, int to, long readNs) {
            parser.body(bytes, from, to, readNs);
        }
    };

    @Test
    void tenThousandEventsAllocateNothingOnceBuffersHaveGrown() {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<byte[]> reads = reads();
        play(reads);
        play(reads);
        long before = thread.getCurrentThreadAllocatedBytes();
        play(reads);
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;
        assertEquals(EVENTS, parser.times().contentEvents());
        assertTrue(allocated < EVENTS / 2, allocated + " bytes for " + EVENTS + " events");
    }

    private void play(List<byte[]> reads) {
        parser.begin(0);
        scanner.reset();
        long ns = 0;
        for (int i = 0; i < reads.size(); i++) {
            scanner.feed(reads.get(i), 0, reads.get(i).length, ns += 1000, sink);
        }
    }

    /** Recognised events, events that must be walked, escapes, comments, usage in each, and reads that cut events. */
    private static List<byte[]> reads() {
        StringBuilder stream = new StringBuilder(Answers.EVENTS);
        for (int i = 0; i < EVENTS; i++) {
            switch (i % 5) {
                case 0 -> stream.append("3\r\n:\n\n\r\n").append(Answers.delta("a\\n\\\"b"));
                case 1 ->
                    stream.append(Answers.chunk("{\"created\":" + i
                            + ",\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"hm\"}}],"
                            + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":" + i + "}}"));
                default -> stream.append(Answers.delta("word"));
            }
        }
        byte[] bytes = stream.toString().getBytes(StandardCharsets.UTF_8);
        List<byte[]> reads = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += 997) {
            reads.add(java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 997)));
        }
        return reads;
    }
}
