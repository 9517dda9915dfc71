package dev.plimsoll.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.endpoint.EndpointKinds;
import dev.plimsoll.engine.endpoint.FormField;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurlTest {
    private static String curl(String env, Path file, Map<String, String> headers) {
        String all = Curl.of(
                SecretsTest.target(env, file, headers), EndpointKinds.of("chat"), "http://h/v1", "{\"it's\":1}");
        assertEquals("curl -N 'http://h/v1' -H 'Content-Type: application/json'", all.substring(0, 57));
        assertEquals("-d '{\"it'\\''s\":1}'", all.substring(all.indexOf("-d ")));
        return all.substring(57, all.indexOf("-d ")).strip();
    }

    @Test
    void aKeyIsNamedNotWritten() {
        assertEquals("-H \"Authorization: Bearer $MY_KEY\"", curl("MY_KEY", null, Map.of()));
        assertEquals("-H \"Authorization: Bearer $(cat '/a key')\"", curl(null, Path.of("/a key"), Map.of()));
    }

    @Test
    void anthropicTakesTheKeyInAHeaderOfItsOwn() {
        assertEquals(
                "curl -N 'https://api.anthropic.com/v1/messages' -H 'Content-Type: application/json'"
                        + " -H 'anthropic-version: 2023-06-01' -H \"x-api-key: $K\" -d '{}'",
                Curl.of(
                        SecretsTest.target("K", null, Map.of()),
                        EndpointKinds.of("messages"),
                        "https://api.anthropic.com/v1/messages",
                        "{}"));
    }

    @Test
    void aFormNamesItsFiles() {
        assertEquals(
                "curl -N 'http://h/p' --form-string 'model=it'\\''s' -F 'file=@audio.wav;type=audio/wav'",
                Curl.of(
                        SecretsTest.target(null, null, Map.of()),
                        EndpointKinds.of("audio_transcriptions"),
                        "http://h/p",
                        List.of(
                                new FormField("model", "it's", null),
                                new FormField("file", "AAAA", new FormField.File("audio.wav", "audio/wav")))));
    }

    @Test
    void aHeadersReferenceIsTheShellsOwn() {
        assertEquals(
                "-H \"X-A: \\$1 \\`ls\\` \\\\ \\\"${TEAM}\\\"\"",
                curl(null, null, Map.of("X-A", "$1 `ls` \\ \"${env:TEAM}\"")));
    }

    @Test
    void aKeyThatStandsInTheWorkspaceIsNotShown() {
        assertEquals(
                "-H \"X-Api-Key: ${X_API_KEY}\" -H 'X-Team: blue'",
                curl(null, null, Map.of("X-Team", "blue", "X-Api-Key", "sk-literal")));
    }
}
