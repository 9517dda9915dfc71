package dev.plimsoll.charts.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShortNamesTest {
    private static String fitting(int most, String name, List<String> all) {
        return new ShortNames(all, String::length, most).fitting(name);
    }

    @Test
    void whatFitsStaysAsItIs() {
        assertEquals("llama-3.1-8b", fitting(12, "llama-3.1-8b", List.of("llama-3.1-8b", "a-much-longer-name")));
    }

    @Test
    void whatLongNamesHaveInCommonGoesFirst() {
        List<String> all = List.of("organisation/chat-7b-q4.gguf", "organisation/code-14b-q4.gguf", "tiny");
        assertEquals("…hat-7…", fitting(12, all.getFirst(), all));
        assertEquals("…ode-14…", fitting(12, all.get(1), all));
    }

    @Test
    void aLongNameAloneLosesItsMiddle() {
        assertEquals("organ…-gguf", fitting(11, "organisation-chat-7b-gguf", List.of("organisation-chat-7b-gguf")));
    }
}
