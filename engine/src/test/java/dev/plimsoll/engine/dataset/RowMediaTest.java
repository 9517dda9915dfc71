package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.DatasetPlan;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Images, recordings, several texts and whole bodies in rows. */
class RowMediaTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0};
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 1};
    private static final byte[] WAV = "RIFF\0\0\0\0WAVEfmt ".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] MP3 = {(byte) 0xFF, (byte) 0xFB, 0, 0};

    @TempDir
    Path folder;

    @Test
    void anImageIsAUrlAFileADataUrlOrItsBytes() throws Exception {
        Files.write(folder.resolve("a.jpg"), JPEG);
        String png = base64(PNG);
        String url = "data:image/png;base64," + png;
        assertEquals(List.of("https://x/a.png"), images("\"https://x/a.png\""));
        assertEquals(List.of("data:image/jpeg;base64," + base64(JPEG)), images("\"a.jpg\""));
        assertEquals(List.of(url), images("\"" + url + "\""));
        assertEquals(List.of(url), images("\"" + png + "\""));
        assertEquals(List.of(url), images("{\"bytes\": \"" + png + "\", \"path\": null}"));
        assertEquals(
                List.of("data:image/jpeg;base64," + base64(JPEG)), images("{\"bytes\": null, \"path\": \"a.jpg\"}"));
        assertEquals(
                List.of("https://x/a.png"),
                images("{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x/a.png\"}}"));
        assertEquals(List.of(url, "http://b"), images("[\"" + url + "\", \"http://b\"]"));
        assertEquals(List.of(), images("null"));
    }

    @Test
    void theTypeOfAnImageIsToldByItsBytesNotByItsName() throws Exception {
        Files.write(folder.resolve("a.jpg"), PNG);
        assertEquals(List.of("data:image/png;base64," + base64(PNG)), images("\"a.jpg\""));
        Files.writeString(folder.resolve("b.png"), "GIF89a");
        assertEquals("is neither a JPEG nor a PNG image", fault("{\"prompt\":\"p\",\"image\":\"b.png\"}"));
        assertEquals(
                "is neither a JPEG nor a PNG image",
                fault("{\"prompt\":\"p\",\"image\":\"data:image/png;base64,AAAA\"}"));
    }

    @Test
    void anImageThatIsMissingOrTooLargeIsToldWithItsPlace() throws Exception {
        assertEquals(
                "'c.png' cannot be read: no such file or folder (looked in " + folder + ")",
                fault("{\"prompt\":\"p\",\"image\":\"c.png\"}"));
        try (RandomAccessFile large =
                new RandomAccessFile(folder.resolve("d.png").toFile(), "rw")) {
            large.setLength(Media.MOST_IMAGE_BYTES + 1L);
        }
        BadRow bad = assertThrows(BadRow.class, () -> turn("{\"prompt\":\"p\",\"image\":\"d.png\"}"));
        assertEquals(
                "is too large: 20.0 MB, at most 20 MB are sent", bad.problem().what());
        assertEquals("image", bad.problem().path());
        assertEquals(7, bad.problem().line());
    }

    @Test
    void aLargeImageInARowIsNoTooLongText() throws Exception {
        byte[] large = Arrays.copyOf(PNG, 16 << 20);
        byte[] line = ("{\"image\":\"" + base64(large) + "\"}").getBytes(StandardCharsets.US_ASCII);
        Row row = JsonRow.parse(new Row.At(folder.resolve("rows.jsonl"), 1), line, 0, line.length);
        assertEquals(
                "data:image/png;base64,".length() + base64(large).length(),
                mapper(Map.of())
                        .map(row, 0)
                        .turns()
                        .getFirst()
                        .content()
                        .images()
                        .getFirst()
                        .length());
    }

    @Test
    void aRecordingIsAFileOrItsBytes() throws Exception {
        Files.write(folder.resolve("a"), WAV);
        Content.Audio wav = new Content.Audio("wav", base64(WAV));
        assertEquals(List.of(wav), turn("{\"audio\":\"a\"}").content().audios());
        assertEquals(
                List.of(wav),
                turn("{\"audio\":{\"path\":\"x.flac\",\"bytes\":\"" + base64(WAV) + "\"}}")
                        .content()
                        .audios());
        assertEquals(
                List.of(new Content.Audio("mp3", base64(MP3))),
                turn("{\"audio\":\"mp3," + base64(MP3) + "\"}").content().audios());
        assertEquals("is neither a WAV nor an MP3 recording", fault("{\"audio\":\"data:audio/wav;base64,AAAA\"}"));
        assertEquals(
                "is the URL of a recording; recordings are sent themselves, so name the file",
                fault("{\"audio\":\"https://x/a.wav\"}"));
    }

    @Test
    void textsImagesAndRecordingsTakeTurnsAsInGuidellm() throws Exception {
        Turn turn = turn("{\"prompt\":[\"a\",\"b\"],\"images\":[\"http://i\",\"http://j\"]}");
        assertEquals(
                List.of(
                        new Content.Text(null, "a"),
                        new Content.Image("http://i"),
                        new Content.Text(null, "b"),
                        new Content.Image("http://j")),
                turn.content().parts());
    }

    @Test
    void imagesBelongToTheTurnOfTheirNumber() throws Exception {
        List<Turn> turns = map("{\"prompt_0\":\"a\",\"prompt_1\":\"b\",\"image_1\":\"http://i\"}")
                .turns();
        assertEquals(List.of(), turns.get(0).content().images());
        assertEquals(
                List.of(new Content.Image("http://i")), turns.get(1).content().images());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"prompt\":\"p\",\"video\":\"a.mp4\"}",
                "{\"prompt\":\"p\",\"clips\":[\"https://x/y\"]}",
                "{\"text\":\"p\",\"output_length\":4,\"video\":\"x\"}",
                "{\"text\":\"p\",\"type\":\"single_turn\",\"videos\":[\"x\"]}"
            })
    void aVideoIsRefused(String row) {
        String fault = assertThrows(BadRow.class, () -> turn(row)).problem().what();
        assertTrue(fault.startsWith("is a video, which is not sent; "), fault);
    }

    @Test
    void aColumnWithTheNameOfAVideoButAnotherMeaningIsLeftAlone() throws Exception {
        assertEquals(
                "p",
                turn("{\"prompt\":\"p\",\"movie\":\"The Third Man\"}").content().text());
    }

    @Test
    void aColumnCanBeLeftOut() throws Exception {
        Map<ColumnTarget, String> none = new EnumMap<>(ColumnTarget.class);
        none.put(ColumnTarget.IMAGE, "");
        Turn turn = mapper(none)
                .map(row("{\"prompt\":\"p\",\"image\":\"c.png\"}"), 0)
                .turns()
                .getFirst();
        assertEquals(List.of(new Content.Text(null, "p")), turn.content().parts());
    }

    @Test
    void textsToBeRankedHaveNames() throws Exception {
        List<Content.Part> expected = List.of(
                new Content.Text("query", "q"), new Content.Text("passages", "a"), new Content.Text("passages", "b"));
        assertEquals(
                expected,
                turn("{\"query\":\"q\",\"documents\":[\"a\",{\"text\":\"b\"}]}")
                        .content()
                        .parts());
        assertEquals(
                expected,
                turn("{\"query\":\"q\",\"passages\":\"[\\\"a\\\",\\\"b\\\"]\"}")
                        .content()
                        .parts());
        assertEquals(
                expected,
                turn("{\"texts\":[{\"name\":\"query\",\"contents\":[\"q\"]},"
                                + "{\"name\":\"passages\",\"contents\":[\"a\",\"b\"]}]}")
                        .content()
                        .parts());
    }

    @Test
    void aQueryWithoutTextsToRankIsNoPrompt() {
        assertEquals("has no column for the prompt among query; name it in columns", fault("{\"query\":\"q\"}"));
    }

    @Test
    void toolsAreSentAlong() throws Exception {
        assertEquals(
                "[{\"type\":\"function\"}]",
                turn("{\"prompt\":\"p\",\"tools\":[{\"type\":\"function\"}]}")
                        .content()
                        .toolsJson());
        assertEquals(
                "[{\"type\":\"function\"}]",
                turn("{\"messages\":[{\"role\":\"user\",\"content\":\"c\"}],\"tools\":\"[{\\\"type\\\":\\\"function\\\"}]\"}")
                        .content()
                        .toolsJson());
        assertEquals(
                null, turn("{\"prompt\":\"p\",\"tools\":\"hammer\"}").content().toolsJson());
    }

    @Test
    void theDelayOfARowBelongsToTheTurnAfter() throws Exception {
        List<Turn> turns = map("{\"prompt_0\":\"a\",\"prompt_1\":\"b\",\"requeue_delay_0\":\"1.5\"}")
                .turns();
        assertEquals(0, turns.get(0).settings().delayNs());
        assertEquals(1_500_000_000, turns.get(1).settings().delayNs());
    }

    @Test
    void aiperfsRowsHaveTheirOwnNamesAndMilliseconds() throws Exception {
        Turn turn = turn("{\"text\":\"abcd\",\"image\":\"http://i\",\"output_length\":\"7\",\"delay\":250,"
                + "\"extra\":{\"temperature\":0},\"session_id\":\"s\",\"unknown\":1}");
        assertEquals(
                List.of(new Content.Text(null, "abcd"), new Content.Image("http://i")),
                turn.content().parts());
        assertEquals(7, turn.outputTokens());
        assertEquals(250_000_000, turn.settings().delayNs());
        assertEquals("{\"temperature\":0}", turn.extraJson());
        assertEquals(1, turn.promptTokens());
    }

    @Test
    void aRowWithAColumnOfAnotherToolIsNoneOfAiperfs() throws Exception {
        assertEquals(
                "p",
                turn("{\"prompt\":\"p\",\"input_length\":5,\"output_length\":0,\"session_id\":\"s\"}")
                        .content()
                        .text());
        assertEquals(
                "[{\"role\":\"user\",\"content\":\"a\"}]",
                turn("{\"session_id\":\"s\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"},"
                                + "{\"role\":\"assistant\",\"content\":\"b\"}]}")
                        .content()
                        .messagesJson());
    }

    @Test
    void whatAiperfRefusesIsRefused() {
        BadRow bad = assertThrows(BadRow.class, () -> turn("{\"text\":\"a\",\"output_length\":0}"));
        assertEquals("output_length", bad.problem().path());
        assertEquals("must be at least 1, but is 0", bad.problem().what());
        assertEquals(
                "is a length without a text; read this file as a dataset of kind trace", fault("{\"input_length\":5}"));
    }

    @Test
    void wholeBodiesAreKeptAsTheyAre() throws Exception {
        assertEquals(
                "{\"prompt\":\"Hi\",\"n\":2}",
                turn("{\"payload\":{\"prompt\":\"Hi\",\"n\":2},\"timestamp\":5}")
                        .content()
                        .payloadJson());
        Conversation session = map("{\"session_id\":\"a\",\"payloads\":[{\"x\":1},{\"y\":2}]}");
        assertEquals(
                List.of("{\"x\":1}", "{\"y\":2}"),
                session.turns().stream()
                        .map(turn -> turn.content().payloadJson())
                        .toList());
        assertEquals(
                List.of(new Turn.Parent(0, HistoryContext.NEW)),
                session.turns().get(1).parents());
        byte[] line = "{\"messages\":[]}".getBytes(StandardCharsets.UTF_8);
        Row body = LineDecoder.PAYLOAD.decode(new Row.At(folder.resolve("a"), 1), line, line.length);
        assertEquals(
                "{\"messages\":[]}",
                mapper(Map.of()).map(body, 0).turns().getFirst().content().payloadJson());
    }

    @Test
    void aRowThatTheEndpointCannotSendIsToldWithItsLineBeforeTheRun() throws Exception {
        Path file = folder.resolve("rows.jsonl");
        Files.writeString(file, "{\"prompt\":\"p\"}\n{\"prompt\":\"p\",\"image\":\"http://i\"}\n");
        DatasetPlan plan = new DatasetPlan.Files(
                "d", List.of(file), "jsonl", "sequential", 0, false, Map.of(), null, "chars", false, 5);
        Acceptance textOnly = content -> content.images().isEmpty()
                ? Optional.empty()
                : Optional.of("has an image, but the endpoint takes none");
        assertEquals(List.of(), Datasets.check(plan));
        assertEquals(
                List.of("2 has an image, but the endpoint takes none"),
                Datasets.check(plan, textOnly).stream()
                        .map(problem -> problem.line() + " " + problem.what())
                        .toList());
    }

    private List<String> images(String value) throws Exception {
        return turn("{\"prompt\":\"p\",\"image\":" + value + "}").content().images().stream()
                .map(Content.Image::url)
                .toList();
    }

    private String fault(String row) {
        return assertThrows(BadRow.class, () -> turn(row)).problem().what();
    }

    private Turn turn(String row) throws BadRow {
        return map(row).turns().getFirst();
    }

    private Conversation map(String row) throws BadRow {
        return mapper(Map.of()).map(row(row), 0);
    }

    private static RowMapper mapper(Map<ColumnTarget, String> overrides) {
        return new RowMapper(overrides, Tokenizers.of("chars"), null, false);
    }

    private Row row(String json) {
        return new Row(new Row.At(folder.resolve("rows.jsonl"), 7), (ObjectNode) JsonRow.MAPPER.readTree(json));
    }

    private static String base64(byte[] bytes) throws IOException {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
