package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.RequestSettings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Bodies that are forms with files. */
class FormBodyTest {
    private static final String BYTES =
            Base64.getEncoder().encodeToString(new byte[] {'R', 'I', 'F', 'F', 0, -1, '\r', '\n'});

    @Test
    void aFormIsWrittenAsTheStandardHasIt() {
        Turn turn = turn(
                new Content.Audio("mp3", Base64.getEncoder().encodeToString("abc".getBytes(StandardCharsets.UTF_8))),
                null);
        BackendSettings settings = Bodies.settings("audio_transcriptions", "whisper", false, "{}");
        EndpointKind kind = EndpointKinds.of("audio_transcriptions");
        String line = "--" + kind.encoder(settings).contentType().replaceFirst(".*boundary=", "");
        assertEquals(
                line + "\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nwhisper\r\n"
                        + line + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"audio.mp3\"\r\n"
                        + "Content-Type: audio/mpeg\r\n\r\nabc\r\n" + line + "--\r\n",
                new String(kind.body(turn, List.of(), settings), StandardCharsets.UTF_8));
    }

    @Test
    void aStreamIsAskedForInFieldsAndTheBytesOfAFileAreItsOwn() {
        BackendSettings settings = Bodies.settings("audio_transcriptions", "m", true, "{}");
        JsonNode form = Bodies.json(turn(new Content.Audio("WAV", BYTES), null), List.of(), settings);
        assertEquals("true", form.get("stream").asString());
        assertEquals("true", form.get("stream_include_usage").asString());
        assertEquals(BYTES, form.get("file").get("b64_data").asString());
        assertEquals("audio.wav", form.get("file").get("filename").asString());
    }

    @Test
    void extrasBecomeFieldsAndReplaceAllButTheFile() {
        BackendSettings settings = Bodies.settings(
                "audio_transcriptions",
                "m",
                false,
                "{\"language\":\"de\",\"temperature\":0.20,\"timestamp_granularities\":[\"word\",\"segment\"],\"file\":\"x\"}");
        Turn turn = turn(new Content.Audio("wav", BYTES), "{\"model\":\"own\",\"language\":null,\"prompt\":\"ä\"}");
        String text = new String(
                EndpointKinds.of("audio_transcriptions").body(turn, List.of(), settings), StandardCharsets.UTF_8);
        JsonNode form = Bodies.json(turn, List.of(), settings);
        assertEquals("own", form.get("model").asString());
        assertEquals("0.20", form.get("temperature").asString());
        assertEquals("ä", form.get("prompt").asString());
        assertTrue(form.path("language").isMissingNode());
        assertTrue(form.get("file").has("filename"));
        assertTrue(text.contains("name=\"timestamp_granularities[]\"\r\n\r\nword\r\n"), text);
        assertTrue(text.contains("name=\"timestamp_granularities[]\"\r\n\r\nsegment\r\n"), text);
    }

    @Test
    void anImageElsewhereIsNamedByItsUrl() {
        Content content = Content.ofParts(
                null, List.of(new Content.Text(null, "brighter"), new Content.Image("HTTPS://h/i.png")));
        JsonNode form =
                Bodies.json(Turn.single(content, -1, -1), List.of(), Bodies.settings("image_edit", "m", true, "{}"));
        assertEquals("HTTPS://h/i.png", form.get("url").asString());
        assertTrue(form.path("image").isMissingNode());
        assertTrue(form.path("stream").isMissingNode());
    }

    @Test
    void anImageOfNoKnownFormatIsRefused() {
        Content content = Content.ofParts(
                null, List.of(new Content.Text(null, "brighter"), new Content.Image("data:text/html;base64,PGh0bWw+")));
        PlimsollException e = assertThrows(
                PlimsollException.class,
                () -> Bodies.json(
                        Turn.single(content, -1, -1), List.of(), Bodies.settings("image_edit", "m", false, "{}")));
        assertTrue(String.valueOf(e.getMessage()).contains("PNG, JPEG"), e.getMessage());
    }

    private static Turn turn(Content.Audio audio, @Nullable String extra) {
        return new Turn(
                0,
                Turn.NO_PARENTS,
                Content.ofParts(null, List.of(audio)),
                -1,
                -1,
                false,
                null,
                extra,
                RequestSettings.NONE,
                null);
    }
}
