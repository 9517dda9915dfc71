package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.process.ModelState;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a path below {@code /upstream/} means: a model by id or alias, and a path on its own server. */
public sealed interface UpstreamPath {
    /** The beginning of all of them. */
    String PREFIX = "/upstream/";

    /** Endings of files that a page fetches by the dozen and that must not load a model. */
    Pattern ASSETS =
            Pattern.compile(".*\\.(?:css|js|mjs|map|json|png|jpe?g|gif|svg|webp|ico|woff2?|ttf|eot|txt|webmanifest)");

    /** Pass it on. */
    record Pass(String model, String path) implements UpstreamPath {}

    /** The client should ask for the same with a slash at the end, so that links relative to it work. */
    record Redirect(String location) implements UpstreamPath {}

    /** It is refused. */
    record Refused(ErrorAnswer answer) implements UpstreamPath {}

    /**
     * The meaning of a path, without its query. An id may have slashes in it; the longest name that fits is the model.
     *
     * @param path begins with {@link #PREFIX}
     */
    static UpstreamPath of(String path, RouterConfig config, Function<String, ModelState> state) {
        String rest = path.substring(PREFIX.length());
        for (int end = rest.length(); end > 0; end = rest.lastIndexOf('/', end - 1)) {
            String name = rest.substring(0, end);
            String id = config.resolve(decoded(name)).orElse("");
            if (!id.isEmpty()) {
                if (end == rest.length()) {
                    return new Redirect(PREFIX + name + "/");
                }
                String below = rest.substring(end);
                return ignored(below, config) && state.apply(id) != ModelState.READY
                        ? new Refused(ErrorAnswer.conflict(
                                "Model '" + id + "' is not loaded, and " + below + " does not load it."))
                        : new Pass(id, below);
            }
        }
        return new Refused(ErrorAnswer.notFound("There is no model in the path " + path + "."));
    }

    /** A name as a client has to write it in a path: with percent escapes. */
    private static String decoded(String name) {
        try {
            return QueryStringDecoder.decodeComponent(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    private static boolean ignored(String path, RouterConfig config) {
        return config.ignorePaths().isEmpty()
                ? ASSETS.matcher(path).matches()
                : config.ignorePaths().stream()
                        .anyMatch(each -> Pattern.compile(each).matcher(path).find());
    }
}
