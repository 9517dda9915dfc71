package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a turn says. */
class ContentTest {
    private static final Content.Text QUERY = new Content.Text("query", "q");
    private static final Content.Image IMAGE = new Content.Image("data:image/png;base64,AAAA");
    private static final Content.Audio AUDIO = new Content.Audio("wav", "UUUU");

    @Test
    void partsOfSeveralKindsAreTakenInTurnUntilNoneIsLeft() {
        Content.Text more = new Content.Text(null, "more");
        assertEquals(
                List.of(QUERY, IMAGE, AUDIO, more),
                Content.inTurn(List.of(QUERY, more), List.of(IMAGE), List.of(AUDIO)));
    }

    @Test
    void textsAreFoundByNameAndAllTogether() {
        Content content = Content.ofParts(
                null, List.of(QUERY, new Content.Text("passages", "one"), IMAGE, new Content.Text("passages", "two")));
        assertEquals(List.of("one", "two"), content.texts("passages"));
        assertEquals("q\none\ntwo", content.text());
        assertEquals(List.of(IMAGE), content.images());
    }

    @Test
    void onlyALoneTextWithoutANameIsAllThatIsSaid() {
        assertEquals(Optional.of("hi"), Content.ofText("system", "hi").onlyText());
        assertEquals(Optional.empty(), Content.ofParts(null, List.of(QUERY)).onlyText());
        assertNull(Content.ofPayload("{}").text());
    }

    @Test
    void whatItHoldsIsWhatItWeighs() {
        Content content = new Content("12", List.of(QUERY, IMAGE, AUDIO), "[34]", "{}", "[]");
        assertEquals(2 + 1 + IMAGE.url().length() + 4 + 4 + 2 + 2, content.length());
    }
}
