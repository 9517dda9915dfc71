package dev.plimsoll.engine.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.CompatibilityRules;
import dev.plimsoll.engine.VectorFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** AIPerf's golden values for "a path, or the text itself". */
class PathSafetyVectorTest {
    /** How the vectors write a long text. */
    private static final Pattern REPEATED = Pattern.compile("(.+) repeated ([0-9]+) times");

    @TempDir
    static Path temporary;

    private static Path root = Path.of("");

    static Stream<JsonNode> cases() {
        return VectorFiles.family("aiperf/path_safety").stream().flatMap(f -> f.cases().stream());
    }

    /** The layout that the vector file describes in words. */
    @BeforeAll
    static void layOut() throws IOException, InterruptedException {
        Map<String, byte[]> files = Map.of(
                "plain.txt", utf8("hello {{x}}"),
                "dir/in.txt", utf8("inner"),
                "bad.txt", new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 'b', 'a', 'd'},
                "empty.txt", new byte[0],
                "utf8.txt", utf8("na\u00efve \u2013 \u00fcn\u00ef"),
                "bom.txt", utf8("\uFEFFhi"),
                "crlf.txt", utf8("a\r\nb"));
        root = temporary.toRealPath();
        Files.createDirectory(root.resolve("dir"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(root.resolve(file.getKey()), file.getValue());
        }
        Files.createSymbolicLink(root.resolve("link.txt"), Path.of("plain.txt"));
        Files.createSymbolicLink(root.resolve("dirlink"), Path.of("dir"));
        Files.createSymbolicLink(root.resolve("dangling"), Path.of("missing"));
        Process pipe = new ProcessBuilder("mkfifo", root.resolve("fifo").toString()).start();
        Assertions.assertTrue(pipe.waitFor(10, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aPathIsReadOnlyWhereItIsSafe(JsonNode vector) {
        String written = vector.get("input").get("path").stringValue();
        Matcher repeated = REPEATED.matcher(written);
        if (repeated.matches()) {
            written = repeated.group(1).repeat(Integer.parseInt(repeated.group(2)));
        }
        JsonNode expected = vector.get("expected");
        boolean raises = CompatibilityRules.rule("aiperf/path_safety", "path-never-throws")
                .applies(expected.has("raises"));
        Assertions.assertTrue(raises || expected.has("result"), () -> "unknown kind of case: " + vector);
        assertEquals(
                raises || expected.get("result").isNull()
                        ? null
                        : expected.get("result").stringValue(),
                SafePath.readTemplate(written.replace("$ROOT", root.toString()), root, root)
                        .orElse(null));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
