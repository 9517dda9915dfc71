package dev.plimsoll.engine.router.config;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a configuration, and tells everything that is wrong with it at once. */
public final class RouterConfigReader {
    private static final long LEAST_HEALTH_CHECK_SECONDS = 15;
    private static final long LEAST_PERFORMANCE_MS = 5_000;

    private final LoadOptions options;
    private final Faults faults;
    private final ObjectNode document;

    /**
     * What was read.
     *
     * @param config null if there is an error
     * @param faults errors and warnings, in the order found
     */
    public record Result(@Nullable RouterConfig config, List<ConfigFault> faults) {

        /** The warnings. */
        public List<Problem> warnings() {
            return faults.stream()
                    .filter(each -> !each.isError())
                    .map(ConfigFault::problem)
                    .toList();
        }

        /**
         * The configuration.
         *
         * @throws PlimsollException with every error
         */
        public RouterConfig orThrow() {
            if (config == null) {
                throw PlimsollException.ofProblems(
                        "The router's configuration cannot be used.",
                        faults.stream()
                                .filter(ConfigFault::isError)
                                .map(ConfigFault::problem)
                                .toList());
            }
            return config;
        }
    }

    private RouterConfigReader(@Nullable String file, String text, LoadOptions options) {
        this.options = options;
        YamlDocument yaml = EnvironmentText.read(text, options.environment());
        this.faults = new Faults(file, yaml);
        this.document = new ShapeCheck(faults).check(yaml.root());
    }

    /** Reads a text; {@code file} is its name in problems, or null. Never throws on content. */
    public static Result read(@Nullable String file, String text, LoadOptions options) {
        return new RouterConfigReader(file, text, options).read();
    }

    /**
     * Reads a file.
     *
     * @throws PlimsollException if it cannot be read
     */
    public static Result read(Path file, LoadOptions options) {
        try {
            return read(file.toString(), Files.readString(file), options);
        } catch (IOException e) {
            throw PlimsollException.usage("Cannot read " + file + ": " + FileTrouble.reason(e) + ".", e);
        }
    }

    private Result read() {
        checkPerformance();
        ModelsReader reader = new ModelsReader(document, faults);
        SortedMap<String, ModelConfig> models = reader.read();
        RoutingConfig routing = new RoutingReader(document, faults, models, reader.aliases()).read(options);
        RouterConfig config = new RouterConfig(
                models,
                reader.aliases(),
                routing,
                healthCheckTimeout(),
                document.path("startPort").asInt(),
                preload(models, reader.aliases()),
                apiKeys(),
                document.path("includeAliasesInList").asBoolean(),
                ignorePaths(),
                document.path("logLevel").asString(),
                document.path("logToStdout").asString());
        boolean usable = faults.all().stream().noneMatch(ConfigFault::isError);
        return new Result(usable ? config : null, faults.all());
    }

    private long healthCheckTimeout() {
        long seconds = document.path("healthCheckTimeout").asLong();
        if (seconds < LEAST_HEALTH_CHECK_SECONDS) {
            faults.add(
                    ConfigFault.Code.VALUE_ADJUSTED,
                    "healthCheckTimeout",
                    "is " + seconds + " and is taken as " + LEAST_HEALTH_CHECK_SECONDS + ", the least there is");
        }
        return Math.max(LEAST_HEALTH_CHECK_SECONDS, seconds);
    }

    private List<String> preload(SortedMap<String, ModelConfig> models, SortedMap<String, String> aliases) {
        List<String> preload = new ArrayList<>();
        List<String> written =
                ModelsReader.texts(document.path("hooks").path("on_startup").path("preload"));
        for (int i = 0; i < written.size(); i++) {
            String name = written.get(i).strip();
            String id = models.containsKey(name) ? name : aliases.get(name);
            if (id != null) {
                preload.add(id);
            } else if (!name.isEmpty()) {
                faults.add(
                        ConfigFault.Code.PRELOAD_UNKNOWN,
                        "hooks.on_startup.preload[" + i + "]",
                        "'" + name + "' is no model and is left out",
                        models.keySet());
            }
        }
        return preload;
    }

    private List<String> apiKeys() {
        List<String> keys = ModelsReader.texts(document.path("apiKeys"));
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).isEmpty()) {
                faults.add(ConfigFault.Code.API_KEY_EMPTY, "apiKeys[" + i + "]", "is empty");
            } else if (keys.get(i).contains(" ")) {
                faults.add(ConfigFault.Code.API_KEY_HAS_SPACE, "apiKeys[" + i + "]", "has a blank in it");
            }
        }
        return keys;
    }

    private List<String> ignorePaths() {
        List<String> patterns = ModelsReader.texts(document.path("upstream").path("ignorePaths"));
        for (int i = 0; i < patterns.size(); i++) {
            try {
                Pattern.compile(patterns.get(i));
            } catch (PatternSyntaxException e) {
                faults.add(
                        ConfigFault.Code.PATTERN_INVALID,
                        "upstream.ignorePaths[" + i + "]",
                        "is no regular expression: " + e.getDescription());
            }
        }
        return patterns;
    }

    /** Without effect here, but a file that llama-swap refuses is refused. */
    private void checkPerformance() {
        JsonNode every = document.path("performance").path("every");
        if (every.isMissingNode()) {
            return;
        }
        long ms = GoDuration.toMillis(every.asString());
        if (ms != 0 && ms < LEAST_PERFORMANCE_MS) {
            faults.add(
                    ConfigFault.Code.PERF_INTERVAL_TOO_SHORT,
                    "performance.every",
                    "must be at least 5s, but is '" + every.asString() + "'");
        }
    }
}
