package dev.plimsoll.engine.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A dataset whose conversations are kept in a file as they were handed out, and come from it when they are wanted again: the same prompts to
 * the letter, whatever becomes of the data, the tokenizer or this program. A run that needs more than are kept takes the further ones from the dataset itself, and
 * keeps them too.
 *
 * <p>The file is JSONL; a line is a conversation with the seed of its pass, for another pass has other prompts. It is only ever appended
 * to; a last line that was torn by a crash is cut off.
 */
final class SavedPrompts implements Dataset {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
            .addMixIn(Content.Part.class, Parts.class)
            .build();

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Content.Text.class, name = "text"),
        @JsonSubTypes.Type(value = Content.Image.class, name = "image"),
        @JsonSubTypes.Type(value = Content.Audio.class, name = "audio")
    })
    private interface Parts {}

    /** A line of the file. */
    private record Line(long seed, Conversation conversation) {}

    private final Path file;
    private final long seed;
    private final Supplier<Dataset> opener;
    private final String hash;
    private @Nullable BufferedReader kept;
    private @Nullable Dataset source;
    private @Nullable BufferedWriter added;
    private long line;
    private long taken;

    /**
     * A pass.
     *
     * @param file where prompts are kept; need not exist, but its folder
     * @param seed of this pass
     * @param opener opens the dataset itself, from its first conversation
     * @throws PlimsollException where the file cannot be read
     */
    SavedPrompts(Path file, long seed, Supplier<Dataset> opener) {
        this.file = file;
        this.seed = seed;
        this.opener = opener;
        try {
            boolean exists = Files.exists(file);
            if (exists) {
                cutTornLine();
            }
            this.hash = exists ? sha256() : "";
            this.kept = exists ? Files.newBufferedReader(file) : null;
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    private void cutTornLine() throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long end = bytes.length();
            while (end > 0) {
                bytes.seek(end - 1);
                if (bytes.read() == '\n') {
                    break;
                }
                end--;
            }
            if (end < bytes.length()) {
                bytes.setLength(end);
            }
        }
    }

    private String sha256() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    @Override
    public @Nullable Conversation next() {
        try {
            Conversation known = nextKept();
            if (known != null) {
                taken++;
                return known;
            }
            Conversation next = source().next();
            if (next != null) {
                taken++;
                BufferedWriter writer = added;
                if (writer == null) {
                    writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    added = writer;
                }
                writer.write(JSON.writeValueAsString(new Line(seed, next)));
                writer.write('\n');
            }
            return next;
        } catch (IOException e) {
            throw failed("write", e);
        }
    }

    private @Nullable Conversation nextKept() {
        try {
            while (kept != null) {
                String text = kept.readLine();
                line++;
                if (text == null) {
                    kept.close();
                    kept = null;
                    return null;
                }
                if (text.startsWith("{\"seed\":" + seed + ",")) { // as this program writes it: others are not parsed
                    return JSON.readValue(text, Line.class).conversation();
                }
            }
            return null;
        } catch (JacksonException e) {
            throw PlimsollException.failed(
                    file + ":" + line + " is not a prompt that was saved: " + e.getOriginalMessage()
                            + ". Mend the line, or delete the file to have it written anew.",
                    e);
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /** The dataset itself, after the conversations that were taken from the file. */
    private Dataset source() {
        Dataset open = source;
        if (open == null) {
            open = opener.get();
            source = open;
            for (long i = 0; i < taken && open.next() != null; i++) {
                // its generators stand where they stood then
            }
        }
        return open;
    }

    private PlimsollException failed(String what, IOException e) {
        return PlimsollException.failed(
                "Could not " + what + " the saved prompts in " + file + ": " + FileTrouble.reason(e), e);
    }

    @Override
    public long timesRecycled() {
        return source == null ? 0 : source.timesRecycled();
    }

    @Override
    public Map<String, Object> describe() {
        Map<String, Object> facts = new LinkedHashMap<>(source().describe());
        Map<String, Object> saved = new LinkedHashMap<>();
        saved.put("file", file.toString());
        saved.put("sha256AtStart", hash.isEmpty() ? "none: the file is new" : hash);
        facts.put("savePrompts", saved);
        return facts;
    }

    @Override
    public void close() {
        try (BufferedReader reader = kept;
                BufferedWriter writer = added;
                Dataset open = source) {
            kept = null; // closed with all others, whatever fails
            added = null;
            source = null;
        } catch (IOException e) {
            throw failed("write", e);
        }
    }
}
