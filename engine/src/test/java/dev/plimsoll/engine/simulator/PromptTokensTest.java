package dev.plimsoll.engine.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptTokensTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|0",
                "'   '|0",
                "one two  three|3",
                "It was late.|4",
                "what?!|2",
                "12|1",
                "1234567|3",
                "x1|2",
                "été là|2",
                "港口|2",
            })
    void wordsGroupsOfThreeDigitsIdeographsAndRunsOfSignsCountOne(String text, int tokens) {
        assertEquals(tokens, PromptTokens.count(text));
    }
}
