package dev.plimsoll.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Golden vectors for tests: from the folder named by {@code -Dplimsoll.vectors}, else the project's own copy under
 * {@code src/test/resources/vectors}. A family is a path prefix such as {@code guidellm/strategy_constant_times}.
 */
public final class VectorFiles {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.core.json.JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private VectorFiles() {}

    /** One vector file. */
    public record VectorFile(String name, JsonNode root) {
        /** The {@code cases} array. */
        public List<JsonNode> cases() {
            List<JsonNode> cases = new ArrayList<>();
            root.get("cases").forEach(cases::add);
            return cases;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Every file of a family: {@code <folder>/<family>*.json}; fails where there is none, so that no test passes by reading nothing. */
    public static List<VectorFile> family(String family) {
        Path folder = folder();
        Path directory = folder.resolve(family).getParent();
        String prefix = folder.resolve(family).getFileName().toString();
        List<VectorFile> files = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (var list = Files.list(directory)) {
                list.filter(f -> f.getFileName().toString().startsWith(prefix)
                                && f.getFileName().toString().endsWith(".json"))
                        .sorted()
                        .forEach(f ->
                                files.add(new VectorFile(folder.relativize(f).toString(), read(f))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (files.isEmpty()) {
            throw new AssertionError("no vectors for " + family + " in " + folder);
        }
        return files;
    }

    /** Every file of the folder, such as {@code guidellm/osd_t_quantile}, in order. */
    static List<String> names() {
        Path folder = folder();
        try (var files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        String given = System.getProperty("plimsoll.vectors", "");
        return given.isBlank() ? Path.of("src/test/resources/vectors") : Path.of(given);
    }

    private static JsonNode read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
