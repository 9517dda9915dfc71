package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** OpenAI audio transcriptions: a form with the first recording of the turn. */
final class AudioTranscriptionsEndpoint extends DeclaredEndpoint {
    private static final Set<String> OWN = Set.of("file");
    private static final Map<String, String> CONTENT_TYPES =
            Map.of("mp3", "audio/mpeg", "m4a", "audio/mp4", "mp4", "audio/mp4");

    AudioTranscriptionsEndpoint() {
        super(
                "audio_transcriptions",
                "Audio transcriptions",
                "/v1/audio/transcriptions",
                AnswerShape.TRANSCRIPTION,
                Trait.STREAMS,
                Trait.PRODUCES_TOKENS,
                Trait.AUDIO);
    }

    @Override
    public Optional<String> lack(Content content) {
        return content.audios().isEmpty() ? Optional.of("has no audio") : Optional.empty();
    }

    @Override
    public BodyEncoder encoder(BackendSettings settings) {
        return new FormBody(this, settings, OWN, turn -> {
            List<FormField> fields = new ArrayList<>();
            fields.add(FormField.text("model", Latest.model(turn, settings)));
            if (settings.stream()) {
                fields.add(FormField.text("stream", "true"));
                fields.add(FormField.text("stream_include_usage", "true")); // a form has no stream_options
            }
            fields.add(file(turn.content().audios().getFirst()));
            return fields;
        });
    }

    private static FormField file(Content.Audio audio) {
        String format = audio.format().toLowerCase(Locale.ROOT);
        String contentType = CONTENT_TYPES.getOrDefault(format, "audio/" + format);
        return new FormField("file", audio.base64(), new FormField.File("audio." + format, contentType));
    }
}
