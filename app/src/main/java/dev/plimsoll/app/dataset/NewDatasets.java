package dev.plimsoll.app.dataset;

import dev.plimsoll.app.session.PartList;
import dev.plimsoll.engine.plan.TraceLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Begins datasets of every kind, each with what makes it one that can be used or is nearest to it. */
final class NewDatasets {
    private final PartList parts;
    private final Function<Path, String> relative;

    /**
     * For a list.
     *
     * @param relative a path as the workspace file has it
     */
    NewDatasets(PartList parts, Function<Path, String> relative) {
        this.parts = parts;
        this.relative = relative;
    }

    void synthetic() {
        ObjectNode part = of(DatasetModel.SYNTHETIC);
        part.putObject("promptTokens").put("mean", 512).put("stddev", 128);
        parts.add("generated", part.put("outputTokens", 128));
    }

    /** A dataset of rows of a file, named after it. */
    void file(Path file) {
        parts.add(stem(file), ofFile(DatasetModel.FILE, file));
    }

    /** A dataset of the conversations of a file, named after it. */
    void conversations(Path file) {
        parts.add(stem(file), ofFile(DatasetModel.CONVERSATIONS, file));
    }

    /** A dataset of the requests of a trace, named after it; whose trace it is follows from the name as far as that tells it. */
    void trace(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String layout = Arrays.stream(TraceLayout.values())
                .map(TraceLayout::key)
                .filter(name::contains)
                .findFirst()
                .orElse(TraceLayout.GENERIC.key());
        parts.add(stem(file), ofFile(DatasetModel.TRACE, file).put("format", layout));
    }

    void huggingFace() {
        parts.add("hub", of(DatasetModel.HUGGING_FACE));
    }

    void inline() {
        ObjectNode part = of(DatasetModel.INLINE);
        part.putArray("rows").add("Name three rivers.");
        parts.add("rows", part);
    }

    /** A mix of all datasets that there are. */
    void mix() {
        ObjectNode part = of(DatasetModel.MIX);
        ArrayNode mixed = part.putArray("parts");
        parts.parts().stream()
                .filter(p -> p.id() != null && !p.kind().equals(DatasetModel.MIX))
                .forEach(p -> mixed.addObject().put("dataset", p.title()).put("weight", 1));
        parts.add("mix", part);
    }

    private ObjectNode ofFile(String kind, Path file) {
        return of(kind).put("path", relative.apply(file));
    }

    private static ObjectNode of(String kind) {
        return JsonNodeFactory.instance.objectNode().put("kind", kind);
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
