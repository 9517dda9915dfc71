package dev.plimsoll.engine.run;

import dev.plimsoll.engine.plan.SecretHeaders;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.workspace.ArgString;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A benchmark of a workspace as one command line that needs no file: it compiles to the same plan, but for the ids of target and
 * dataset. Relative paths become absolute; a key that stands in a header becomes a reference to a variable. Stateless; any thread; reads no file.
 */
public final class CommandLine {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./\\[\\]-]+");
    private static final Set<String> OF_BENCHMARK = Set.of("target", "dataset", "profile", "constraints");

    private CommandLine() {}

    /** The command line for a POSIX shell (bash, zsh, sh), quoted: {@code plimsoll run --target ...}. */
    public static String posix(WorkspaceFile file, String benchmarkId) {
        return "plimsoll "
                + arguments(file, benchmarkId).stream().map(CommandLine::quoted).collect(Collectors.joining(" "));
    }

    /**
     * Its arguments, {@code run} first.
     *
     * @throws PlimsollException where there is no such benchmark, or it names no target or dataset of the file
     */
    public static List<String> arguments(WorkspaceFile file, String benchmarkId) {
        ObjectNode benchmark = find(file, "benchmarks", benchmarkId);
        ObjectNode target = find(file, "targets", benchmark.path("target").asString(""));
        ObjectNode dataset = find(file, "datasets", benchmark.path("dataset").asString(""));
        List<String> arguments = new ArrayList<>(List.of("run"));
        target(file, target, arguments);
        add(arguments, "--data", option(withoutId(absolute(file, dataset, "path"))));
        if (benchmark.get("profile") instanceof ObjectNode profile) {
            add(arguments, "--profile", option(profile));
        }
        boolean limited = false;
        for (JsonNode constraint : benchmark.path("constraints")) {
            if (constraint instanceof ObjectNode object) {
                add(arguments, "--constraint", option(object));
                limited = true;
            }
        }
        if (!limited) {
            override(arguments, "benchmarks[0].constraints", JsonNodeFactory.instance.arrayNode());
        }
        for (Map.Entry<String, JsonNode> member : benchmark.properties()) {
            if (!OF_BENCHMARK.contains(member.getKey())) {
                override(arguments, WorkspaceFile.memberPath("benchmarks[0]", member.getKey()), member.getValue());
            }
        }
        return arguments;
    }

    /** A server by its URL with the rest in overrides; anything else as an option string. */
    private static void target(WorkspaceFile file, ObjectNode target, List<String> arguments) {
        String url = target.path("url").asString("");
        if (url.isEmpty()) {
            add(arguments, "--target", option(withoutId(absolute(file, target, "config"))));
            return;
        }
        add(arguments, "--target", url);
        for (Map.Entry<String, JsonNode> member :
                absolute(file, target, "apiKeyFile").properties()) {
            JsonNode value = member.getValue();
            switch (member.getKey()) {
                case "id", "url" -> {
                    // the first is given by the command line, the second is there already
                }
                case "kind" -> {
                    if (!value.asString("").equals("http")) {
                        override(arguments, "targets[0].kind", value);
                    }
                }
                case "endpoint" -> text(arguments, "--endpoint", value);
                case "model" -> text(arguments, "--model", value);
                case "apiKeyEnv" -> text(arguments, "--api-key-env", value);
                case "apiKeyFile" -> text(arguments, "--api-key-file", value);
                case "headers" -> override(arguments, "targets[0].headers", withoutLiteralKeys(value));
                default -> override(arguments, WorkspaceFile.memberPath("targets[0]", member.getKey()), value);
            }
        }
    }

    /** A key that stands in the file must not stand on a command line, where every process of the machine can read it. */
    private static JsonNode withoutLiteralKeys(JsonNode headers) {
        if (!(headers instanceof ObjectNode written)) {
            return headers;
        }
        ObjectNode shown = written.deepCopy();
        for (Map.Entry<String, JsonNode> header : written.properties()) {
            if (header.getValue().isString()) {
                shown.put(
                        header.getKey(),
                        SecretHeaders.shown(header.getKey(), header.getValue().stringValue()));
            }
        }
        return shown;
    }

    private static ObjectNode find(WorkspaceFile file, String list, String id) {
        if (file.value(list).orElse(null) instanceof ArrayNode all) {
            for (JsonNode each : all) {
                if (each instanceof ObjectNode object
                        && object.path("id").asString("").equals(id)) {
                    return object;
                }
            }
        }
        throw PlimsollException.usage("There is nothing with the id '" + id + "' among the " + list + ".");
    }

    private static ObjectNode withoutId(ObjectNode part) {
        ObjectNode copy = part.deepCopy();
        copy.remove("id");
        return copy;
    }

    /** Another place to start from would make relative paths lead elsewhere. */
    private static ObjectNode absolute(WorkspaceFile file, ObjectNode part, String member) {
        ObjectNode copy = part.deepCopy();
        JsonNode value = copy.path(member);
        Path base = file.baseFolder().toAbsolutePath();
        if (value.isString()) {
            copy.put(member, resolved(base, value.stringValue()));
        } else if (value instanceof ArrayNode paths) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            paths.forEach(p ->
                    all.add(p.isString() ? JsonNodeFactory.instance.stringNode(resolved(base, p.stringValue())) : p));
            copy.set(member, all);
        }
        return copy;
    }

    /** Text, not a path: it may hold a pattern such as {@code *.jsonl}. */
    private static String resolved(Path base, String written) {
        boolean isAbsolute = written.startsWith("/") || written.matches("[A-Za-z]:[\\\\/].*");
        return isAbsolute ? written : base + "/" + written;
    }

    private static void text(List<String> arguments, String option, JsonNode value) {
        if (value.isString()) {
            add(arguments, option, value.stringValue());
        }
    }

    private static void add(List<String> arguments, String option, String value) {
        arguments.add(option);
        arguments.add(value);
    }

    private static void override(List<String> arguments, String path, JsonNode value) {
        if (!value.isNull()) {
            add(arguments, "--override", path + "=" + scalar(value));
        }
    }

    /** A value as {@code --override} reads it back: JSON for what has parts, else a scalar, quoted where it would be taken for another. */
    private static String scalar(JsonNode value) {
        if (value.isContainer()) {
            return value.toString();
        }
        String plain = value.isString() ? value.stringValue() : value.toString();
        return value.equals(readBack(plain)) ? plain : "'" + plain.replace("'", "''") + "'";
    }

    private static @Nullable JsonNode readBack(String text) {
        if (text.startsWith("{") || text.startsWith("[") || !text.equals(text.strip())) {
            return null;
        }
        try {
            return ArgString.object("x=" + text).get("x");
        } catch (PlimsollException e) {
            return null; // it holds a comma or the like
        }
    }

    /** {@code kind=constant,rate=10} where that reads back as the same, else JSON. */
    private static String option(ObjectNode part) {
        ObjectNode told = part.deepCopy();
        part.properties().stream()
                .filter(m -> m.getValue().isNull())
                .map(Map.Entry::getKey)
                .toList()
                .forEach(told::remove);
        List<String> pairs = new ArrayList<>();
        pairs("", told, pairs);
        String flat = String.join(",", pairs);
        try {
            if (ArgString.object(flat).equals(told)) {
                return flat;
            }
        } catch (PlimsollException e) {
            return told.toString(); // a name or a value that an option string cannot hold
        }
        return told.toString();
    }

    private static void pairs(String path, JsonNode node, List<String> pairs) {
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(m -> pairs(path.isEmpty() ? m.getKey() : path + "." + m.getKey(), m.getValue(), pairs));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                pairs(path + "[" + i + "]", array.get(i), pairs);
            }
        } else {
            pairs.add(path + "=" + (node.isString() ? node.stringValue() : node.toString()));
        }
    }

    private static String quoted(String argument) {
        return PLAIN.matcher(argument).matches() && !argument.contains("[")
                ? argument
                : "'" + argument.replace("'", "'\\''") + "'";
    }
}
