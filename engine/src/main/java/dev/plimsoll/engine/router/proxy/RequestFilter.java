package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.router.config.ModelConfig;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a model's configuration changes in a request's JSON before it is passed on. */
public final class RequestFilter {
    private RequestFilter() {}

    /**
     * A changed copy: fields are taken out, then set, then set by the name that was asked for; {@code model} becomes {@code useModelName} if
     * there is one and else stays as the client wrote it, alias or not.
     */
    public static ObjectNode apply(ModelConfig model, ObjectNode request) {
        ObjectNode changed = request.deepCopy();
        String asked = request.path("model").asString("");
        changed.remove(model.filters().stripParams());
        new TreeMap<>(model.filters().setParams()).forEach(changed::set);
        Map<String, JsonNode> byId = model.filters().setParamsById().getOrDefault(asked, Map.of());
        new TreeMap<>(byId).forEach(changed::set);
        if (!model.useModelName().isEmpty()) {
            changed.put("model", model.useModelName());
        }
        return changed;
    }
}
