package dev.plimsoll.engine.dataset;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Four characters a token, the rule of thumb for English. Counted in bytes of UTF-8, so that scripts that byte-pair vocabularies split more
 * finely are not counted too low. The id of a token is its bytes.
 */
final class CharsTokenizer implements Tokenizer {
    static final int BYTES_PER_TOKEN = 4;

    /** Fills up the last token; never occurs in UTF-8. */
    private static final int PADDING = 0xFF;

    @Override
    public String name() {
        return "chars";
    }

    @Override
    public int count(String text) {
        return (text.getBytes(StandardCharsets.UTF_8).length + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
    }

    @Override
    public int[] encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] ids = new int[(bytes.length + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN];
        for (int i = 0; i < ids.length * BYTES_PER_TOKEN; i++) {
            int value = i < bytes.length ? bytes[i] & 0xFF : PADDING;
            ids[i / BYTES_PER_TOKEN] = ids[i / BYTES_PER_TOKEN] << Byte.SIZE | value;
        }
        return ids;
    }

    @Override
    public String decode(int[] ids) {
        byte[] bytes = new byte[ids.length * BYTES_PER_TOKEN];
        int length = 0;
        for (int id : ids) {
            for (int shift = 24; shift >= 0; shift -= Byte.SIZE) {
                int value = id >>> shift & 0xFF;
                if (value != PADDING) {
                    bytes[length++] = (byte) value;
                }
            }
        }
        return new String(Arrays.copyOf(bytes, length), StandardCharsets.UTF_8);
    }
}
