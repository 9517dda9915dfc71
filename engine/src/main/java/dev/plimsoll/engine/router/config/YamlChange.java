package dev.plimsoll.engine.router.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Finds the place of a change in a text and makes it with {@link YamlPatch}; null where there is no such place. A change that needs
 * several patches is made one after another, each on the text that the one before it left.
 */
final class YamlChange {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String text;
    private final JsonNode root;
    private final YamlPatch patch;
    private final @Nullable YamlPlace document;

    /**
     * Changes of a text.
     *
     * @param root what it means, with aliases and merge keys put in
     */
    YamlChange(String text, JsonNode root) {
        this.text = text;
        this.root = root;
        this.patch = new YamlPatch(text);
        this.document = YamlPlaces.of(text).orElse(null);
    }

    /** The text with a value. What is done beyond that is added to what is told. */
    @Nullable
    String set(List<String> steps, JsonNode value, List<String> told) {
        if (document == null) {
            return patch.append(steps.getFirst(), nested(steps.subList(1, steps.size()), value));
        }
        YamlPlace place = document;
        for (int i = 0; i < steps.size(); i++) {
            if (!(place instanceof YamlPlace.Mapping mapping)) {
                return null;
            }
            List<String> rest = steps.subList(i + 1, steps.size());
            Optional<YamlPlace.Entry> own = mapping.own(steps.get(i));
            if (own.isEmpty()) {
                return insert(mapping, steps, i, value, told);
            }
            YamlPlace.Entry entry = own.get();
            if (rest.isEmpty()) {
                return entry.value() instanceof YamlPlace.Sequence list && value.isArray()
                        ? list(steps, mapping, entry, list, value)
                        : patch.replace(mapping, entry, value);
            }
            boolean nothing = YamlTree.at(root, steps.subList(0, i + 1)).isNull();
            switch (entry.value()) {
                case YamlPlace.Mapping below
                when below.entries().isEmpty() -> {
                    return patch.replace(mapping, entry, nested(rest, value));
                }
                case YamlPlace.Scalar _
                when nothing -> {
                    return patch.replace(mapping, entry, nested(rest, value));
                }
                case YamlPlace.Alias alias -> {
                    return besideMerge(alias, steps, value, told);
                }
                default -> place = entry.value();
            }
        }
        return null;
    }

    /** The text without an entry; null if it is not written here. */
    @Nullable
    String remove(List<String> steps) {
        List<YamlPlace.Entry> way = way(steps);
        if (way.size() < steps.size() || !(document instanceof YamlPlace.Mapping top)) {
            return null;
        }
        YamlPlace.Mapping parent =
                way.size() == 1 || !(way.get(way.size() - 2).value() instanceof YamlPlace.Mapping last) ? top : last;
        if (parent.entries().size() > 1 || way.size() == 1) {
            return patch.remove(parent, way.getLast());
        }
        YamlPlace.Mapping above =
                way.size() == 2 || !(way.get(way.size() - 3).value() instanceof YamlPlace.Mapping last) ? top : last;
        return patch.replace(above, way.get(way.size() - 2), NODES.objectNode());
    }

    /** The text with another key. */
    @Nullable
    String rename(List<String> steps, String name) {
        List<YamlPlace.Entry> way = way(steps);
        return way.size() < steps.size() ? null : patch.rename(way.getLast(), name);
    }

    /** Why a place cannot be changed alone, in words that follow its path. */
    static String reason(String text, List<String> steps) {
        YamlChange change = new YamlChange(text, NODES.objectNode());
        List<YamlPlace> onTheWay = new ArrayList<>();
        if (change.document != null) {
            onTheWay.add(change.document);
        }
        List<YamlPlace.Entry> way = change.way(steps);
        way.forEach(each -> onTheWay.add(each.value()));
        if (!way.isEmpty() && way.size() == steps.size()) {
            collect(way.getLast().value(), onTheWay);
        }
        for (YamlPlace each : onTheWay) {
            String lines = change.uses(each.anchor());
            if (!lines.isEmpty()) {
                return "is shared: &" + each.anchor() + " on line " + change.patch.line(each.start()) + " is used on "
                        + lines;
            }
        }
        YamlPlace last = onTheWay.isEmpty() ? null : onTheWay.get(Math.min(way.size(), onTheWay.size() - 1));
        if (last instanceof YamlPlace.Alias alias) {
            return "comes from &" + alias.name() + ", which *" + alias.name() + " on line "
                    + change.patch.line(alias.start()) + " stands for";
        }
        if (last instanceof YamlPlace.Mapping mapping && mapping.own("<<").isPresent()) {
            return "comes from the merge key << on line "
                    + change.patch.line(mapping.own("<<").orElseThrow().key().start());
        }
        if (way.size() < steps.size() && !(last instanceof YamlPlace.Mapping)) {
            return "cannot be there: what is above it is no mapping";
        }
        return "is written in a way that leaves no place for this change";
    }

    /** The entries that are written on the way to a place, as far as they are. */
    private List<YamlPlace.Entry> way(List<String> steps) {
        List<YamlPlace.Entry> way = new ArrayList<>();
        YamlPlace place = document;
        for (String step : steps) {
            Optional<YamlPlace.Entry> entry =
                    place instanceof YamlPlace.Mapping mapping ? mapping.own(step) : Optional.empty();
            if (entry.isEmpty()) {
                break;
            }
            way.add(entry.get());
            place = entry.get().value();
        }
        return way;
    }

    /** A new entry; with what a merge key brings there, if a part of that is to be changed. */
    private @Nullable String insert(
            YamlPlace.Mapping mapping, List<String> steps, int at, JsonNode value, List<String> told) {
        List<String> rest = steps.subList(at + 1, steps.size());
        JsonNode merged = YamlTree.at(root, steps.subList(0, at + 1));
        if (!rest.isEmpty() && merged.isObject() && !merged.isEmpty()) {
            told.add(RouterConfigEdit.path(steps.subList(0, at + 1).toArray(String[]::new))
                    + " came from a merge key and now has its own copy");
            return patch.insert(mapping, steps.get(at), YamlTree.with(merged, rest, value));
        }
        if (mapping.entries().isEmpty() && !mapping.flow()) {
            return null;
        }
        return patch.insert(mapping, steps.get(at), nested(rest, value));
    }

    /** {@code *base} becomes <code>{<<: *base}</code>, and then has room for a value of its own. */
    private @Nullable String besideMerge(YamlPlace.Alias alias, List<String> steps, JsonNode value, List<String> told) {
        String opened = text.substring(0, alias.start()) + "{<<: *" + alias.name() + "}" + text.substring(alias.end());
        YamlDocument read = YamlDocument.parse(opened);
        return read.faults().isEmpty() ? new YamlChange(opened, read.root()).set(steps, value, told) : null;
    }

    private String list(
            List<String> steps,
            YamlPlace.Mapping parent,
            YamlPlace.Entry entry,
            YamlPlace.Sequence list,
            JsonNode wanted) {
        List<JsonNode> old = YamlTree.at(root, steps).valueStream().toList();
        List<JsonNode> now = wanted.valueStream().toList();
        boolean scalars =
                old.stream().noneMatch(JsonNode::isContainer) && now.stream().noneMatch(JsonNode::isContainer);
        Optional<String> itemByItem = scalars && old.size() == list.items().size()
                ? YamlListChange.change(text, steps, old, now)
                : Optional.empty();
        return itemByItem.orElseGet(() -> patch.replace(parent, entry, wanted));
    }

    /** The list that is written at a place. */
    static Optional<YamlPlace.Sequence> listAt(String text, List<String> steps) {
        List<YamlPlace.Entry> way = new YamlChange(text, NODES.objectNode()).way(steps);
        return way.size() == steps.size() && way.getLast().value() instanceof YamlPlace.Sequence list
                ? Optional.of(list)
                : Optional.empty();
    }

    private static JsonNode nested(List<String> steps, JsonNode value) {
        return YamlTree.with(NODES.objectNode(), steps, value);
    }

    private String uses(@Nullable String anchor) {
        if (anchor == null || document == null) {
            return "";
        }
        List<YamlPlace> all = new ArrayList<>();
        collect(document, all);
        TreeSet<Integer> lines = all.stream()
                .filter(each ->
                        each instanceof YamlPlace.Alias alias && alias.name().equals(anchor))
                .map(each -> patch.line(each.start()))
                .collect(Collectors.toCollection(TreeSet::new));
        return lines.isEmpty()
                ? ""
                : (lines.size() == 1 ? "line " : "lines ")
                        + lines.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static void collect(YamlPlace place, List<YamlPlace> all) {
        all.add(place);
        switch (place) {
            case YamlPlace.Mapping mapping ->
                mapping.entries().forEach(each -> {
                    collect(each.key(), all);
                    collect(each.value(), all);
                });
            case YamlPlace.Sequence sequence -> sequence.items().forEach(each -> collect(each, all));
            case YamlPlace.Scalar _, YamlPlace.Alias _ -> {}
        }
    }
}
