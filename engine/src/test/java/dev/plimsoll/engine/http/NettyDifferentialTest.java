package dev.plimsoll.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeded random answers, cut at every place, read by our scanner and by Netty's decoder. */
class NettyDifferentialTest {
    private static final int ANSWERS_PER_SEED = 150;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void weReadWhatNettyReads(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ANSWERS_PER_SEED; i++) {
            String answer = answer(random);
            byte[] bytes = answer.getBytes(StandardCharsets.ISO_8859_1);
            String expected = NettyReader.read(bytes);
            assertEquals(expected, NettyReader.ours(ScannedAnswer.inPieces(bytes, Integer.MAX_VALUE)), answer);
            assertEquals(expected, NettyReader.ours(ScannedAnswer.inPieces(bytes, 1)), answer);
            for (int cut = 1; cut < bytes.length; cut++) {
                assertEquals(expected, NettyReader.ours(ScannedAnswer.cutAt(bytes, cut)), answer);
            }
        }
    }

    /** Damage may be forgiven or told, but never depends on the reads and never throws anything else. */
    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void aDamagedAnswerMeansTheSameHoweverItIsCut(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = answer(random).getBytes(StandardCharsets.ISO_8859_1);
            for (int damage = random.nextInt(3); damage >= 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) "\r\n :;0fZ\u0000\u00ff".charAt(random.nextInt(10));
            }
            String whole = outcome(bytes, Integer.MAX_VALUE);
            assertEquals(whole, outcome(bytes, 1), () -> new String(bytes, StandardCharsets.ISO_8859_1));
            assertEquals(
                    whole,
                    outcome(bytes, 1 + random.nextInt(20)),
                    () -> new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    private static String outcome(byte[] bytes, int piece) {
        try {
            return NettyReader.ours(ScannedAnswer.inPieces(bytes, piece));
        } catch (HttpProtocolException e) {
            return "refused";
        }
    }

    private static String answer(Random random) {
        StringBuilder text = new StringBuilder();
        while (random.nextInt(5) == 0) {
            text.append("HTTP/1.1 10").append(random.nextInt(2) * 3).append(" Wait\r\nX-Hint: 1\r\n\r\n");
        }
        int[] statuses = {200, 201, 204, 304, 400, 429, 500, 503};
        int framing = random.nextInt(3);
        int minor = framing == 1 ? 1 : random.nextInt(2); // Netty refuses chunks in HTTP/1.0; we forgive them
        text.append("HTTP/1.").append(minor).append(' ').append(statuses[random.nextInt(statuses.length)]);
        text.append(random.nextBoolean() ? " Some Reason\r\n" : " \r\n");
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append("X-")
                    .append(word(random))
                    .append(": ")
                    .append(word(random))
                    .append("\r\n");
        }
        if (random.nextBoolean()) {
            text.append(anyCase(random, "X-Request-ID")).append(":").append(" ".repeat(random.nextInt(3)));
            text.append(word(random)).append(" ".repeat(random.nextInt(2))).append("\r\n");
        }
        String body = body(random);
        boolean bodyless = text.indexOf(" 204 ") > 0 || text.indexOf(" 304 ") > 0;
        switch (framing) {
            case 0 ->
                text.append(anyCase(random, "Content-Length"))
                        .append(": ")
                        .append(body.length())
                        .append("\r\n\r\n")
                        .append(bodyless ? "" : body);
            case 1 -> {
                text.append(anyCase(random, "Transfer-Encoding"))
                        .append(": ")
                        .append(anyCase(random, "chunked"))
                        .append("\r\n\r\n");
                if (!bodyless) {
                    chunks(random, body, text);
                }
            }
            default -> text.append("Connection: close\r\n\r\n").append(bodyless ? "" : body);
        }
        return text.toString();
    }

    private static void chunks(Random random, String body, StringBuilder text) {
        int at = 0;
        while (at < body.length()) {
            int length = 1 + random.nextInt(body.length() - at);
            String hex = Integer.toHexString(length);
            text.append("0".repeat(random.nextInt(3)))
                    .append(random.nextBoolean() ? hex : hex.toUpperCase(java.util.Locale.ROOT));
            if (random.nextInt(4) == 0) {
                text.append(";").append(word(random)).append("=").append(word(random));
            }
            text.append("\r\n").append(body, at, at + length).append("\r\n");
            at += length;
        }
        text.append("0\r\n");
        while (random.nextInt(4) == 0) {
            text.append("X-Trailer: ").append(word(random)).append("\r\n");
        }
        text.append("\r\n");
    }

    private static String body(Random random) {
        StringBuilder body = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            body.append((char) (random.nextInt(4) == 0 ? "\r\n0 ".charAt(random.nextInt(4)) : random.nextInt(256)));
        }
        return body.toString();
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    private static String anyCase(Random random, String text) {
        StringBuilder mixed = new StringBuilder();
        for (char c : text.toCharArray()) {
            mixed.append(random.nextBoolean() ? Character.toUpperCase(c) : Character.toLowerCase(c));
        }
        return mixed.toString();
    }
}
