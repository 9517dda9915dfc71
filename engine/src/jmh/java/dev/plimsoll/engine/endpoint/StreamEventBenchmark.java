package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.http.HttpAnswerScanner;
import dev.plimsoll.engine.http.HttpAnswerSink;
import dev.plimsoll.engine.http.HttpHead;
import dev.plimsoll.engine.http.SseScanner;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one event of a stream costs after its read: a chunk as vLLM sends it, about 240 bytes, each in a read of its own unless said
 * otherwise. Goal: {@code scannerAndProbe} at 150 ns, no allocation.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class StreamEventBenchmark {
    private static final int EVENTS = 256;
    private static final String[] WORDS = {" tide", " the", " \\n\\n", " harbour", ",", " a", " quay\\\"s", " Größe"};

    private final byte[][] documents = new byte[EVENTS][];
    private final byte[][] events = new byte[EVENTS][];
    private final byte[][] httpChunks = new byte[EVENTS][];
    private final byte[] head = ascii("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n");
    private final byte[] lastChunk = ascii("0\r\n\r\n");
    private byte[] oneRead = {};
    private long sum;

    private final SseScanner scanner = new SseScanner((bytes, from, to) -> sum += to - from);
    private final AnswerReader probe = AnswerShape.CHOICES.readers(null).get();
    private final SseScanner probing = new SseScanner((bytes, from, to) -> sum += probe.read(bytes, from, to) ? 1 : 0);
    private final AnswerParser parser = new AnswerParser(
            AnswerShape.CHOICES, AnswerShape.CHOICES.readers(null).get(), new Deaf(), EVENTS, false, false);
    private final HttpAnswerScanner http = new HttpAnswerScanner();
    private final HttpAnswerSink toParser = new HttpAnswerSink() {
        @Override
        public void head(HttpHead head, long readNs) {
            parser.head(head);
        }

        @Override
        public void body(byte[] bytes, int from, int to, long readNs) {
            parser.body(bytes, from, to, readNs);
        }
    };

    /** Builds the stream. */
    @Setup
    public void build() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < EVENTS; i++) {
            String document =
                    "{\"id\":\"chatcmpl-8b1f6d5e2c9a4f70b3d1e0c7a6958421\",\"object\":\"chat.completion.chunk\","
                        + "\"created\":1790000000,\"model\":\"meta-llama/Llama-3.1-8B-Instruct\",\"choices\":[{\"index\":0,"
                        + "\"delta\":{\"content\":\"" + WORDS[i % WORDS.length]
                            + "\"},\"logprobs\":null,\"finish_reason\":null}]}";
            String event = "data: " + document + "\n\n";
            all.append(event);
            documents[i] = utf8(document);
            events[i] = utf8(event);
            httpChunks[i] = utf8(Integer.toHexString(events[i].length) + "\r\n" + event + "\r\n");
        }
        oneRead = utf8(all.toString());
        boolean understood = Arrays.stream(documents).allMatch(d -> probe.read(d, 0, d.length));
        if (!understood || wholeAnswer() != EVENTS) {
            throw new IllegalStateException("the events are not understood: what is measured would be something else");
        }
    }

    /** Cuts the stream into events. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long scanner() {
        scanner.reset();
        for (byte[] event : events) {
            scanner.feed(event, 0, event.length);
        }
        return sum;
    }

    /** The same where all events came with one read. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long scannerOneRead() {
        scanner.reset();
        scanner.feed(oneRead, 0, oneRead.length);
        return sum;
    }

    /** Reads what events say, by what was learned from the stream's first. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long probe() {
        probe.begin();
        for (byte[] document : documents) {
            sum += probe.read(document, 0, document.length) ? 1 : 0;
        }
        return sum;
    }

    /** The same where nothing can be learned: every event is walked. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long probeWalks() {
        for (byte[] document : documents) {
            probe.begin();
            sum += probe.read(document, 0, document.length) ? 1 : 0;
        }
        return sum;
    }

    /** Both together: the project's goal is told of this. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long scannerAndProbe() {
        probing.reset();
        probe.begin();
        for (byte[] event : events) {
            probing.feed(event, 0, event.length);
        }
        return sum;
    }

    /** Everything that happens to an event after its read: chunked framing, scanner, probe, times. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long wholeAnswer() {
        http.reset();
        parser.begin(0);
        http.feed(head, 0, head.length, 1, toParser);
        long atNs = 1;
        for (byte[] chunk : httpChunks) {
            atNs += 20_000;
            http.feed(chunk, 0, chunk.length, atNs, toParser);
        }
        http.feed(lastChunk, 0, lastChunk.length, atNs, toParser);
        return parser.times().contentEvents();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static final class Deaf implements TokenTimes.Listener {
        @Override
        public void firstToken(long atNs) {}

        @Override
        public void contentGap(long gapNs) {}
    }
}
