package dev.plimsoll.engine.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code tokenizer.json} files as Hugging Face's library reads them. */
final class TokenizerFiles {
    private static final JsonMapper JSON = new JsonMapper();

    /** tiktoken's pattern of cl100k, with the possessive quantifiers left out: Onigmo means something else by them. */
    private static final String CL100K_PIECES = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r"
            + "\\n"
            + "\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r"
            + "\\n"
            + "]*|\\s*[\\r"
            + "\\n"
            + "]+|\\s+(?!\\S)|\\s+";

    private TokenizerFiles() {}

    /** Whole words and signs of a small vocabulary; everything else is {@code <unk>}. Adds {@code <s>} where special tokens are asked for. */
    static Path words(Path file, String... words) throws IOException {
        ObjectNode vocabulary = JSON.createObjectNode().put("<unk>", 0).put("<s>", 1);
        for (String word : words) {
            vocabulary.put(word, vocabulary.size());
        }
        ObjectNode root = root();
        root.set("pre_tokenizer", JSON.createObjectNode().put("type", "Whitespace"));
        root.set("post_processor", JSON.readTree("""
            { "type": "TemplateProcessing",
              "single": [ { "SpecialToken": { "id": "<s>", "type_id": 0 } }, { "Sequence": { "id": "A", "type_id": 0 } } ],
              "pair": [ { "Sequence": { "id": "A", "type_id": 0 } }, { "Sequence": { "id": "B", "type_id": 0 } } ],
              "special_tokens": { "<s>": { "id": "<s>", "ids": [ 1 ], "tokens": [ "<s>" ] } } }
            """));
        root.putObject("model")
                .put("type", "WordLevel")
                .put("unk_token", "<unk>")
                .set("vocab", vocabulary);
        return write(file, root);
    }

    /** Pieces as Llama 2 has them: a blank is a sign of its own kind, put before the text too, and digits stand alone. */
    static Path metaspace(Path file) throws IOException {
        ObjectNode vocabulary = JSON.createObjectNode().put("<unk>", 0);
        vocabulary.put("\u2581", vocabulary.size());
        for (char c = '!'; c <= '~'; c++) {
            vocabulary.put(String.valueOf(c), vocabulary.size());
        }
        ArrayNode merges = JSON.createArrayNode();
        for (String pair :
                List.of("\u2581 t", "\u2581t h", "\u2581th e", "i n", "\u2581 a", "\u2581a n", "\u2581an d", "e r")) {
            merges.add(pair);
            vocabulary.put(pair.replace(" ", ""), vocabulary.size());
        }
        ObjectNode root = root();
        root.set("normalizer", JSON.readTree("""
            { "type": "Sequence", "normalizers": [
                { "type": "Prepend", "prepend": "\u2581" },
                { "type": "Replace", "pattern": { "String": " " }, "content": "\u2581" } ] }
            """));
        return write(file, bpe(root, vocabulary, merges));
    }

    /** OpenAI's cl100k, its merges found again from the ranks. */
    static Path cl100k(Path file) throws IOException {
        Map<String, Integer> ranks = new HashMap<>();
        List<String> tokens = new ArrayList<>();
        try (InputStream in = TokenizerFiles.class.getResourceAsStream("/com/knuddels/jtokkit/cl100k_base.tiktoken");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(" ");
                String token = visible(Base64.getDecoder().decode(parts[0]));
                ranks.put(token, Integer.parseInt(parts[1]));
                tokens.add(token);
            }
        }
        ObjectNode vocabulary = JSON.createObjectNode();
        ArrayNode merges = JSON.createArrayNode();
        for (String token : tokens) {
            vocabulary.put(token, ranks.get(token));
            if (token.length() > 1) {
                merges.add(lastMerge(token, ranks));
            }
        }
        ObjectNode root = root();
        ArrayNode steps =
                root.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        steps.addObject()
                .put("type", "Split")
                .put("behavior", "Isolated")
                .put("invert", false)
                .putObject("pattern")
                .put("Regex", CL100K_PIECES);
        steps.addObject()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", false);
        root.putObject("decoder")
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", false);
        return write(file, bpe(root, vocabulary, merges));
    }

    /** The two parts that a token was merged of: byte-pair encoding of it by all ranks before its own. */
    private static String lastMerge(String token, Map<String, Integer> ranks) {
        List<String> parts =
                new ArrayList<>(token.chars().mapToObj(Character::toString).toList());
        int own = ranks.get(token);
        while (parts.size() > 2) {
            int best = -1;
            int bestRank = own;
            for (int i = 0; i + 1 < parts.size(); i++) {
                int rank = ranks.getOrDefault(parts.get(i) + parts.get(i + 1), Integer.MAX_VALUE);
                if (rank < bestRank) {
                    best = i;
                    bestRank = rank;
                }
            }
            if (best < 0) {
                throw new IllegalStateException("no merges lead to " + token);
            }
            parts.set(best, parts.get(best) + parts.remove(best + 1));
        }
        return String.join(" ", parts);
    }

    /** GPT-2's way of writing bytes as visible characters. */
    private static String visible(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(VISIBLE[b & 0xFF]);
        }
        return text.toString();
    }

    private static final char[] VISIBLE = new char[256];

    static {
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean itself = b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE;
            VISIBLE[b] = (char) (itself ? b : next++);
        }
    }

    private static ObjectNode root() {
        ObjectNode root = JSON.createObjectNode().put("version", "1.0");
        root.putNull("truncation");
        root.putNull("padding");
        root.putArray("added_tokens");
        for (String none : List.of("normalizer", "pre_tokenizer", "post_processor", "decoder")) {
            root.putNull(none);
        }
        return root;
    }

    private static ObjectNode bpe(ObjectNode root, ObjectNode vocabulary, ArrayNode merges) {
        ObjectNode model = root.putObject("model").put("type", "BPE");
        model.set("vocab", vocabulary);
        model.set("merges", merges);
        return root;
    }

    private static Path write(Path file, ObjectNode root) throws IOException {
        return Files.writeString(file, JSON.writeValueAsString(root));
    }
}
