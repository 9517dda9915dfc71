package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.router.config.ModelConfig;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.process.ModelState;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v1/models}. */
public final class ModelListing {
    private static final String OWNER = "plimsoll";

    private ModelListing() {}

    /**
     * Every model that is not unlisted, sorted by id, and its aliases where the configuration wants them.
     *
     * @param createdSeconds the time of the call, since 1970
     */
    public static ObjectNode of(RouterConfig config, Function<String, ModelState> state, long createdSeconds) {
        SortedMap<String, ModelConfig> names = new TreeMap<>();
        config.models().values().stream().filter(model -> !model.unlisted()).forEach(model -> {
            names.put(model.id(), model);
            if (config.includeAliasesInList()) {
                model.aliases().forEach(alias -> names.putIfAbsent(alias, model));
            }
        });
        ObjectNode listing = JsonNodeFactory.instance.objectNode();
        listing.put("object", "list");
        ArrayNode data = listing.putArray("data");
        names.forEach((name, model) ->
                entry(data.addObject(), name, model, state.apply(model.id()).holdsMemory(), createdSeconds));
        return listing;
    }

    private static void entry(ObjectNode entry, String name, ModelConfig model, boolean loaded, long createdSeconds) {
        entry.put("id", name);
        entry.put("object", "model");
        entry.put("created", createdSeconds);
        entry.put("owned_by", OWNER);
        for (String key : new String[] {"name", "description", "capabilities"}) {
            if (model.listing().containsKey(key)) {
                entry.set(key, model.listing().get(key));
            }
        }
        ObjectNode meta = entry.putObject("meta");
        if (model.listing().containsKey("metadata")) {
            meta.setAll((ObjectNode) model.listing().get("metadata"));
        }
        ObjectNode own = meta.putObject(OWNER);
        own.put("type", "local");
        if (!model.aliases().isEmpty()) {
            ArrayNode aliases = own.putArray("aliases");
            model.aliases().forEach(aliases::add);
        }
        entry.putObject("status").put("value", loaded ? "loaded" : "unloaded");
    }
}
