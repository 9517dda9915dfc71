package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.plan.EndpointOptions;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.RequestSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bodies by a template. */
class TemplateBodyTest {
    private static final String HARD = "say \"hi\"\n\\ <b>ä</b> 😀";
    private static final String HARD_JSON = "\"say \\\"hi\\\"\\n\\\\ <b>ä</b> 😀\"";

    @Test
    void aValueIsJsonWithItsFilterAndSafeBetweenQuotationMarksWithout() {
        assertEquals(
                "{\"a\": " + HARD_JSON + ", \"b\": " + HARD_JSON + "}",
                body("{\"a\": {{ text|tojson }}, \"b\": \"{{ text }}\"}", Content.ofText(HARD)));
    }

    @Test
    void theVariablesAreAiperfs() {
        Content content = Content.ofParts(
                null,
                List.of(
                        new Content.Text("query", "q"),
                        new Content.Text("passages", "p1"),
                        new Content.Text("passages", "p2"),
                        new Content.Text("lang", "de"),
                        new Content.Image("http://h/i.png"),
                        new Content.Audio("wav", "AAAA")));
        assertEquals(
                "[\"q\",[\"p1\",\"p2\"],\"p1\",\"de\",[\"q\",\"p1\",\"p2\",\"de\"],\"http://h/i.png\",\"wav,AAAA\","
                        + "\"m\",16,true,[\"p1\",\"p2\"],\"user\",null,[]]",
                body(
                        "[{{query|tojson}},{{passages|tojson}},{{passage|tojson}},{{lang|tojson}},{{texts|tojson}},"
                            + "{{image|tojson}},{{audio|tojson}},{{model|tojson}},{{max_tokens}},{{stream}},"
                            + "{{texts_by_name.passages|tojson}},{{role|tojson}},{{video|tojson}},{{videos|tojson}}]",
                        content));
    }

    @Test
    void loopsAndConditionsAreThere() {
        Content two = Content.ofParts(null, List.of(new Content.Text(null, "a"), new Content.Text(null, "b")));
        assertEquals(
                "{\"in\": [{\"t\":\"a\"},{\"t\":\"b\"}]}",
                body(
                        "{\"in\": [{% for t in texts %}{\"t\":{{ t|tojson }}}{% if not loop.last %},{% endif %}{%"
                                + " endfor %}]{% if system %}, \"s\": {{ system|tojson }}{% endif %}}",
                        two));
    }

    @Test
    void whatHasNoValueIsFalseNoneAndNullAndCanBeReplaced() {
        assertEquals(
                "[null, 1, 64, 2, 3, 4, 5]",
                body(
                        "[{{ system|tojson }}, {% if system %}0{% else %}1{% endif %}, {{ system|default(64) }},"
                                + " {% if video is none %}2{% endif %}, {% if max_tokens is not none %}3{% endif %},"
                                + " {% if images is empty %}4{% endif %}, {% if system is empty %}5{% endif %}]",
                        Content.ofText("t")));
    }

    @Test
    void theConversationIsThereAsChatHasIt() {
        BackendSettings settings = settings("{\"c\": {{ messages|tojson }}}", "{}");
        Turn first = Turn.single(Content.ofText("be brief", "one"), -1, -1);
        assertEquals(
                "{\"c\": [{\"role\":\"system\",\"content\":\"be brief\"},{\"role\":\"user\",\"content\":\"one\"},"
                        + "{\"role\":\"assistant\",\"content\":\"1\"},{\"role\":\"user\",\"content\":\"two\"}]}",
                text(Turn.single(Content.ofText("two"), -1, -1), List.of(new Backend.Exchange(first, "1")), settings));
    }

    @Test
    void extrasAreMergedIntoTheObjectAndNullTakesAway() {
        Turn turn = new Turn(
                0,
                Turn.NO_PARENTS,
                Content.ofText("t"),
                -1,
                -1,
                false,
                null,
                "{\"b\":3,\"c\":null}",
                RequestSettings.NONE,
                null);
        assertEquals(
                "{\"a\":\"t\",\"b\":3,\"d\":1.50}",
                text(
                        turn,
                        List.of(),
                        settings("{\"a\": {{text|tojson}}, \"b\": 1, \"c\": 2}", "{\"b\":2,\"d\":1.50}")));
    }

    @Test
    void aVariableThatIsNotThereIsToldWithItsLineAndThoseThereAre() {
        String told = fault("{\n  \"a\": {{ prompt|tojson }}\n}", "{}");
        assertEquals(
                "The payload template cannot be filled in (line 2): there is no variable 'prompt'. The variables are"
                        + " audio, audios,",
                told.substring(0, told.indexOf(" audios_by_name")));
    }

    @Test
    void whatIsNoTemplateAndWhatGivesNoJsonAreTold() {
        assertEquals(
                "The payload template cannot be read (line 1): ",
                fault("{{ text ", "{}").substring(0, "The payload template cannot be read (line 1): ".length()));
        String told = fault("{\"a\": {{ text }}}", "{}");
        assertEquals("The payload template does not give JSON (", told.substring(0, 41));
        assertEquals("): {\"a\": t}. Does a value lack its |tojson?", told.substring(told.lastIndexOf("): ")));
        assertEquals("The payload template gives nothing at all", fault(" ", "{}"));
        assertEquals(
                "The payload template gives no JSON object, so the extras cannot be merged into it: [\"t\"]",
                fault("[{{ text|tojson }}]", "{\"a\":1}"));
    }

    @Test
    void templatesSeeNoMethods() {
        assertEquals(
                "The payload template cannot be filled in (line 1): ",
                fault("{{ text.getClass()|tojson }}", "{}").substring(0, 51));
    }

    private static String fault(String template, String extras) {
        Turn turn = Turn.single(Content.ofText("t"), -1, -1);
        PlimsollException e =
                assertThrows(PlimsollException.class, () -> text(turn, List.of(), settings(template, extras)));
        return String.valueOf(e.getMessage());
    }

    private static String body(String template, Content content) {
        return text(Turn.single(content, -1, 16), List.of(), settings(template, "{}"));
    }

    private static BackendSettings settings(@Nullable String template, String extras) {
        return Bodies.settings("template", new EndpointOptions(null, null, null, template, null), "m", true, extras);
    }

    private static String text(Turn turn, List<Backend.Exchange> history, BackendSettings settings) {
        return new String(EndpointKinds.of("template").body(turn, history, settings), StandardCharsets.UTF_8);
    }
}
