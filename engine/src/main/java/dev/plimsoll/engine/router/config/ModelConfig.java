package dev.plimsoll.engine.router.config;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One model, with everything that was inherited or replaced put in.
 *
 * @param id its id
 * @param cmd the command, without comments; empty if it cannot be started
 * @param cmdStop the command that ends it, which may hold {@code ${PID}}; empty if it is asked to terminate
 * @param proxy where its server listens
 * @param checkEndpoint the path that answers 200 once it is ready, or {@code none}
 * @param ttlSeconds idle seconds after which it stops; 0 is never
 * @param unloadTimeoutSeconds how long it may take to stop by itself; at least 1
 * @param aliases other names, in the order written, those of {@code setParamsByID} last
 * @param env what is added to the environment, {@code NAME=value}
 * @param useModelName the name its server knows it by; empty is the one that was asked for
 * @param unlisted whether the list of models leaves it out
 * @param concurrencyLimit the most requests queued, waiting or served; 0 is the scheduler's own limit
 * @param filters changes to requests
 * @param timeouts seconds by name, of connections to its server; 0 is none
 * @param listing what the list of models tells about it: name, description, metadata, capabilities, as far as they are written
 */
public record ModelConfig(
        String id,
        String cmd,
        String cmdStop,
        String proxy,
        String checkEndpoint,
        long ttlSeconds,
        long unloadTimeoutSeconds,
        List<String> aliases,
        List<String> env,
        String useModelName,
        boolean unlisted,
        int concurrencyLimit,
        Filters filters,
        Map<String, Long> timeouts,
        Map<String, JsonNode> listing) {

    public ModelConfig {
        aliases = List.copyOf(aliases);
        env = List.copyOf(env);
        timeouts = Map.copyOf(timeouts);
        listing = Map.copyOf(listing);
    }

    /**
     * Changes to a request's JSON; {@code model} is never changed by them.
     *
     * @param stripParams fields to take out
     * @param setParams fields to set
     * @param setParamsById fields to set, by the model name that was asked for
     */
    public record Filters(
            List<String> stripParams,
            Map<String, JsonNode> setParams,
            Map<String, Map<String, JsonNode>> setParamsById) {
        public Filters {
            stripParams = List.copyOf(stripParams);
            setParams = Map.copyOf(setParams);
            setParamsById = Map.copyOf(setParamsById);
        }
    }
}
