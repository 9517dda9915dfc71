/**
 * The router's configuration: llama-swap's YAML, read strictly.
 *
 * <p>{@link dev.plimsoll.engine.router.config.RouterKeys} declares every key with its kind, limits and default. The reader and the JSON
 * schema in {@code docs/formats} are both made from it, so that neither knows a rule that the other does not.
 * {@link dev.plimsoll.engine.router.config.RouterConfigReader} tells all faults at once, each with the line, the path of keys and what is
 * allowed; keys it does not know, or that have no effect here, are warnings.
 *
 * <p>{@link dev.plimsoll.engine.router.config.RouterConfigEdit} changes a text as its writer would: by the places at which things stand
 * ({@code YamlPlaces}), patched ({@code YamlPatch}) and read again before anybody gets the result.
 *
 * <p>Threading: a configuration is immutable.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.router.config;
