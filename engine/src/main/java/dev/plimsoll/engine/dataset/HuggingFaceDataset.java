package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.file.CacheFolder;
import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A dataset of the Hugging Face hub: its Parquet files are fetched once into the user's cache and then read like any others. A folder of the
 * cache is whole once it holds its list of files, which is written last; what was interrupted is fetched again, file by file.
 */
final class HuggingFaceDataset {
    /** The list of a folder's files. */
    private static final String LIST = "files.json";

    /** A file in a list is as long as it was when it came. */
    private static final String BYTES = "bytes";

    private static final long TOLD_EVERY_BYTES = 16L << 20;
    private static final int LONGEST_NAME = 80;

    private final DatasetPlan.HuggingFace plan;
    private final Path folder;
    private final UnaryOperator<@Nullable String> environment;
    private final Consumer<String> progress;

    HuggingFaceDataset(
            DatasetPlan.HuggingFace plan,
            Path cache,
            UnaryOperator<@Nullable String> environment,
            Consumer<String> progress) {
        this.plan = plan;
        this.environment = environment;
        this.progress = progress;
        this.folder = cache.resolve(safe(String.valueOf(URI.create(plan.hub()).getAuthority())))
                .resolve(safe(plan.dataset()))
                .resolve(safe(plan.revision() == null ? "parquet" : plan.revision()))
                .resolve(safe(plan.config() == null ? "-" : plan.config()))
                .resolve(safe(plan.split() == null ? "-" : plan.split()));
    }

    private static HuggingFaceDataset ofThisUser(DatasetPlan.HuggingFace plan, Consumer<String> progress) {
        return new HuggingFaceDataset(plan, CacheFolder.ofThisUser().resolve("datasets"), System::getenv, progress);
    }

    /** Opens a pass over it; fetched first where it is not in the cache. */
    static Dataset open(DatasetPlan.HuggingFace plan, long seed, Acceptance acceptance) {
        DatasetPlan.Files files = fetched(plan);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kind", "huggingface");
        facts.put("id", plan.id());
        facts.put("hub", plan.hub());
        facts.put("dataset", plan.dataset());
        if (plan.config() != null) {
            facts.put("config", plan.config());
        }
        if (plan.split() != null) {
            facts.put("split", plan.split());
        }
        if (plan.revision() != null) {
            facts.put("revision", plan.revision());
        }
        facts.put("files", files.files().stream().map(Path::toString).toList());
        return new FileDataset(files, seed, FileDataset.open(files, seed), facts, acceptance);
    }

    /** Its rows in files of the cache; fetched where they are not there. */
    static DatasetPlan.Files fetched(DatasetPlan.HuggingFace plan) {
        return fetched(plan, _ -> {});
    }

    /** Its rows in files of the cache; fetched where they are not there, which is told. */
    static DatasetPlan.Files fetched(DatasetPlan.HuggingFace plan, Consumer<String> progress) {
        return plan.rows().of(ofThisUser(plan, progress).fetch());
    }

    /** Its rows in files of the cache, or null where they are not there. */
    static DatasetPlan.@Nullable Files kept(DatasetPlan.HuggingFace plan) {
        List<Path> files = ofThisUser(plan, _ -> {}).kept();
        return files == null ? null : plan.rows().of(files);
    }

    /** The files in the cache; null where they are not all there. */
    @Nullable
    List<Path> kept() {
        Path list = folder.resolve(LIST);
        if (!Files.isRegularFile(list)) {
            return null;
        }
        try {
            List<Path> files = new ArrayList<>();
            for (JsonNode entry : JsonRow.MAPPER.readTree(Files.readAllBytes(list))) {
                Path file = folder.resolve(safe(entry.path("name").stringValue("")));
                if (!Files.isRegularFile(file)
                        || Files.size(file) != entry.path(BYTES).longValue(-1)) {
                    return null;
                }
                files.add(file);
            }
            return files.isEmpty() ? null : files;
        } catch (IOException | JacksonException e) {
            return null; // fetched again
        }
    }

    /**
     * The files, from the cache or else from the hub.
     *
     * @throws PlimsollException where the hub cannot be reached, refuses, or does not know the dataset, its configuration or split
     */
    List<Path> fetch() {
        List<Path> kept = kept();
        if (kept != null) {
            return kept;
        }
        String token = environment.apply(plan.tokenEnv());
        try (HubClient hub =
                new HubClient(plan.hub(), token == null || token.isBlank() ? null : token.strip(), plan.tokenEnv())) {
            List<URI> sources = plan.revision() == null ? converted(hub) : ofRevision(hub, plan.revision());
            return fetch(hub, sources);
        }
    }

    private String what() {
        return "the dataset \"" + plan.dataset() + "\"";
    }

    /** Addresses of the files that the hub itself made. */
    private List<URI> converted(HubClient hub) {
        JsonNode configs = hub.json("/api/datasets/" + HubClient.path(plan.dataset()) + "/parquet", what());
        JsonNode splits = chosen(configs, plan.config(), "config");
        JsonNode urls = chosen(splits, plan.split(), "split");
        List<URI> sources = new ArrayList<>();
        for (JsonNode url : urls) {
            sources.add(address(url.stringValue("")));
        }
        return sources;
    }

    /** The member of that name, or the only one where none is named. */
    private JsonNode chosen(JsonNode members, @Nullable String named, String noun) {
        List<String> names = List.copyOf(members.propertyNames());
        if (named == null && names.size() == 1) {
            return members.get(names.getFirst());
        }
        if (named != null && members.has(named)) {
            return members.get(named);
        }
        String has = names.isEmpty() ? "it has none in Parquet" : "it has " + String.join(", ", names);
        throw PlimsollException.usage(
                named == null
                        ? what() + " has several " + noun + "s; choose one by \"" + noun + "\": "
                                + String.join(", ", names)
                        : what() + " has no " + noun + " '" + named + "'; " + has);
    }

    private static URI address(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw PlimsollException.failed("The hub named a file by something that is no address", null);
    }

    /** Addresses of the Parquet files of a revision, by the hub's customs: folders of configurations, names that begin with the split. */
    private List<URI> ofRevision(HubClient hub, String revision) {
        String at = HubClient.part(revision);
        String dataset = HubClient.path(plan.dataset());
        JsonNode tree = hub.json("/api/datasets/" + dataset + "/tree/" + at + "?recursive=true", what());
        TreeMap<String, URI> found = new TreeMap<>();
        List<String> all = new ArrayList<>();
        for (JsonNode entry : tree) {
            String path = entry.path("path").stringValue("");
            if (path.toLowerCase(Locale.ROOT).endsWith(".parquet")) {
                all.add(path);
                if (isChosen(path)) {
                    found.put(
                            path,
                            URI.create(plan.hub() + "/datasets/" + dataset + "/resolve/" + at + "/"
                                    + HubClient.path(path)));
                }
            }
        }
        if (found.isEmpty()) {
            String has = all.isEmpty()
                    ? "it has no Parquet files"
                    : "its Parquet files are " + String.join(", ", all.subList(0, Math.min(10, all.size())));
            throw PlimsollException.usage(
                    what() + " has no file for this config and split at the revision '" + revision + "'; " + has);
        }
        return List.copyOf(found.values());
    }

    private boolean isChosen(String path) {
        List<String> folders = List.of(path.split("/"));
        String name = folders.getLast();
        String split = plan.split();
        String config = plan.config();
        return (config == null || folders.subList(0, folders.size() - 1).contains(config))
                && (split == null
                        || folders.subList(0, folders.size() - 1).contains(split)
                        || name.equals(split + ".parquet")
                        || name.startsWith(split + "-"));
    }

    private List<Path> fetch(HubClient hub, List<URI> sources) {
        List<Path> files = new ArrayList<>();
        ArrayNode list = JsonRow.MAPPER.createArrayNode();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw PlimsollException.failed("Could not make the folder " + folder + ": " + e.getMessage(), e);
        }
        for (int i = 0; i < sources.size(); i++) {
            String name = String.format(Locale.ROOT, "%05d.parquet", i);
            String which = what() + ", file " + (i + 1) + " of " + sources.size();
            progress.accept("Fetching " + which);
            Path file = folder.resolve(name);
            long[] told = {0};
            HubClient.Fetched fetched = hub.fetch(sources.get(i), file, which, bytes -> {
                if (bytes - told[0] >= TOLD_EVERY_BYTES) {
                    told[0] = bytes;
                    progress.accept("Fetching " + which + ": " + (bytes >> 20) + " MB");
                }
            });
            files.add(file);
            ObjectNode entry = list.addObject();
            entry.put("name", name)
                    .put("url", sources.get(i).toString())
                    .put(BYTES, fetched.bytes())
                    .put("etag", fetched.etag());
        }
        AtomicFile.writeText(folder.resolve(LIST), list.toPrettyString());
        return files;
    }

    /** A name from elsewhere as the name of one file or folder: letters, digits, dot, dash; told apart by a checksum where it had others. */
    static String safe(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.+", "_");
        if (plain.equals(name) && !name.isEmpty() && name.length() <= LONGEST_NAME) {
            return name;
        }
        CRC32 sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        String start = plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
        return start + "-" + HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
