package dev.plimsoll.engine.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.endpoint.BackendSettings;
import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCodecTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void everyMessageComesBackAsItWas(long seed) throws IOException {
        RandomMessages messages = new RandomMessages(seed);
        for (ToWorker message : messages.oneOfEachToWorker()) {
            FrameReader reader = reader(new FrameCodec().encode(message));
            assertEquals(Shape.of(message), Shape.of(reader.readToWorker()));
            assertNull(reader.readToWorker());
        }
        for (FromWorker message : messages.oneOfEachFromWorker()) {
            FrameReader reader = reader(new FrameCodec().encode(message));
            assertEquals(Shape.of(message), Shape.of(reader.readFromWorker()));
            assertNull(reader.readFromWorker());
        }
    }

    @Test
    void theRandomMessagesAreOfEveryKind() {
        RandomMessages messages = new RandomMessages(1);
        Set<Class<?>> kinds = new HashSet<>();
        messages.oneOfEachToWorker().forEach(m -> kinds.add(m.getClass()));
        messages.oneOfEachFromWorker().forEach(m -> kinds.add(m.getClass()));
        Set<Class<?>> all = new HashSet<>(Arrays.asList(ToWorker.class.getPermittedSubclasses()));
        all.addAll(Arrays.asList(FromWorker.class.getPermittedSubclasses()));
        assertEquals(all, kinds);
    }

    @Test
    void aStreamCutAtEveryByteReadsTheSame() throws IOException {
        List<FromWorker> sent = new RandomMessages(7).oneOfEachFromWorker();
        byte[] stream = stream(sent);
        for (int cut = 1; cut < stream.length; cut++) {
            FrameReader reader = new FrameReader(new CutStream(stream, cut));
            for (FromWorker message : sent) {
                assertEquals(Shape.of(message), Shape.of(reader.readFromWorker()));
            }
            assertNull(reader.readFromWorker());
        }
    }

    @Test
    void aStreamThatComesByteByByteReadsTheSame() throws IOException {
        List<FromWorker> sent = new RandomMessages(8).oneOfEachFromWorker();
        FrameReader reader = new FrameReader(new CutStream(stream(sent), -1));
        for (FromWorker message : sent) {
            assertEquals(Shape.of(message), Shape.of(reader.readFromWorker()));
        }
        assertNull(reader.readFromWorker());
    }

    @Test
    void aStreamThatEndsWithinAFrameIsBroken() throws IOException {
        byte[] frame = new FrameCodec().encode(new ToWorker.Slots(0, new long[] {1, 2}, new long[] {3, 4}));
        for (int length = 1; length < frame.length; length++) {
            FrameReader reader = reader(Arrays.copyOf(frame, length));
            assertThrows(BrokenFrameException.class, reader::readToWorker);
        }
    }

    @Test
    void anEmptyStreamIsAnEnd() throws IOException {
        assertNull(reader(new byte[0]).readFromWorker());
        assertNull(reader(new byte[0]).readToWorker());
    }

    @Test
    void textWrittenIntoThePipeIsSaidToBeNoFrame() {
        byte[] text = "OpenJDK 64-Bit Server VM warning".getBytes(StandardCharsets.US_ASCII);
        IOException e =
                assertThrows(BrokenFrameException.class, () -> reader(text).readFromWorker());
        assertTrue(e.getMessage().contains("something else was written into the pipe"), e.getMessage());
    }

    @Test
    void anUnknownTypeAndOneOfTheOtherDirectionAreRefused() throws IOException {
        assertThrows(
                BrokenFrameException.class,
                () -> reader(new byte[] {0, 0, 0, 1, 99}).readFromWorker());
        byte[] ping = new FrameCodec().encode(new ToWorker.Ping(1));
        assertThrows(BrokenFrameException.class, () -> reader(ping).readFromWorker());
        byte[] done = new FrameCodec().encode(new FromWorker.StageDone(1, 2, 3, 4, 5, 6));
        assertThrows(BrokenFrameException.class, () -> reader(done).readToWorker());
    }

    @Test
    void noCorruptionOfAFrameDoesAnythingElseThanSayItIsBroken() throws IOException {
        Random random = new Random(42);
        RandomMessages messages = new RandomMessages(43);
        int refused = 0;
        for (int round = 0; round < 200; round++) {
            for (FromWorker message : messages.oneOfEachFromWorker()) {
                byte[] frame = new FrameCodec().encode(message);
                frame[random.nextInt(4, frame.length)] ^= (byte) (1 << random.nextInt(8));
                try {
                    reader(frame).readFromWorker();
                } catch (BrokenFrameException expected) {
                    refused++;
                }
            }
        }
        assertTrue(refused > 0);
    }

    @Test
    void theLongestFrameIsSixtyFourMegabytesAndOneMoreIsRefusedUnwritten() throws IOException {
        ByteArrayOutputStream pipe = new ByteArrayOutputStream();
        FrameWriter writer = new FrameWriter(pipe);
        ToWorker tooLong = new ToWorker.Conversations(0, List.of(conversation("x".repeat(64 << 20))));
        assertThrows(BrokenFrameException.class, () -> writer.write(tooLong));
        assertEquals(0, pipe.size());
        writer.write(new ToWorker.Ping(5));
        assertEquals(new ToWorker.Ping(5), reader(pipe.toByteArray()).readToWorker());
        assertThrows(
                BrokenFrameException.class,
                () -> reader(new byte[] {4, 0, 0, 1, 1}).readToWorker());
    }

    @Test
    void aBigFrameBetweenSmallOnesReadsWhole() throws IOException {
        ByteArrayOutputStream pipe = new ByteArrayOutputStream();
        FrameWriter writer = new FrameWriter(pipe);
        Conversation big = conversation("ä".repeat(5 << 20));
        writer.write(new ToWorker.Ping(1));
        writer.write(new ToWorker.Conversations(0, List.of(big)));
        writer.write(new ToWorker.Ping(2));
        FrameReader reader = new FrameReader(new CutStream(pipe.toByteArray(), 70_000));
        assertEquals(new ToWorker.Ping(1), reader.readToWorker());
        assertEquals(Shape.of(new ToWorker.Conversations(0, List.of(big))), Shape.of(reader.readToWorker()));
        assertEquals(new ToWorker.Ping(2), reader.readToWorker());
    }

    @Test
    void aBrokenPlanDoesNotTellTheKey() throws IOException {
        BackendSettings settings = new BackendSettings(
                "http://127.0.0.1:1",
                "chat",
                "m",
                true,
                "sk-secret",
                Map.of(),
                "{}",
                HttpOptions.of(new HttpTimeouts(0, 0, 0)),
                1,
                "none",
                false);
        byte[] frame = new FrameCodec().encode(new ToWorker.Plan(0, 0, settings, "auto", true, 0));
        frame[frame.length - 1] = '!';
        IOException e =
                assertThrows(BrokenFrameException.class, () -> reader(frame).readToWorker());
        assertFalse(e.toString().contains("sk-secret"), e.toString());
        assertNull(e.getCause());
    }

    @Test
    void aHistogramCanBeAddedToAfterTheJourney() throws IOException {
        FromWorker.Interval sent = (FromWorker.Interval) new RandomMessages(3)
                .oneOfEachFromWorker().stream()
                        .filter(FromWorker.Interval.class::isInstance)
                        .findFirst()
                        .orElseThrow();
        FromWorker.Interval got =
                (FromWorker.Interval) reader(new FrameCodec().encode(sent)).readFromWorker();
        got.sample().ttftUs().recordValue(1L << 50);
        assertEquals(
                sent.sample().ttftUs().getTotalCount() + 1,
                got.sample().ttftUs().getTotalCount());
    }

    private static Conversation conversation(String prompt) {
        return new Conversation(1, null, List.of(Turn.single(Content.ofText(prompt), 1, 1)));
    }

    private static byte[] stream(List<FromWorker> messages) throws IOException {
        ByteArrayOutputStream pipe = new ByteArrayOutputStream();
        try (FrameWriter writer = new FrameWriter(pipe)) {
            for (FromWorker message : messages) {
                writer.write(message);
            }
            writer.flush();
        }
        return pipe.toByteArray();
    }

    private static FrameReader reader(byte[] bytes) {
        return new FrameReader(new ByteArrayInputStream(bytes));
    }

    /** Gives the bytes up to the cut in one read and the rest in another; a cut of -1 gives them one by one. */
    private static final class CutStream extends InputStream {
        private final byte[] bytes;
        private final int cut;
        private int at;

        CutStream(byte[] bytes, int cut) {
            this.bytes = bytes;
            this.cut = cut;
        }

        @Override
        public int read() {
            return at == bytes.length ? -1 : bytes[at++] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (at == bytes.length) {
                return -1;
            }
            int until = cut < 0 ? at + 1 : at < cut ? cut : bytes.length;
            int count = Math.min(length, until - at);
            System.arraycopy(bytes, at, target, offset, count);
            at += count;
            return count;
        }
    }
}
