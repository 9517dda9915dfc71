package dev.plimsoll.engine.router.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a model's output, and how others follow it. */
class ModelLogTest {
    private final ModelLog log = new ModelLog();
    private final ModelLog.Writer out = log.writer(ModelLog.Source.STDOUT);

    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, bytes.length);
    }

    private static List<String> texts(List<ModelLog.Line> lines) {
        return lines.stream().map(ModelLog.Line::text).toList();
    }

    @Test
    void aLineIsKeptWhenItEnds() {
        write("one\ntw");
        assertEquals(List.of("one"), texts(log.lines()));
        write("o\r\nthree");
        out.end();
        assertEquals(List.of("one", "two", "three"), texts(log.lines()));
    }

    @Test
    void theStreamsDoNotMixWithinALine() {
        ModelLog.Writer err = log.writer(ModelLog.Source.STDERR);
        write("one ");
        err.write("warning\n".getBytes(StandardCharsets.UTF_8), 8);
        write("line\n");
        assertEquals(List.of("warning", "one line"), texts(log.lines()));
        assertEquals(ModelLog.Source.STDERR, log.lines().getFirst().source());
    }

    @Test
    void theOldestLinesGoFirst() {
        String line = "x".repeat(1023) + "\n";
        for (int i = 0; i < 150; i++) {
            write(line);
        }
        assertEquals(100, log.lines().size());
        assertEquals(50, log.lines().getFirst().number());
    }

    @Test
    void emptyLinesDoNotPileUp() {
        write("\n".repeat(100_000));
        assertEquals(ModelLog.MOST_LINES, log.lines().size());
    }

    @Test
    void aLineWithoutEndIsCutBetweenCharacters() {
        write("x" + "\u20AC".repeat(100_000));
        assertTrue(log.lines().size() > 10);
        log.lines().forEach(line -> assertTrue(line.text().matches("x?\u20AC+"), line.text()));
        log.lines().forEach(line -> assertTrue(line.bytes() <= ModelLog.LINE_BYTES + 1));
    }

    @Test
    void bytesThatAreNoTextAreReplaced() {
        byte[] bytes = new byte[20_000];
        Arrays.fill(bytes, (byte) 0x80);
        out.write(bytes, bytes.length);
        out.end();
        assertTrue(texts(log.lines()).stream().allMatch(each -> each.matches("\uFFFD+")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void howTheOutputComesInPiecesMakesNoDifference(int seed) {
        Random random = new Random(seed);
        byte[] text = random.ints(60_000, 0, 300)
                .mapToObj(c -> c < 3 ? "\n" : new String(Character.toChars(c == 3 ? 0x1F6A2 : c)))
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < text.length; ) {
            int length = Math.min(text.length - at, random.nextInt(5_000));
            out.write(Arrays.copyOfRange(text, at, at + length), length);
            at += length;
        }
        out.end();
        ModelLog whole = new ModelLog();
        ModelLog.Writer writer = whole.writer(ModelLog.Source.STDOUT);
        writer.write(text, text.length);
        writer.end();
        assertEquals(whole.lines(), log.lines());
    }

    @Test
    void aFollowerIsToldOnceUntilItTakes() {
        write("before\n");
        AtomicInteger told = new AtomicInteger();
        try (ModelLog.Follower follower = log.follow(false, told::incrementAndGet)) {
            write("a\n");
            write("b\n");
            assertEquals(1, told.get());
            assertEquals(List.of("a", "b"), texts(follower.take().lines()));
            write("c\n");
            assertEquals(2, told.get());
            assertEquals(List.of("c"), texts(follower.take().lines()));
        }
        write("d\n");
        assertEquals(2, told.get());
    }

    @Test
    void aFollowerMayBeginWithWhatIsThere() {
        write("before\n");
        AtomicInteger told = new AtomicInteger();
        try (ModelLog.Follower follower = log.follow(true, told::incrementAndGet)) {
            assertEquals(1, told.get());
            assertEquals(List.of("before"), texts(follower.take().lines()));
        }
    }

    @Test
    void aFollowerThatIsTooSlowIsToldWhatItMissed() {
        try (ModelLog.Follower follower = log.follow(false, () -> {})) {
            for (int i = 0; i < 150; i++) {
                write("x".repeat(1023) + "\n");
            }
            ModelLog.News news = follower.take();
            assertEquals(50, news.missed());
            assertEquals(100, news.lines().size());
            assertEquals(0, follower.take().missed());
        }
    }
}
