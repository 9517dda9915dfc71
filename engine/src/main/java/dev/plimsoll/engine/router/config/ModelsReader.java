package dev.plimsoll.engine.router.config;

import dev.plimsoll.engine.router.process.CommandLine;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The models of a document: macros replaced, ports given out in the order of ids, what is global inherited, aliases collected. */
final class ModelsReader {
    private static final List<String> LISTED = List.of("name", "description", "metadata", "capabilities");

    private static final List<String> MODALITIES = List.of("text", "audio", "image");

    private final ObjectNode document;
    private final Faults faults;
    private final Macros macros;
    private final SortedMap<String, String> aliases = new TreeMap<>();
    private int nextPort;

    ModelsReader(ObjectNode document, Faults faults) {
        this.document = document;
        this.faults = faults;
        this.macros = Macros.read(document.path("macros"), "macros", faults);
        this.nextPort = document.path("startPort").asInt();
    }

    SortedMap<String, String> aliases() {
        return aliases;
    }

    SortedMap<String, ModelConfig> read() {
        JsonNode models = document.path("models");
        models.properties().forEach(each -> writtenAliases(each.getKey(), each.getValue()));
        SortedMap<String, ModelConfig> read = new TreeMap<>();
        for (String id : new TreeSet<>(models.propertyNames())) {
            read.put(id, model(id, models.get(id)));
        }
        return read;
    }

    private void writtenAliases(String id, JsonNode model) {
        String path = YamlDocument.below(YamlDocument.below("models", id), "aliases");
        model.path("aliases").forEach(alias -> {
            String other = aliases.putIfAbsent(alias.asString(), id);
            if (other != null) {
                faults.add(
                        ConfigFault.Code.ALIAS_DUPLICATE,
                        path,
                        "'" + alias.asString() + "' is an alias of " + other + " already");
            }
        });
    }

    private ModelConfig model(String id, JsonNode written) {
        String path = YamlDocument.below("models", id);
        Macros own = macros.of(id, Macros.read(written.path("macros"), path + ".macros", faults));
        ObjectNode model = (ObjectNode) written.deepCopy();
        model.put("cmd", CommandLine.withoutComments(model.path("cmd").asString()));
        model.put("cmdStop", CommandLine.withoutComments(model.path("cmdStop").asString()));
        model.remove("macros");
        replace(model, own);
        replacePort(model, path);
        checkLeft(model, path);
        String cmd = model.path("cmd").asString();
        if (CommandLine.split(cmd).isEmpty()) {
            faults.add(ConfigFault.Code.COMMAND_MISSING, path + ".cmd", "is empty: a request for this model will fail");
        }
        checkProxy(model.path("proxy").asString(), path + ".proxy");
        checkCapabilities(model.path("capabilities"), path + ".capabilities");
        ModelConfig.Filters filters = filters(model.path("filters"));
        List<String> names = new ArrayList<>(texts(model.path("aliases")));
        filters.setParamsById().keySet().stream().sorted().forEach(name -> byIdAlias(id, name, path, names));
        long ttl = model.path("ttl").asLong();
        long unload = model.path("unloadTimeout").asLong();
        return new ModelConfig(
                id,
                cmd,
                model.path("cmdStop").asString(),
                model.path("proxy").asString(),
                model.path("checkEndpoint").asString(),
                ttl == -1 ? document.path("globalTTL").asLong() : ttl,
                unload == 0 ? globalUnloadTimeout() : unload,
                names,
                texts(model.path("env")),
                model.path("useModelName").asString(),
                model.path("unlisted").asBoolean(),
                model.path("concurrencyLimit").asInt(),
                filters,
                timeouts(model.path("timeouts")),
                listing(model));
    }

    private long globalUnloadTimeout() {
        long global = document.path("unloadTimeout").asLong();
        return global == 0 ? 10 : global;
    }

    /** Everywhere below the model but in its aliases and environment, which are taken as they are. */
    private static void replace(ObjectNode model, Macros macros) {
        for (String key : List.copyOf(model.propertyNames())) {
            if (!key.equals("aliases") && !key.equals("env")) {
                model.set(key, macros.in(model.get(key)));
            }
        }
    }

    private void replacePort(ObjectNode model, String path) {
        if (model.path("cmd").asString().contains("${PORT}")) {
            replace(model, Macros.port(nextPort));
            nextPort++;
        } else if (model.path("proxy").asString().contains("${PORT}")) {
            faults.add(
                    ConfigFault.Code.PORT_NOT_IN_CMD,
                    path + ".proxy",
                    "uses ${PORT}, which is only given to a model whose cmd uses it");
            model.remove("proxy");
            model.put("proxy", "");
        }
    }

    private void checkLeft(ObjectNode model, String path) {
        for (String key : model.propertyNames()) {
            boolean stop = key.equals("cmdStop");
            if (key.equals("aliases") || key.equals("env")) {
                continue;
            }
            Macros.left(model.get(key)).stream()
                    .filter(name -> !(stop && name.equals("PID")))
                    .distinct()
                    .forEach(name -> faults.add(
                            ConfigFault.Code.MACRO_UNKNOWN,
                            YamlDocument.below(path, key),
                            "${" + name + "} is not known" + (name.equals("PID") ? " here: only cmdStop has it" : "")));
        }
    }

    private void checkProxy(String proxy, String path) {
        if (proxy.isEmpty() || proxy.contains("${")) {
            return; // told already, or replaced by a macro that is not known
        }
        try {
            URI uri = new URI(proxy);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null) {
                return;
            }
        } catch (URISyntaxException e) {
            faults.add(ConfigFault.Code.PROXY_URL_INVALID, path, "is no address: " + e.getReason());
            return;
        }
        faults.add(
                ConfigFault.Code.PROXY_URL_INVALID,
                path,
                "must be http://HOST:PORT or https://HOST:PORT, but is " + proxy);
    }

    /** Held against their rules here and not by their shape, because a macro may stand for each of them. */
    private void checkCapabilities(JsonNode written, String path) {
        for (String direction : List.of("in", "out")) {
            for (String modality : texts(written.path(direction))) {
                if (!MODALITIES.contains(modality)) {
                    faults.add(
                            ConfigFault.Code.VALUE_UNKNOWN,
                            path + "." + direction,
                            "'" + modality + "' is not known",
                            MODALITIES);
                }
            }
        }
        JsonNode context = written.path("context");
        if (!context.isMissingNode() && !(context.isIntegralNumber() && context.longValue() >= 0)) {
            faults.add(
                    ConfigFault.Code.OUT_OF_RANGE,
                    path + ".context",
                    "must be a whole number of at least 0, but is " + context.asString());
        }
    }

    private void byIdAlias(String id, String name, String path, List<String> names) {
        if (name.equals(id)) {
            return;
        }
        String where = YamlDocument.below(path + ".filters.setParamsByID", name);
        String other = aliases.get(name);
        if (document.path("models").has(name)) {
            faults.add(ConfigFault.Code.ALIAS_IS_MODEL, where, "is the id of another model");
        } else if (other != null && !other.equals(id)) {
            faults.add(ConfigFault.Code.ALIAS_DUPLICATE, where, "is an alias of " + other + " already");
        } else if (other == null) {
            aliases.put(name, id);
            names.add(name);
        }
    }

    private static ModelConfig.Filters filters(JsonNode written) {
        String strip = written.path("stripParams").asString("");
        String names = strip.isEmpty() ? written.path("strip_params").asString("") : strip;
        Map<String, Map<String, JsonNode>> byId = new LinkedHashMap<>();
        written.path("setParamsByID")
                .properties()
                .forEach(each -> byId.put(each.getKey(), withoutModel(each.getValue())));
        return new ModelConfig.Filters(
                Stream.of(names.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty() && !name.equals("model"))
                        .distinct()
                        .sorted()
                        .toList(),
                withoutModel(written.path("setParams")),
                byId);
    }

    private static Map<String, JsonNode> withoutModel(JsonNode params) {
        Map<String, JsonNode> result = new HashMap<>();
        params.properties().stream()
                .filter(each -> !each.getKey().equals("model"))
                .forEach(each -> result.put(each.getKey(), each.getValue()));
        return result;
    }

    private static Map<String, Long> timeouts(JsonNode written) {
        Map<String, Long> timeouts = new HashMap<>();
        written.properties()
                .forEach(each -> timeouts.put(each.getKey(), each.getValue().asLong()));
        return timeouts;
    }

    private static Map<String, JsonNode> listing(JsonNode model) {
        Map<String, JsonNode> listing = new HashMap<>();
        for (String key : LISTED) {
            JsonNode value = model.path(key);
            boolean written = value.isString() ? !value.asString().isEmpty() : !value.isMissingNode();
            if (written) {
                listing.put(key, value);
            }
        }
        return listing;
    }

    static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
