package dev.plimsoll.app.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The profiles that the engine runs: what each is called, the question it answers, and which fields are its own. */
enum ProfileKind {
    SWEEP("sweep", "Sweep", "Where is the load line?", "size", "strategy", "burstiness", "maxConcurrency", "refine"),
    SYNCHRONOUS("synchronous", "Synchronous", "How fast is one request alone?"),
    CONCURRENT("concurrent", "Concurrent", "What do N steady streams get?", "streams"),
    THROUGHPUT("throughput", "Throughput", "What is the most it can finish?", "maxConcurrency"),
    CONSTANT("constant", "Constant", "How does it take an even rate?", "rate", "maxConcurrency"),
    POISSON("poisson", "Poisson", "How does it take real arrivals?", "rate", "maxConcurrency", "seed"),
    GAMMA("gamma", "Gamma", "How does it take bursts?", "rate", "burstiness", "maxConcurrency", "seed"),
    RATE_SERIES("rateSeries", "Rate series", "How does it follow a day?", "points", "maxConcurrency"),
    TRACE("trace", "Trace", "How does it take recorded load?", "timeScale", "strict", "maxConcurrency"),
    USERS("users", "Users", "What do N people in talks get?", "users", "rate", "maxConcurrency"),
    POLICIES("policies", "Policies", "Which policy of the router?", "policies", "load", "primeCache");

    /** The other name of {@link #CONSTANT} in files. */
    private static final String ASYNC = "async";

    /** Fields of every profile. */
    private static final List<String> COMMON = List.of("rampup", "cooldownBetween");

    private static final List<String> DEFAULT_POLICIES = List.of("fifo", "serial");
    private static final int DEFAULT_SIZE = 10;
    private static final int DEFAULT_RATE = 10;
    private static final int DEFAULT_USERS = 15;
    private static final int DEFAULT_USER_RATE = 1;
    private static final String DEFAULT_POINTS = "0: 2, 30: 20, 60: 2";
    private static final int[] DEFAULT_STREAMS = {1, 8, 64};
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String kind;
    private final String title;
    private final String question;
    private final List<String> fields;

    ProfileKind(String kind, String title, String question, String... fields) {
        this.kind = kind;
        this.title = title;
        this.question = question;
        this.fields = List.of(fields);
    }

    /** Its name in files. */
    String kind() {
        return kind;
    }

    String title() {
        return title;
    }

    /** The question it answers. */
    String question() {
        return question;
    }

    /** Fields that it has besides those of every profile. */
    List<String> fields() {
        return fields;
    }

    /** The kind of a profile as written; empty where it is none of these. */
    static Optional<ProfileKind> of(@Nullable JsonNode profile) {
        String written = profile == null ? "" : profile.path("kind").asString("");
        String name = written.equals(ASYNC) ? CONSTANT.kind : written;
        return Arrays.stream(values()).filter(k -> k.kind.equals(name)).findFirst();
    }

    /**
     * The same profile as another kind: what both have stays, and so does whatever no kind knows; what only the old kind has goes, and what
     * the new one must have is put in.
     */
    ObjectNode from(@Nullable JsonNode old) {
        ObjectNode changed = JSON.objectNode();
        changed.put("kind", kind);
        Optional<ProfileKind> was = of(old);
        if (old instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                String name = member.getKey();
                boolean known = was.map(k -> k.fields.contains(name)).orElse(!COMMON.contains(name));
                boolean goes = known && !fields.contains(name);
                if (!name.equals("kind") && !goes) {
                    changed.set(name, member.getValue());
                }
            });
        }
        switch (this) {
            case SWEEP -> {
                if (!changed.has("size")) {
                    changed.put("size", DEFAULT_SIZE);
                }
                if (!changed.has("strategy")) {
                    changed.put("strategy", "poisson");
                }
            }
            case CONCURRENT -> {
                if (!changed.has("streams")) {
                    var streams = changed.putArray("streams");
                    Arrays.stream(DEFAULT_STREAMS).forEach(streams::add);
                }
            }
            case CONSTANT, POISSON, GAMMA -> {
                if (!changed.has("rate")) {
                    changed.put("rate", DEFAULT_RATE);
                }
            }
            case RATE_SERIES -> {
                changed.remove("rampup"); // its points say how the load rises
                if (!changed.has("points")) {
                    changed.set("points", Codec.POINTS.read(DEFAULT_POINTS).orElseThrow());
                }
            }
            case TRACE -> changed.remove("rampup"); // its rows say when they start
            case USERS -> {
                changed.remove("rampup"); // they are there from the start on
                if (!changed.has("users")) {
                    changed.put("users", DEFAULT_USERS);
                }
                JsonNode rate = changed.path("rate");
                if (!rate.isNumber()) {
                    changed.set("rate", rate.path(0).isNumber() ? rate.get(0) : JSON.numberNode(DEFAULT_USER_RATE));
                }
            }
            case POLICIES -> {
                changed.remove("rampup"); // each policy gets the load as it is
                if (!changed.has("policies")) {
                    DEFAULT_POLICIES.forEach(changed.putArray("policies")::add);
                }
                if (!changed.has("load")) {
                    changed.set("load", asLoad(old));
                }
            }
            case SYNCHRONOUS, THROUGHPUT -> {
                // nothing must be said
            }
        }
        return changed;
    }

    /** What was the load before, where each policy can get it; else Poisson arrivals. */
    private static ObjectNode asLoad(@Nullable JsonNode old) {
        Optional<ProfileKind> was = of(old);
        boolean keeps = was.filter(k ->
                        List.of(CONSTANT, POISSON, GAMMA, RATE_SERIES, TRACE).contains(k))
                .isPresent();
        ObjectNode load = keeps && old instanceof ObjectNode object ? object.deepCopy() : POISSON.from(null);
        load.remove(List.of("cooldownBetween", "maxConcurrency"));
        JsonNode rates = load.path("rate");
        if (rates.isArray() && !rates.isEmpty()) {
            load.set("rate", rates.get(0));
        }
        return load;
    }

    /** A profile in a few words: {@code sweep of 10}, {@code constant at 5, 10 req/s}; empty for none. */
    static String summary(@Nullable JsonNode profile) {
        if (profile == null || !profile.isObject()) {
            return "";
        }
        Optional<ProfileKind> kind = of(profile);
        if (kind.isEmpty()) {
            return profile.path("kind").asString("");
        }
        String name = kind.get().title.toLowerCase(Locale.ROOT);
        return switch (kind.get()) {
            case SWEEP ->
                name + " of " + (profile.has("size") ? Codec.NUMBER.write(profile.get("size")) : DEFAULT_SIZE);
            case CONCURRENT -> name + several(profile.get("streams"), "");
            case CONSTANT, POISSON, GAMMA -> name + several(profile.get("rate"), " req/s");
            case RATE_SERIES, TRACE -> name;
            case POLICIES -> profile.path("policies").size() + " " + name + ", " + summary(profile.get("load"));
            case USERS -> Codec.COUNT.write(profile.get("users")) + " " + name;
            case SYNCHRONOUS, THROUGHPUT -> name;
        };
    }

    private static String several(@Nullable JsonNode values, String unit) {
        if (values == null || values.isNull()) {
            return "";
        }
        if (values.isArray() && values.size() > 3) {
            return " " + Codec.NUMBERS.write(values.get(0)) + "–" + Codec.NUMBERS.write(values.get(values.size() - 1))
                    + unit;
        }
        return " " + Codec.NUMBERS.write(values) + unit;
    }
}
