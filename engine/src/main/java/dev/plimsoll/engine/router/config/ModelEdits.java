package dev.plimsoll.engine.router.config;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Changes of a model and of everything in a configuration that refers to it by its id: groups, the matrix, priorities, what is loaded at
 * start. Each refuses as {@link RouterConfigEdit} does.
 */
public final class ModelEdits {
    private static final List<String> GROUPS = List.of("routing.router.settings.groups", "groups");
    private static final List<String> MATRICES = List.of("routing.router.settings.matrix", "matrix");
    private static final String PRIORITY = "routing.scheduler.settings.fifo.priority";
    private static final String PRELOAD = "hooks.on_startup.preload";

    /** What a set's expression takes for one name. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{Nd}_.-]+");

    private ModelEdits() {}

    /** With one more model. */
    public static RouterConfigEdit add(RouterConfigEdit edit, String id, String cmd) {
        String path = RouterConfigEdit.path("models", id);
        if (edit.names("models").contains(id)) {
            throw refused(path, "there is a model of this id already");
        }
        return edit.set(path + ".cmd", cmd);
    }

    /** With another id for a model, everywhere. */
    public static RouterConfigEdit rename(RouterConfigEdit edit, String id, String newId) {
        RouterConfigEdit now = edit.rename(RouterConfigEdit.path("models", id), newId);
        if (id.equals(newId)) {
            return now;
        }
        String byId = RouterConfigEdit.path("models", newId, "filters", "setParamsByID", id);
        now = now.get(byId).isPresent() ? now.rename(byId, newId) : now;
        for (String list : lists(now)) {
            List<String> members = texts(now, list);
            now = now.set(
                    list,
                    members.stream().map(each -> each.equals(id) ? newId : each).toList());
        }
        for (String matrix : MATRICES) {
            now = renameInMatrix(now, matrix, id, newId);
        }
        for (String path : keys(now, id)) {
            now = now.rename(path, newId);
        }
        return now;
    }

    /** Without a model; refused as long as a set of the matrix has it. */
    public static RouterConfigEdit remove(RouterConfigEdit edit, String id) {
        RouterConfigEdit now = edit.remove(RouterConfigEdit.path("models", id));
        for (String matrix : MATRICES) {
            for (String name : now.names(matrix + ".vars")) {
                String path = matrix + ".vars." + RouterConfigEdit.path(name);
                if (text(now, path).equals(id)) {
                    throw refused(path, "stands for '" + id + "'; take it out of the matrix first");
                }
            }
            for (String path : setsOf(now, matrix, id)) {
                throw refused(path, "has '" + id + "' in it; take it out of the matrix first");
            }
        }
        for (String path : keys(now, id)) {
            now = now.remove(path);
        }
        for (String list : lists(now)) {
            List<String> members = texts(now, list);
            now = now.set(
                    list, members.stream().filter(each -> !each.equals(id)).toList());
        }
        return now;
    }

    private static RouterConfigEdit renameInMatrix(RouterConfigEdit edit, String matrix, String id, String newId) {
        RouterConfigEdit now = edit;
        List<String> vars = edit.names(matrix + ".vars");
        for (String name : vars) {
            String path = matrix + ".vars." + RouterConfigEdit.path(name);
            now = text(now, path).equals(id) ? now.set(path, newId) : now;
        }
        for (String path : setsOf(now, matrix, id)) {
            if (!NAME.matcher(newId).matches() || vars.contains(newId)) {
                throw refused(path, "cannot have '" + newId + "' in it; give the model a var first");
            }
            now = now.set(path, inSet(id).matcher(text(now, path)).replaceAll(Matcher.quoteReplacement(newId)));
        }
        return now;
    }

    /** The sets that name a model by its id; a var of that name goes before it. */
    private static List<String> setsOf(RouterConfigEdit edit, String matrix, String id) {
        if (edit.names(matrix + ".vars").contains(id)) {
            return List.of();
        }
        return edit.names(matrix + ".sets").stream()
                .map(name -> matrix + ".sets." + RouterConfigEdit.path(name))
                .filter(path -> inSet(id).matcher(text(edit, path)).find())
                .toList();
    }

    private static Pattern inSet(String id) {
        return Pattern.compile("(?<![\\p{L}\\p{Nd}_.+-])" + Pattern.quote(id) + "(?![\\p{L}\\p{Nd}_.-])");
    }

    /** Lists of model ids. */
    private static List<String> lists(RouterConfigEdit edit) {
        List<String> lists = new ArrayList<>();
        for (String groups : GROUPS) {
            edit.names(groups).forEach(name -> lists.add(groups + "." + RouterConfigEdit.path(name) + ".members"));
        }
        lists.add(PRELOAD);
        lists.removeIf(path -> edit.get(path).isEmpty());
        return lists;
    }

    /** Keys that are the model's id. */
    private static List<String> keys(RouterConfigEdit edit, String id) {
        List<String> keys = new ArrayList<>();
        keys.add(PRIORITY + "." + RouterConfigEdit.path(id));
        for (String matrix : MATRICES) {
            if (!edit.names(matrix + ".vars").contains(id)) {
                keys.add(matrix + ".evict_costs." + RouterConfigEdit.path(id));
            }
        }
        keys.removeIf(path -> edit.get(path).isEmpty());
        return keys;
    }

    private static List<String> texts(RouterConfigEdit edit, String path) {
        return edit.get(path).stream()
                .flatMap(JsonNode::valueStream)
                .map(JsonNode::asString)
                .toList();
    }

    private static String text(RouterConfigEdit edit, String path) {
        return edit.get(path).map(JsonNode::asString).orElse("");
    }

    private static PlimsollException refused(String path, String what) {
        return PlimsollException.ofProblems(
                "The configuration cannot be changed like this.", List.of(Problem.at(path, what)));
    }
}
