package dev.plimsoll.engine.workspace;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.VectorFiles.VectorFile;
import dev.plimsoll.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Durations in a workspace file against AIPerf's. */
class DurationParseVectorTest {
    static Stream<Arguments> cases() {
        List<Arguments> all = new ArrayList<>();
        for (VectorFile file : VectorFiles.family("aiperf/duration_parse")) {
            file.cases().forEach(c -> all.add(Arguments.of(c.get("input").get("value"), c.get("expected"))));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aDurationIsANumberOfSecondsOrATextWithAUnit(JsonNode value, JsonNode expected) {
        List<Problem> problems = new ArrayList<>();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set("seconds", value);
        Double seconds = ObjectView.of(object, "", problems).seconds("seconds");
        JsonNode wanted = expected.path("seconds");
        boolean rejected = expected.path("rejected").asBoolean(false)
                || rule("aiperf/duration_parse", "durations-end").applies(!wanted.isNumber() && !wanted.isNull())
                || rule("aiperf/duration_parse", "digits-0-to-9")
                        .applies(value.asString("").codePoints().anyMatch(c -> c > 127 && Character.isDigit(c)))
                || rule("aiperf/duration_parse", "true-is-no-duration").applies(value.isBoolean());
        if (rejected) {
            assertNull(seconds);
            assertFalse(problems.isEmpty());
            return;
        }
        assertEquals(List.of(), problems);
        if (value.isNull()) {
            assertNull(seconds); // not written
        } else {
            assertEquals(wanted.doubleValue(), seconds);
        }
    }
}
