package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private static final String KEY = "sk-Ab+9/z\"Q&7<k>Zr_x~Y";

    private static Redactor ofKey(String key) {
        return Redactor.of(key, Map.of());
    }

    @Test
    void aKeyIsTakenOutWhereverItStands() {
        Redactor redactor = ofKey("sk-0123456789");
        assertEquals("***", redactor.redact("sk-0123456789"));
        assertEquals("no *** and no ***!", redactor.redact("no sk-0123456789 and no sk-0123456789!"));
        assertEquals("******", redactor.redact("sk-0123456789sk-0123456789"));
        assertTrue(redactor.finds("x sk-0123456789"));
    }

    @Test
    void aTextWithoutSecretsIsTheSameText() {
        String text = "The model 'x' does not exist; sk- is how keys begin.";
        assertSame(text, ofKey(KEY).redact(text));
        assertSame(text, Redactor.of(null, Map.of()).redact(text));
        assertFalse(ofKey(KEY).finds(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "Bearer ", "Authorization: Bearer "})
    void aKeyInBase64IsFoundWhateverStoodBeforeIt(String before) {
        byte[] bytes = (before + KEY + "\n").getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder : new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
            String clean = ofKey(KEY).redact("seen: " + encoder.encodeToString(bytes) + ".");
            assertTrue(clean.matches("seen: [A-Za-z0-9+/_=-]{0,36}\\*\\*\\*[A-Za-z0-9+/_=-]{0,4}\\."), clean);
            String left = clean.substring(clean.indexOf("***") + 3, clean.length() - 1);
            assertTrue(left.length() <= 4, clean);
        }
    }

    @Test
    void aKeyEncodedForAUrlOrEscapedInJsonOrHtmlIsFound() {
        String url = URLEncoder.encode(KEY, StandardCharsets.UTF_8);
        assertEquals("?key=***&x", ofKey(KEY).redact("?key=" + url + "&x"));
        assertEquals("?key=***&x", ofKey(KEY).redact("?key=" + url.toLowerCase(java.util.Locale.ROOT) + "&x"));
        String json = KEY.replace("\"", "\\\"").replace("/", "\\/");
        assertEquals("{\"k\":\"***\"}", ofKey(KEY).redact("{\"k\":\"" + json + "\"}"));
        String html = KEY.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        assertEquals("<p>***</p>", ofKey(KEY).redact("<p>" + html + "</p>"));
    }

    @Test
    void aKeyThatWasCutIsStillAKey() {
        assertEquals("key ***", ofKey("sk-0123456789abcdef").redact("key sk-012345678"));
        assertEquals("key ***...", ofKey("sk-0123456789abcdef").redact("key 6789abcdef..."));
        assertEquals("a *** b *** c", ofKey("sk-0123456789abcdef").redact("a sk-01234 b 89abcdef c"));
    }

    /** Nothing of a key that is as long as a piece is left, whatever it is cut from and put between. */
    @Test
    void noPieceOfAKeyIsEverLeft() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            String key = random.ints(8 + random.nextInt(40), '!', '~')
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            int from = random.nextInt(key.length() - 7);
            int to = from + 8 + random.nextInt(key.length() - from - 7);
            String clean = ofKey(key).redact("a\t".repeat(random.nextInt(9)) + key.substring(from, to) + "\tz");
            for (int i = 0; i + 8 <= key.length(); i++) {
                assertFalse(clean.contains(key.substring(i, i + 8)), clean);
            }
            assertTrue(clean.endsWith("\tz"), clean);
        }
    }

    @Test
    void aHeadersValueIsTakenOutWholeAndOneThatHoldsAKeyInPiecesToo() {
        Redactor redactor = Redactor.of(null, Map.of("X-Tenant", "tenant-4711", "X-Api-Key", "Token 0123456789abc"));
        assertEquals("*** but tenant-47", redactor.redact("tenant-4711 but tenant-47"));
        assertEquals("*** ***", redactor.redact("0123456789abc 3456789ab"));
        assertEquals("***", redactor.redact("Token 0123456789abc"));
    }

    @Test
    void whatIsTooShortForASecretIsLeftAlone() {
        assertEquals("no one", ofKey("no").redact("no one"));
        assertEquals("*** one", ofKey("none").redact("none one"));
        assertEquals("blue", Redactor.of(null, Map.of("X-Team", "blue")).redact("blue"));
    }
}
