package dev.plimsoll.engine.dataset;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.plimsoll.engine.file.CacheFolder;
import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.file.SafePath;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A model's own {@code tokenizer.json}, read by Hugging Face's library in native code. Nothing is ever downloaded: the library comes with
 * this program and is unpacked once into the user's cache folder.
 *
 * <p>Special tokens are not added, nothing is cut off or padded. Names of special tokens in a text are taken for those tokens, as the
 * model's server does. Not every vocabulary gives back the text that it was given (some lose case or blanks).
 *
 * <p>Thread-safe. Its memory is outside the heap, of the order of ten times the file; it is freed some time after the last user of an
 * object let go of it. The model used last is kept.
 */
final class HuggingFaceModel implements Tokenizer {
    private static final Map<String, String> OPTIONS =
            Map.of("addSpecialTokens", "false", "truncation", "do_not_truncate", "padding", "do_not_pad");

    private static final Cleaner CLEANER = Cleaner.create();
    private static final AtomicReference<@Nullable HuggingFaceModel> LAST = new AtomicReference<>();

    private final Path file;
    private final Version version;
    private final HuggingFaceTokenizer model;

    /** What tells one state of a file from another. */
    private record Version(FileTime modified, long bytes) {
        static Version of(Path file) throws IOException {
            return new Version(Files.getLastModifiedTime(file), Files.size(file));
        }
    }

    private HuggingFaceModel(Path file, Version version, HuggingFaceTokenizer model) {
        this.file = file;
        this.version = version;
        this.model = model;
        CLEANER.register(this, model::close);
    }

    /**
     * The tokenizer of a file, read (about a second for a large one) unless it was the last one read.
     *
     * @throws PlimsollException (usage) where the file is missing or none, or this system has no library
     */
    static HuggingFaceModel of(Path written) {
        try {
            Path file = SafePath.realData(written);
            Version version = Version.of(file);
            HuggingFaceModel last = LAST.get();
            if (last != null && last.file.equals(file) && last.version.equals(version)) {
                return last;
            }
            HuggingFaceModel read = new HuggingFaceModel(file, version, read(file));
            LAST.set(read);
            return read;
        } catch (IOException e) {
            throw PlimsollException.usage(
                    "The tokenizer file " + written + " cannot be read: " + FileTrouble.reason(e), e);
        }
    }

    private static HuggingFaceTokenizer read(Path file) throws IOException {
        Library.prepare();
        try {
            return HuggingFaceTokenizer.newInstance(file, OPTIONS);
        } catch (LinkageError | IllegalStateException e) {
            throw PlimsollException.usage(
                    "The tokenizer file " + file + " cannot be used: there is no library for it on this system ("
                            + System.getProperty("os.name") + ", " + System.getProperty("os.arch")
                            + "). Use o200k, cl100k or chars.",
                    e);
        } catch (RuntimeException e) { // the native code's own
            throw PlimsollException.usage(
                    "The file " + file + " is not a tokenizer.json that can be used: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return Tokenizers.FILE_PREFIX + file;
    }

    @Override
    public int count(String text) {
        return ids(text).length;
    }

    @Override
    public int[] encode(String text) {
        long[] ids = ids(text);
        int[] narrow = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            narrow[i] = (int) ids[i]; // unsigned 32 bits in the library
        }
        return narrow;
    }

    @Override
    public String decode(int[] ids) {
        long[] wide = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            wide[i] = Integer.toUnsignedLong(ids[i]);
        }
        try {
            return model.decode(wide, false);
        } finally {
            Reference.reachabilityFence(this); // or the native memory could be freed in the middle
        }
    }

    private long[] ids(String text) {
        try {
            return model.encode(text, false, false).getIds();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** How the native library is told to behave, before its first class is loaded. */
    private static final class Library {
        private Library() {}

        static void prepare() {
            set("ai.djl.offline", "true");
            set("OPT_OUT_TRACKING", "true"); // else it asks a cloud's metadata address who it is, and tells
            if (System.getenv("ENGINE_CACHE_DIR") == null) {
                set("ENGINE_CACHE_DIR", CacheFolder.ofThisUser().toString());
            }
        }

        private static void set(String property, String value) {
            if (Objects.isNull(System.getProperty(property))) {
                System.setProperty(property, value);
            }
        }
    }
}
