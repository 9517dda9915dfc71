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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is allocated per event: what a garbage collector never sees cannot disturb a time stamp. */
class AllocationTest {
    private static final int EVENTS = 10_000;

    private final HttpAnswerScanner scanner = new HttpAnswerScanner();

    @ParameterizedTest
    @EnumSource(
            value = AnswerShape.class,
            names = {"CHOICES", "RESPONSES", "MESSAGES", "TGI"})
    void tenThousandEventsAllocateNothingOnceBuffersHaveGrown(AnswerShape shape) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<byte[]> reads = reads(shape);
        AnswerParser parser = new AnswerParser(shape, shape.readers(null).get(), new Deaf(), EVENTS, true, true);
        HttpAnswerSink sink = new Sink(parser);
        play(reads, parser, sink);
        play(reads, parser, sink);
        long before = thread.getCurrentThreadAllocatedBytes();
        play(reads, parser, sink);
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;
        assertEquals(EVENTS, parser.times().contentEvents());
        assertTrue(allocated < EVENTS / 2, allocated + " bytes for " + EVENTS + " events");
    }

    private void play(List<byte[]> reads, AnswerParser parser, HttpAnswerSink sink) {
        parser.begin(0);
        scanner.reset();
        long ns = 0;
        for (int i = 0; i < reads.size(); i++) {
            scanner.feed(reads.get(i), 0, reads.get(i).length, ns += 1000, sink);
        }
    }

    /** Recognised events, events that must be walked, escapes, comments, usage, and reads that cut events. */
    private static List<byte[]> reads(AnswerShape shape) {
        StringBuilder stream = new StringBuilder(Answers.EVENTS);
        for (int i = 0; i < EVENTS; i++) {
            stream.append(i % 5 == 0 ? "3\r\n:\n\n\r\n" : "");
            String text = i % 5 == 0 ? "a\\n\\\"b" : "word";
            stream.append(Answers.chunk(event(shape, i, i % 5 == 1, text)));
        }
        byte[] bytes = stream.toString().getBytes(StandardCharsets.UTF_8);
        List<byte[]> reads = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += 997) {
            reads.add(java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 997)));
        }
        return reads;
    }

    /** An event with text; {@code another} = unlike those around it. */
    private static String event(AnswerShape shape, int i, boolean another, String text) {
        return switch (shape) {
            case CHOICES ->
                another
                        ? "{\"created\":" + i + ",\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"hm\"}}],"
                                + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":" + i + "}}"
                        : "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text
                                + "\"},\"finish_reason\":null}]}";
            case RESPONSES ->
                "{\"type\":\"response." + (another ? "reasoning" : "output") + "_text.delta\",\"sequence_number\":" + i
                        + ",\"output_index\":" + (another ? 0 : 1) + ",\"content_index\":0,\"delta\":\"" + text + "\"}";
            case MESSAGES ->
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":"
                        + (another
                                ? "{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}}"
                                : "{\"type\":\"text_delta\",\"text\":\"" + text + "\"}}");
            default ->
                "{\"index\":" + i + ",\"token\":{\"id\":" + i + ",\"text\":\"" + text + "\",\"logprob\":-0." + i
                        + ",\"special\":false},\"generated_text\":null" + (another ? "" : ",\"details\":null") + "}";
        };
    }

    private record Sink(AnswerParser parser) implements HttpAnswerSink {
        @Override
        public void head(HttpHead head, long readNs) {
            parser.head(head);
        }

        @Override
        public void body(byte[] bytes, int from, int to, long readNs) {
            parser.body(bytes, from, to, readNs);
        }
    }

    private static final class Deaf implements TokenTimes.Listener {
        @Override
        public void firstToken(long atNs) {}

        @Override
        public void contentGap(long gapNs) {}
    }
}
