package dev.plimsoll.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SwarTest {
    private static final byte[] ALPHABET = {
        'a', '"', '\\', '\n', '\r', '\t', 0, 0x0D, 0x0E, 0x7F, (byte) 0x80, (byte) 0x8A, (byte) 0xFF, '!', ']'
    };

    @Test
    void findsWhatAPlainLoopFinds() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(4) == 0 ? ALPHABET[random.nextInt(ALPHABET.length)] : (byte) 'x';
            }
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            assertEquals(plain(bytes, from, to, '\n', '\r'), Swar.lineEnd(bytes, from, to));
            assertEquals(plain(bytes, from, to, '"', '\\'), Swar.quoteOrBackslash(bytes, from, to));
        }
    }

    private static int plain(byte[] bytes, int from, int to, int one, int other) {
        int i = from;
        while (i < to && bytes[i] != one && bytes[i] != other) {
            i++;
        }
        return i;
    }
}
