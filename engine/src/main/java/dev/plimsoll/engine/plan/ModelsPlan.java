package dev.plimsoll.engine.plan;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Models of this machine behind the model router.
 *
 * @param config the router's configuration, its real path
 * @param policy scheduler and swapper in place of the configuration's, by name; or null for those
 */
public record ModelsPlan(Path config, @Nullable String policy) {}
