package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.file.SafePath;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the files that a dataset names: one path, several, or globs ({@code data/*.jsonl}, {@code data/**.csv}), in a stable order. */
final class DataFiles {
    private static final String GLOB_CHARACTERS = "*?[{";
    private static final int DEEPEST = 16;

    private DataFiles() {}

    /** The files that the dataset at {@code path} names in its field {@code path}; none where it names none, which was told. */
    static List<Path> found(Ranges ranges, String path, @Nullable List<String> written, Path baseFolder) {
        return written == null ? List.of() : find(ranges, path + ".path", written, baseFolder);
    }

    /** The real paths; problems for those that cannot be used. */
    static List<Path> find(Ranges ranges, String path, List<String> written, Path baseFolder) {
        List<Path> found = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            String at = Ranges.element(path, written, i);
            String name = written.get(i);
            try {
                if (Files.exists(baseFolder.resolve(name)) || !isGlob(name)) {
                    found.add(SafePath.realData(baseFolder.resolve(name)));
                } else {
                    List<Path> matches = glob(name, baseFolder);
                    if (matches.isEmpty()) {
                        ranges.wrong(at, "no file matches '" + name + "' in " + baseFolder);
                    }
                    found.addAll(matches);
                }
            } catch (IOException e) {
                ranges.wrong(
                        at,
                        "'" + name + "' cannot be read: " + FileTrouble.reason(e) + " (looked in " + baseFolder + ")");
            } catch (InvalidPathException | PatternSyntaxException e) {
                ranges.wrong(at, "'" + name + "' is not a path");
            }
        }
        return found;
    }

    private static boolean isGlob(String name) {
        return name.chars().anyMatch(c -> GLOB_CHARACTERS.indexOf(c) >= 0);
    }

    private static List<Path> glob(String name, Path baseFolder) throws IOException {
        // the folder before the first wildcard is where the walk begins
        int wild = 0;
        while (GLOB_CHARACTERS.indexOf(name.charAt(wild)) < 0) {
            wild++;
        }
        int slash = name.lastIndexOf('/', wild);
        Path start = baseFolder.resolve(slash < 0 ? "" : name.substring(0, slash + 1));
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name.substring(slash + 1));
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(start, DEEPEST)) {
            for (Path file : walk.sorted().toList()) {
                if (matcher.matches(start.relativize(file)) && Files.isRegularFile(file)) {
                    files.add(SafePath.realData(file));
                }
            }
        }
        return files;
    }
}
