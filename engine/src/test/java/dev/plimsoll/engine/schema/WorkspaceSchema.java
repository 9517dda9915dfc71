package dev.plimsoll.engine.schema;

import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema of a workspace, asked of the loader itself: which fields an object has, which of them it misses, and what each of them
 * takes is what the loader says to a document with an odd value there. So the schema cannot know another format than the program. What a
 * field means, its default and its range are those of the documentation, which is held against the loader too.
 */
final class WorkspaceSchema {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String ODD = "surprise";
    private static final Pattern RANGE = Pattern.compile("(-?[0-9.]+(?: [0-9]{3})*) to (-?[0-9.]+(?: [0-9]{3})*)\\b.*");
    private static final Pattern LEAST = Pattern.compile("(-?[0-9.]+) or more\\b.*");
    private static final Pattern ABOVE = Pattern.compile("above (-?[0-9.]+)(?:, below ([0-9.]+))?\\b.*");
    private static final String DURATION = "^\\s*[0-9.]+\\s*[A-Za-z]*\\s*$";

    private final DocRows docs;

    WorkspaceSchema(DocRows docs) {
        this.docs = docs;
    }

    ObjectNode schema() {
        ObjectNode root = NODES.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "Plimsoll workspace (*.plimsoll.json)");
        root.setAll(object(new Place("", List.of("The top"), NODES.objectNode())));
        return root;
    }

    /**
     * A place in a document that is otherwise as small as can be.
     *
     * @param path of an object
     * @param words that lead to its section in the documentation
     * @param document with an object at the path
     */
    private record Place(String path, List<String> words, ObjectNode document) {
        List<Problem> problemsWith(JsonNode value, String... names) {
            WorkspaceFile file = WorkspaceFile.parse(JSON.writeValueAsString(document), null, Path.of("."));
            for (String name : names) {
                file = file.with(member(name), value);
            }
            return file.problems();
        }

        String member(String name) {
            return path.isEmpty() ? name : path + "." + name;
        }

        /** What is wrong at a member itself when it has a value. */
        Optional<String> refusal(String name, JsonNode value) {
            return problemsWith(value, name).stream()
                    .filter(p -> p.path().equals(member(name)))
                    .map(Problem::what)
                    .filter(what -> what.startsWith("must be") || what.startsWith("unknown field"))
                    .findFirst();
        }

        Place inside(String name, JsonNode value, String... more) {
            WorkspaceFile file = WorkspaceFile.parse(JSON.writeValueAsString(document), null, Path.of("."))
                    .with(member(name), value);
            List<String> longer = new ArrayList<>(words);
            longer.addAll(List.of(more));
            String at = value.isArray() ? member(name) + "[0]" : member(name);
            return new Place(at, longer, (ObjectNode) JSON.readTree(file.text()));
        }
    }

    private ObjectNode object(Place at) {
        String last = at.path().substring(at.path().lastIndexOf('.') + 1);
        if (at.path().indexOf("." + last) != at.path().lastIndexOf("." + last)) {
            return NODES.objectNode().put("type", "object"); // one of its own kind within itself, and so on
        }
        Optional<Problem> unknown = at.problemsWith(NODES.numberNode(1), ODD).stream()
                .filter(p -> p.path().equals(at.member(ODD)))
                .findFirst();
        ObjectNode schema = NODES.objectNode().put("type", "object");
        List<String> names = unknown.map(Problem::allowed).orElse(List.of());
        Optional<List<String>> kinds = kinds(at, names);
        if (kinds.isEmpty()) {
            if (unknown.isPresent() && unknown.get().what().startsWith("unknown field")) {
                fields(at, names, schema);
            } else if (unknown.isPresent()) {
                schema.set("additionalProperties", member(at, ODD)); // named by the person
            }
            return schema; // else anything may be in it
        }
        schema.putArray("required").add("kind");
        ObjectNode kind = schema.putObject("properties").putObject("kind");
        kinds.get().forEach(kind.putArray("enum")::add);
        ArrayNode all = schema.putArray("allOf");
        for (String each : kinds.get()) {
            Place place = new Place(at.path(), join(at.words(), "\"" + each + "\""), of(at, each));
            ObjectNode then = NODES.objectNode();
            List<String> own = place.problemsWith(NODES.numberNode(1), ODD).stream()
                    .filter(p -> p.path().equals(at.member(ODD)))
                    .findFirst()
                    .map(Problem::allowed)
                    .orElse(List.of());
            fields(place, own, then);
            ObjectNode branch = all.addObject();
            branch.putObject("if").putObject("properties").putObject("kind").put("const", each);
            branch.set("then", then);
        }
        return schema;
    }

    private static ObjectNode of(Place at, String kind) {
        WorkspaceFile file = WorkspaceFile.parse(JSON.writeValueAsString(at.document()), null, Path.of("."))
                .with(at.member("kind"), NODES.stringNode(kind));
        return (ObjectNode) JSON.readTree(file.text());
    }

    private static List<String> join(List<String> words, String word) {
        List<String> longer = new ArrayList<>(words);
        longer.add(word);
        return longer;
    }

    /** The kinds of an object that has kinds. */
    private static Optional<List<String>> kinds(Place at, List<String> names) {
        return at.problemsWith(NODES.stringNode(ODD), "kind").stream()
                .filter(p -> p.path().equals(at.member("kind")) && !p.allowed().isEmpty())
                .filter(_ -> names.contains("kind") || names.isEmpty())
                .map(Problem::allowed)
                .findFirst();
    }

    private void fields(Place at, List<String> names, ObjectNode schema) {
        ArrayNode required = NODES.arrayNode();
        WorkspaceFile.parse(JSON.writeValueAsString(at.document()), null, Path.of(".")).problems().stream()
                .filter(p -> p.what().equals("is missing"))
                .map(Problem::path)
                .forEach(path -> names.stream()
                        .filter(name -> at.member(name).equals(path))
                        .forEach(required::add));
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        ObjectNode properties = schema.putObject("properties");
        for (String name : names) {
            ObjectNode field = member(at, name);
            docs.find(name, at.words()).ifPresent(row -> describe(row, field));
            properties.set(name, field);
        }
        schema.put("additionalProperties", false);
    }

    /** What a member takes; null means the same as leaving it out. */
    private ObjectNode member(Place at, String name) {
        ArrayNode forms = NODES.arrayNode();
        boolean fraction = at.refusal(name, NODES.numberNode(1.5)).isEmpty();
        if (at.refusal(name, NODES.numberNode(1)).isEmpty()) {
            forms.addObject().put("type", fraction ? "number" : "integer");
        }
        if (at.refusal(name, NODES.stringNode("zz")).isEmpty()) {
            forms.addObject().put("type", "string");
        } else if (at.refusal(name, NODES.stringNode("30s")).isEmpty()) {
            forms.addObject().put("type", "string").put("pattern", DURATION);
        }
        boolean no = at.refusal(name, NODES.booleanNode(false)).isEmpty();
        boolean yes = at.refusal(name, NODES.booleanNode(true)).isEmpty();
        if (yes) {
            forms.addObject().put("type", "boolean");
        } else if (no) {
            forms.addObject().put("const", false);
        }
        list(at, name).ifPresent(forms::add);
        if (at.refusal(name, NODES.objectNode()).isEmpty()) {
            String chapter = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            forms.add(object(at.inside(name, NODES.objectNode(), chapter)));
        }
        forms.addObject().put("type", "null");
        ObjectNode field = NODES.objectNode();
        field.set("anyOf", forms);
        return field;
    }

    private Optional<ObjectNode> list(Place at, String name) {
        ObjectNode list = NODES.objectNode().put("type", "array");
        if (at.refusal(name, NODES.arrayNode().add(NODES.objectNode())).isPresent()
                && at.refusal(name, NODES.arrayNode().add(1)).isPresent()
                && at.refusal(name, NODES.arrayNode().add("zz")).isPresent()) {
            return Optional.empty();
        }
        ArrayNode forms = NODES.arrayNode();
        if (element(at, name, NODES.numberNode(1))) {
            forms.addObject().put("type", element(at, name, NODES.numberNode(1.5)) ? "number" : "integer");
        }
        if (element(at, name, NODES.stringNode("zz"))) {
            forms.addObject().put("type", "string");
        } else if (element(at, name, NODES.stringNode("30s"))) {
            forms.addObject().put("type", "string").put("pattern", DURATION);
        }
        if (element(at, name, NODES.objectNode())) {
            String chapter = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            forms.add(object(at.inside(name, NODES.arrayNode().add(NODES.objectNode()), chapter)));
        }
        if (!forms.isEmpty() && !element(at, name, NODES.arrayNode())) {
            list.putObject("items").set("anyOf", forms);
        }
        return Optional.of(list);
    }

    private static boolean element(Place at, String name, JsonNode value) {
        return at.problemsWith(NODES.arrayNode().add(value), name).stream()
                .noneMatch(p ->
                        p.path().equals(at.member(name) + "[0]") && p.what().startsWith("must be"));
    }

    private static void describe(DocRows.Row row, ObjectNode field) {
        field.put("description", row.meaning().replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1"));
        String usual = row.usual().replace("`", "");
        try {
            JsonNode value = JSON.readTree(
                    row.usual().startsWith("`\"")
                            ? usual
                            : usual.matches("[-0-9.]+|true|false|\\[]|\\{}") ? usual : "\"\"");
            if (!value.isString() || !value.stringValue().isEmpty()) {
                field.set("default", value);
            }
        } catch (JacksonException e) {
            return; // told in words: by the machine, the id
        }
        for (JsonNode form : field.get("anyOf")) {
            String type = form.path("type").stringValue("");
            if (type.equals("number") || type.equals("integer")) {
                range(row.meaning(), (ObjectNode) form);
            }
        }
    }

    private static void range(String meaning, ObjectNode form) {
        Matcher range = RANGE.matcher(meaning);
        Matcher least = LEAST.matcher(meaning);
        Matcher above = ABOVE.matcher(meaning);
        if (range.matches()) {
            form.set("minimum", number(range.group(1)));
            if (!meaning.contains("not including")) {
                form.set("maximum", number(range.group(2)));
            }
        } else if (least.matches()) {
            form.set("minimum", number(least.group(1)));
        } else if (above.matches()) {
            form.set("exclusiveMinimum", number(above.group(1)));
            if (above.group(2) != null) {
                form.set("exclusiveMaximum", number(above.group(2)));
            }
        }
    }

    private static JsonNode number(String text) {
        return JSON.readTree(text.replace(" ", ""));
    }
}
