package dev.plimsoll.engine.run;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.file.SafePath;
import dev.plimsoll.engine.plan.ModelsPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.config.LoadOptions;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RouterConfigReader;
import dev.plimsoll.engine.router.config.RoutingPolicy;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The router's configuration that a target of local models names. Any thread; read anew each time, for a person may edit it meanwhile. */
final class ModelsConfig {
    private ModelsConfig() {}

    /**
     * What stands in it.
     *
     * @throws PlimsollException where the file cannot be read
     */
    static RouterConfigReader.Result read(ModelsPlan models) {
        return read(models, LoadOptions.usual());
    }

    /**
     * Fails where a policy is none, or one that the configuration has no settings for.
     *
     * @throws PlimsollException saying why
     */
    static void tryPolicy(ModelsPlan models, String policy, RouterConfig config) {
        RoutingPolicy.of(
                policy,
                config,
                router -> read(models, LoadOptions.usual().with(router)).orThrow());
    }

    /**
     * A key that the router takes; null where it asks for none.
     *
     * @param environment looks up a variable that the configuration refers to, null where it is not set
     * @throws PlimsollException with everything that is wrong with the configuration
     */
    static @Nullable String apiKey(ModelsPlan models, UnaryOperator<@Nullable String> environment) {
        List<String> keys = read(models, LoadOptions.of(environment)).orThrow().apiKeys();
        return keys.isEmpty() ? null : keys.getFirst();
    }

    /** Every name by which a request may ask for a model, sorted. */
    static List<String> names(RouterConfig config) {
        TreeSet<String> names = new TreeSet<>(config.models().keySet());
        names.addAll(config.aliases().keySet());
        return List.copyOf(names);
    }

    private static RouterConfigReader.Result read(ModelsPlan models, LoadOptions options) {
        try {
            return RouterConfigReader.read(models.config().toString(), SafePath.readText(models.config()), options);
        } catch (IOException e) {
            throw PlimsollException.usage("Could not read " + models.config() + ": " + FileTrouble.reason(e) + ".", e);
        }
    }
}
