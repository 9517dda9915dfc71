package dev.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No file of a family that Plimsoll answers for lies unread, neither among the project's own vectors nor in a folder that is given. */
class VectorFamiliesTest {
    private static final Pattern OURS = Pattern.compile(
            "guidellm/(strategy_|constraint_|osd_|profile_|progress_combine|transient_phase|worker_allocation|conversation_dag"
                + "|sse_parsing|request_bodies).*"
                + "|aiperf/(ramps|rate_series|arrival_intervals|user_centric_start|sse_stream_parsing|path_safety|http_trace_metrics).*");

    private static final Pattern LITERAL = Pattern.compile("\"((?:guidellm|aiperf)/[a-z_]+)\"");

    @Test
    void everyFileOfOurFamiliesIsReadByAVectorTest() {
        List<String> read = read();
        List<String> unread = VectorFiles.names().stream()
                .filter(name -> OURS.matcher(name).matches())
                .filter(name -> read.stream().noneMatch(name::startsWith))
                .toList();
        assertEquals(List.of(), unread, "vectors that no test reads");
    }

    /** The families that vector tests name, written out as {@code "guidellm/osd_t_quantile"}. */
    private static List<String> read() {
        List<String> families = new ArrayList<>();
        Path sources = Path.of(System.getProperty("basedir", "")).resolve("src/test/java");
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith("VectorTest.java")).toList()) {
                LITERAL.matcher(Files.readString(file)).results().forEach(match -> families.add(match.group(1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return families;
    }
}
