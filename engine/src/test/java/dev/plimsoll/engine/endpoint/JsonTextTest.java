package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.http.GrowingBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonTextTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static byte[] encoded(String text) {
        GrowingBytes out = new GrowingBytes();
        JsonText.string(out, text);
        return Arrays.copyOf(out.array(), out.length());
    }

    @Test
    void everyTextComesBackThroughJacksonAndThroughOurOwnDecoder() {
        Random random = new Random(3);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                int kind = random.nextInt(6);
                text.appendCodePoint(
                        kind == 0 ? random.nextInt(0x20) : kind < 4 ? ' ' + random.nextInt(0x5F) : codePoint(random));
            }
            byte[] json = encoded(text.toString());
            assertEquals(text.toString(), JSON.readTree(json).asString());
            assertEquals(text.toString(), JsonText.decode(json, 1, json.length - 1));
        }
    }

    private static int codePoint(Random random) {
        int point = random.nextInt(0x110000);
        return point >= 0xD800 && point < 0xE000 ? 0x20AC : point;
    }

    @Test
    void halfASurrogatePairIsEscapedBecauseItHasNoUtf8() {
        assertEquals("\"a\\ud83db\"", new String(encoded("a\ud83db"), StandardCharsets.UTF_8));
        assertEquals("\"\\ude00\"", new String(encoded("\ude00"), StandardCharsets.UTF_8));
    }

    @Test
    void aTextLongerThanABlockIsEncodedWhole() {
        String text = "ab\"é".repeat(10_000);
        assertEquals(text, JSON.readTree(encoded(text)).asString());
    }

    @Test
    void everyEscapeIsDecodedAndABrokenOneIsLeft() {
        byte[] raw = "\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\\u12\\".getBytes(StandardCharsets.UTF_8);
        assertEquals("\"\\/\b\f\n\r\té😀\\u12\\", JsonText.decode(raw, 0, raw.length));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 10, 99, 100, 1234567890, Integer.MAX_VALUE})
    void aNumberIsWrittenInDecimal(int value) {
        GrowingBytes out = new GrowingBytes();
        JsonText.number(out, value);
        assertEquals(Integer.toString(value), out.text());
    }
}
