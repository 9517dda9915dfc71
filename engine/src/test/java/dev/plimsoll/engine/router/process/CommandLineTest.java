package dev.plimsoll.engine.router.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the vectors do not say about commands. */
class CommandLineTest {

    @Test
    void aBackslashAtALinesEndIsABlankOnTheLastLineToo() {
        assertEquals(List.of("srv", "--a", "1", "--b"), CommandLine.split("srv --a 1 \\\n  --b \\  "));
    }

    @Test
    void aCommentInTheMiddleDoesNotEndTheCommand() {
        assertEquals(List.of("srv", "--b"), CommandLine.split("srv \\\n  # --a 1 \\\n  --b\n"));
    }

    @Test
    void quotationsMayBeginInTheMiddleOfAnArgumentAndFollowEachOther() {
        assertEquals(List.of("--x=a b'c\"d"), CommandLine.split("--x='a b'\"'c\"'\"d'"));
    }

    @Test
    void inDoubleQuotesABackslashEscapesOnlyWhatHasAMeaningThere() {
        assertEquals(List.of("\\n", "$", "\\"), CommandLine.split("\"\\n\" \"\\$\" \"\\\\\""));
    }

    @Test
    void lineEndsOfWindowsAreBlanks() {
        assertEquals(List.of("srv", "--a"), CommandLine.split("srv\r\n--a\r\n"));
    }

    @Test
    void nothingOfAShellHasAMeaning() {
        assertEquals(
                List.of("srv", "&&", "rm", "|", "$(id)", ">", "f", ";", "*"),
                CommandLine.split("srv && rm | $(id) > f ; *"));
    }
}
