package dev.plimsoll.engine.router.config;

import dev.plimsoll.engine.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@code ${env.NAME}} in a configuration: replaced in the text before it is read, so that a number may come from the environment. Comments
 * do not count: only what is used in a value or a key has to be set.
 */
final class EnvironmentText {
    private static final Pattern USE = Pattern.compile("\\$\\{env\\.([a-zA-Z_][a-zA-Z0-9_]*)\\}");

    private final Map<String, String> pathOf = new LinkedHashMap<>();

    private EnvironmentText() {}

    /** The document with variables put in; those that cannot be are among its faults. */
    static YamlDocument read(String text, Function<String, @Nullable String> environment) {
        YamlDocument raw = YamlDocument.parse(text);
        EnvironmentText uses = new EnvironmentText();
        uses.collect(raw.root(), "");
        List<ConfigFault> faults = new ArrayList<>();
        String replaced = text;
        for (Map.Entry<String, String> use : uses.pathOf.entrySet()) {
            String name = use.getKey();
            String value = environment.apply(name);
            String what = null;
            ConfigFault.Code code = ConfigFault.Code.ENV_NOT_SET;
            if (value == null) {
                what = "uses the environment variable " + name + ", which is not set";
            } else if (value.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
                code = ConfigFault.Code.ENV_VALUE_INVALID;
                what = "uses the environment variable " + name + ", which has a line end or a null in it";
            } else {
                replaced = replaced.replace(
                        "${env." + name + "}", value.replace("\\", "\\\\").replace("\"", "\\\""));
            }
            if (what != null) {
                faults.add(new ConfigFault(
                        code, new Problem(null, raw.line(use.getValue()), use.getValue(), what, List.of())));
            }
        }
        YamlDocument document = uses.pathOf.isEmpty() ? raw : YamlDocument.parse(replaced);
        faults.addAll(0, document.faults());
        return new YamlDocument(document.root(), document.lines(), faults);
    }

    private void collect(JsonNode value, String path) {
        if (value.isObject()) {
            value.properties().forEach(each -> {
                String below = YamlDocument.below(path, each.getKey());
                collect(each.getKey(), below);
                collect(each.getValue(), below);
            });
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                collect(value.get(i), path + "[" + i + "]");
            }
        } else if (value.isString()) {
            collect(value.asString(), path);
        }
    }

    private void collect(String text, String path) {
        Matcher use = USE.matcher(text);
        while (use.find()) {
            pathOf.putIfAbsent(use.group(1), path);
        }
    }
}
