package dev.plimsoll.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name",
                "benchmarks[0].constraints[12].seconds",
                "headers[\"x.team\"]",
                "a[0][1]",
                "headers[\"quote \\\" and \\\\\"].b"
            })
    void aPathIsReadAndWrittenAlike(String path) {
        assertEquals(Optional.of(path), JsonPath.parse(path).map(JsonPath::format));
    }

    @ParameterizedTest
    @ValueSource(strings = {".a", "a.", "a..b", "a[", "a[x]", "a[-1]", "a b", "a]", "[\"a]", "a[99999999999]"})
    void whatIsNoPathIsTold(String text) {
        assertEquals(Optional.empty(), JsonPath.parse(text));
    }

    @Test
    void theParentIsOneStepUp() {
        assertEquals(Optional.of("a[0]"), JsonPath.parent("a[0].b"));
        assertEquals(Optional.of("a"), JsonPath.parent("a[0]"));
        assertEquals(Optional.of(""), JsonPath.parent("a"));
        assertEquals(Optional.empty(), JsonPath.parent(""));
    }

    @Test
    void aMemberWithAnOddNameIsQuoted() {
        String path = JsonPath.member("headers", "x.team");
        assertEquals("headers[\"x.team\"]", path);
        assertEquals(
                Optional.of(List.of(new JsonPath.Step.Name("headers"), new JsonPath.Step.Name("x.team"))),
                JsonPath.parse(path));
    }
}
