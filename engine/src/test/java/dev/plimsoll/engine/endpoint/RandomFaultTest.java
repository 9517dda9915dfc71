package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.http.ScriptedServer;
import dev.plimsoll.engine.record.RequestStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Valid answers, cut or with garbage in them at random places and written in random pieces, over real sockets. The law: a request ends
 * exactly once, is classified, and is never a success unless {@link PlainReading} sees a whole valid answer in the bytes that were sent;
 * where they were only cut, it ends as {@link PlainReading} says.
 */
@Timeout(120)
class RandomFaultTest {
    private static final int ROUNDS = Integer.getInteger("plimsoll.rounds", 600);

    private enum End {
        CLOSE,
        HALF_CLOSE,
        RESET
    }

    /** What the server says next and how it ends the connection. */
    private record Answer(byte[] bytes, int[] cuts, End end, boolean onlyCut) {
        void say(ScriptedServer.Conversation c) throws IOException {
            int from = 0;
            for (int to : cuts) {
                c.write(Arrays.copyOfRange(bytes, from, to));
                from = to;
            }
            c.write(Arrays.copyOfRange(bytes, from, bytes.length));
            switch (end) {
                case CLOSE -> {}
                case HALF_CLOSE -> {
                    c.endOutput();
                    c.awaitClose();
                }
                case RESET -> c.reset();
            }
        }

        /** As it would be read if nothing were lost. */
        String read() {
            PlainReading reading = new PlainReading();
            reading.read(bytes, 0, bytes.length, 0);
            return reading.end();
        }

        @Override
        public String toString() {
            return end + " behind " + new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** Counts ends, for an error thrown on the loop would go unheard. */
    private static final class Ends extends BackendFixture.Seen {
        volatile int count;

        @Override
        public void ended(Object token, CallResult ended) {
            count++;
            result.complete(ended);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRequestEndsOnceAndNeverWronglyWell(long seed) throws Exception {
        Random random = new Random(seed);
        AtomicReference<Answer> next = new AtomicReference<>();
        List<Ends> all = new ArrayList<>();
        Map<String, Integer> seen = new TreeMap<>();
        try (ScriptedServer server = ScriptedServer.start(c -> {
                    while (c.readRequest()) {
                        next.get().say(c);
                        return;
                    }
                });
                BackendFixture fixture = new BackendFixture(BackendFixture.settings(server.url(), "chat", true))) {
            for (int round = 0; round < ROUNDS; round++) {
                Answer answer = answer(random);
                next.set(answer);
                Ends ends = new Ends();
                all.add(ends);
                fixture.send(BackendFixture.turn("round " + round), ends);
                seen.merge(judge(answer, ends.await()), 1, Integer::sum);
            }
        }
        all.forEach(ends -> assertEquals(1, ends.count));
        assertTrue(
                seen.keySet().containsAll(List.of("completed", "reset", "parse", "protocol", "no_content"))
                        && seen.get("completed") > ROUNDS / 20,
                () -> "the rounds were no test: " + seen);
    }

    private static String judge(Answer answer, CallResult result) {
        String expected = answer.read();
        String ours;
        if (result.status() == RequestStatus.COMPLETED) {
            ours = "completed";
            assertEquals("completed", expected, () -> "a wrong success: " + answer);
        } else {
            assertEquals(RequestStatus.ERRORED, result.status());
            assertNotNull(result.error());
            ours = result.error().kind().text();
        }
        if (answer.onlyCut && answer.end != End.RESET) { // what a reset leaves readable is up to the kernel
            assertEquals(expected, ours, answer::toString);
        }
        return ours;
    }

    // ---- answers

    private static Answer answer(Random random) {
        byte[] bytes = whole(random).getBytes(StandardCharsets.UTF_8);
        boolean cut = random.nextInt(3) > 0;
        boolean garbage = random.nextInt(3) == 0;
        if (garbage) {
            bytes = withGarbage(bytes, random);
        }
        if (cut) {
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        }
        int length = bytes.length;
        int[] cuts = random.ints(random.nextInt(12), 0, length + 1).sorted().toArray();
        return new Answer(bytes, cuts, End.values()[random.nextInt(End.values().length)], !garbage);
    }

    /** Letters that mean nothing in a chunk's size, in a line's end or between JSON's tokens. */
    private static byte[] withGarbage(byte[] bytes, Random random) {
        byte[] garbage = new byte[1 + random.nextInt(20)];
        for (int i = 0; i < garbage.length; i++) {
            garbage[i] = (byte) "ghijklmnopqrsuvwxyzGHIJKLMNOPQRSUVWXYZ#!%&*".charAt(random.nextInt(43));
        }
        int at = random.nextInt(bytes.length);
        at = bytes[at] == '\n'
                ? at + 1
                : at; // between CR and LF it would make a line end by LF alone, which we take and Netty does not
        byte[] both = Arrays.copyOf(bytes, bytes.length + garbage.length);
        System.arraycopy(garbage, 0, both, at, garbage.length);
        System.arraycopy(bytes, at, both, at + garbage.length, bytes.length - at);
        return both;
    }

    /** A valid answer: streamed or not, in chunks, of announced length, or to the end of the connection. */
    private static String whole(Random random) {
        boolean stream = random.nextBoolean();
        int tokens = random.nextInt(6);
        List<String> parts = new ArrayList<>();
        if (stream) {
            parts.add("data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n");
            for (int i = 0; i < tokens; i++) {
                parts.add(": ping\n\n".repeat(random.nextInt(2))
                        + "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":" + "{\"content\":\"t" + i
                        + "\"},\"finish_reason\":null}],\"created\":" + i + "}\n\n");
            }
            parts.add("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n");
            parts.add(
                    "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":" + tokens + "}}\n\n");
            if (random.nextInt(4) > 0) {
                parts.add("data: [DONE]\n\n");
            }
        } else {
            parts.add("{\"id\":\"c1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"");
            parts.add("t".repeat(tokens));
            parts.add("\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":1}}");
        }
        String type = "Content-Type: " + (stream ? "text/event-stream" : "application/json") + "\r\n";
        String body = String.join("", parts);
        return switch (random.nextInt(3)) {
            case 0 -> "HTTP/1.1 200 OK\r\n" + type + "Content-Length: " + body.length() + "\r\n\r\n" + body;
            case 1 -> "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + type + "\r\n" + chunked(body, random);
            default -> "HTTP/1.0 200 OK\r\n" + type + "\r\n" + body;
        };
    }

    private static String chunked(String body, Random random) {
        StringBuilder chunks = new StringBuilder();
        for (int at = 0; at < body.length(); ) {
            int size = Math.min(body.length() - at, 1 + random.nextInt(90));
            chunks.append(Integer.toHexString(size))
                    .append("\r\n")
                    .append(body, at, at + size)
                    .append("\r\n");
            at += size;
        }
        return chunks + "0\r\n\r\n";
    }
}
