package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.file.SafePath;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Checks the names of tokenizers as they are written, and makes the path of a file absolute, for it is opened in other processes too. */
final class TokenizerNames {
    private static final String[] BUILT_IN = {"o200k", "cl100k", "chars"};
    private static final String FILE_PREFIX = "hf:";

    private TokenizerNames() {}

    /**
     * The name as it stands in a plan.
     *
     * @param path where it is written
     * @param written null = the first of those built in
     */
    static String compile(Ranges ranges, String path, @Nullable String written, Path baseFolder) {
        if (written == null || !written.startsWith(FILE_PREFIX)) {
            return ranges.word(path, written, BUILT_IN[0], allowed());
        }
        String name = written.substring(FILE_PREFIX.length());
        if (name.isBlank()) {
            ranges.wrong(path, "names no file; write hf: and the path of a tokenizer.json");
            return BUILT_IN[0];
        }
        try {
            return FILE_PREFIX + SafePath.realData(baseFolder.resolve(name));
        } catch (IOException e) {
            ranges.wrong(
                    path,
                    "the tokenizer file '" + name + "' cannot be read: " + FileTrouble.reason(e) + " (looked in "
                            + baseFolder + ")");
        } catch (InvalidPathException e) {
            ranges.wrong(path, "'" + name + "' is not a path");
        }
        return BUILT_IN[0];
    }

    private static String[] allowed() {
        return new String[] {BUILT_IN[0], BUILT_IN[1], BUILT_IN[2], "hf:<path of a tokenizer.json>"};
    }
}
