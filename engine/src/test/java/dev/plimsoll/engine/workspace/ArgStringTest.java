package dev.plimsoll.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.problem.PlimsollException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgStringTest {
    /** Left: the value as written; right: JSON. What PyYAML's safe loader makes of each. */
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
        yes          => true
        Off          => false
        ~            => null
        Null         => null
        nULL         => "nULL"
        -17          => -17
        +5           => 5
        1_000        => 1000
        010          => 8
        0b101        => 5
        -0x1F        => -31
        1:30         => 90
        1:30.5       => 90.5
        1.5e+3       => 1.5E+3
        1e3          => "1e3"
        .5           => 0.5
        5.           => 5
        1.2.3        => "1.2.3"
        'it''s'      => "it's"
        "a\\tb\\u0041" => "a\\tbA"
        [a]          => ["a"]
        {a: 1}       => {"a":1}
        [[1], {b: x}] => [[1],{"b":"x"}]
        {}           => {}
        10 # ten     => 10
        a#b          => "a#b"
        http://h/?a=b => "http://h/?a=b"
        """)
    void valuesAreYamlScalars(String written, String json) {
        assertEquals(json, YamlScalar.parse(written).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1",
                "{a: 1",
                "'open",
                "\"open",
                "\"\\q\"",
                "\"\\u00\"",
                "*alias",
                "&anchor",
                "!tag x",
                "| block",
                "@x",
                "a: b",
                "]",
                "'a' b",
                ".inf",
                "-.INF",
                ".nan"
            })
    void whatIsNotAValueIsRefused(String written) {
        assertThrows(ArgString.SyntaxException.class, () -> YamlScalar.parse(written));
    }

    @Test
    void jsonIsAcceptedInPlaceOfAnOptionString() {
        assertEquals(
                "{\"kind\":\"poisson\",\"rate\":[1,2.50]}",
                ArgString.read(" {\"kind\": \"poisson\", \"rate\": [1, 2.50]}").toString());
        assertEquals(
                "not valid JSON (line 1, column 8)",
                assertThrows(ArgString.SyntaxException.class, () -> ArgString.read("{\"a\": 1"))
                        .getMessage()
                        .replaceAll(":.*", ""));
        assertThrows(ArgString.SyntaxException.class, () -> ArgString.read("{\"a\": 1, \"a\": 2}"));
    }

    @Test
    void whoCannotSayWhereGetsAMessageForTheUser() {
        assertEquals(
                "The option 'a' cannot be read: 'a' is not of the form key=value",
                assertThrows(PlimsollException.class, () -> ArgString.object("a"))
                        .getMessage());
    }

    @Test
    void aValueForAnOverrideMayBeAList() {
        assertEquals("[1,2,3]", ArgString.value("[1, 2, 3]").toString());
        assertEquals("[\"poisson\",true]", ArgString.value("[poisson, yes]").toString());
        assertEquals("7", ArgString.value(" 7 ").toString());
    }

    @Test
    void aListWithAnAbsurdIndexIsRefusedAndTakesNoMemory() {
        assertThrows(ArgString.SyntaxException.class, () -> ArgString.read("x[99999]=1"));
        assertThrows(ArgString.SyntaxException.class, () -> ArgString.read("x[99999999999999999999]=1"));
    }
}
