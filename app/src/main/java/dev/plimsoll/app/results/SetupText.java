package dev.plimsoll.app.results;

import dev.plimsoll.engine.report.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code run.json} as groups of names and values that can be read.
 *
 * @param groups one per object: the run itself first, then what is inside it
 */
record SetupText(List<Group> groups) {
    private static final Map<String, String> TITLES =
            Map.of("plan", "Plan", "dataset", "Dataset", "machine", "Machine", "jvm", "Java", "target", "Target");

    private static final Map<String, String> SHORT =
            Map.of("os", "OS", "cpus", "CPUs", "id", "ID", "url", "URL", "slos", "SLOs", "tls", "TLS", "api", "API");

    /** Beyond it a number is a seed or an instant rather than a count. */
    private static final long LARGEST_COUNT = 1_000_000_000_000L;

    SetupText {
        groups = List.copyOf(groups);
    }

    /** Entries under a title. */
    record Group(String title, List<Entry> entries) {
        Group {
            entries = List.copyOf(entries);
        }
    }

    /** A name with its value. */
    record Entry(String name, String value) {}

    /** Groups of a text; none where it is not JSON. */
    static SetupText of(String json) {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            return new SetupText(List.of());
        }
        List<Group> groups = new ArrayList<>();
        List<Entry> own = new ArrayList<>();
        List<Group> inner = new ArrayList<>();
        root.properties().forEach(p -> {
            if (p.getValue().isObject()) {
                inner.addAll(groups(p.getKey(), p.getValue()));
            } else {
                flatten(p.getKey(), p.getValue(), own);
            }
        });
        groups.add(new Group("Run", own));
        groups.addAll(inner);
        return new SetupText(groups.stream().filter(g -> !g.entries().isEmpty()).toList());
    }

    /** The plan has parts large enough for groups of their own. */
    private static List<Group> groups(String name, JsonNode object) {
        List<Group> groups = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        boolean split = name.equals("plan");
        object.properties().forEach(p -> {
            if (split && p.getValue().isObject() && p.getValue().size() > 1) {
                groups.addAll(groups(p.getKey(), p.getValue()));
            } else {
                flatten(p.getKey(), p.getValue(), entries);
            }
        });
        groups.addFirst(new Group(title(name), entries));
        return groups;
    }

    private static void flatten(String path, JsonNode node, List<Entry> into) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties().forEach(p -> flatten(path + "." + p.getKey(), p.getValue(), into));
        } else if (node.isArray() && node.valueStream().anyMatch(JsonNode::isContainer)) {
            for (int i = 0; i < node.size(); i++) {
                into.add(new Entry(words(path) + " " + (i + 1), value(node.get(i))));
            }
        } else {
            into.add(new Entry(words(path), path.endsWith("Bytes") ? RunsModel.size(node.longValue(0)) : value(node)));
        }
    }

    private static String value(JsonNode node) {
        if (node.isString()) {
            return node.stringValue();
        }
        if (node.isNull() || (node.isContainer() && node.isEmpty())) {
            return "—";
        }
        if (node.isObject()) {
            List<String> parts = new ArrayList<>();
            node.properties().forEach(p -> parts.add(p.getKey() + " " + value(p.getValue())));
            return String.join(", ", parts);
        }
        if (node.isArray()) {
            return String.join(", ", node.valueStream().map(SetupText::value).toList());
        }
        if (node.isIntegralNumber() && node.canConvertToLong() && Math.abs(node.longValue()) < LARGEST_COUNT) {
            return Numbers.count(node.longValue());
        }
        return node.toString();
    }

    /** {@code gracePeriodSeconds} reads {@code Grace period seconds}. */
    private static String words(String path) {
        String spaced = path.replace(".", " · ")
                .replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT);
        StringBuilder text = new StringBuilder();
        for (String word : spaced.split(" ")) {
            text.append(text.isEmpty() ? "" : " ").append(SHORT.getOrDefault(word, word));
        }
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String title(String name) {
        String known = TITLES.get(name);
        return known != null ? known : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
