package dev.plimsoll.engine.router.config;

import dev.plimsoll.engine.router.schedule.FifoOptions;
import dev.plimsoll.engine.router.swap.Matrix;
import dev.plimsoll.engine.router.swap.MatrixCompiler;
import dev.plimsoll.engine.router.swap.MatrixDefinition;
import dev.plimsoll.engine.router.swap.ModelGroup;
import dev.plimsoll.engine.router.swap.TieBreak;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Order and room, from the keys of today or those of old. */
final class RoutingReader {
    private static final String SETTINGS = "routing.router.settings";
    private static final Map<String, TieBreak> TIE_BREAKS = Map.of(
            "definitionOrder", TieBreak.DEFINITION_ORDER,
            "idleFirst", TieBreak.IDLE_FIRST,
            "leastRecentlyUsed", TieBreak.LEAST_RECENTLY_USED);

    private final JsonNode document;
    private final Faults faults;
    private final SortedMap<String, ModelConfig> models;
    private final Map<String, String> aliases;

    RoutingReader(
            JsonNode document, Faults faults, SortedMap<String, ModelConfig> models, Map<String, String> aliases) {
        this.document = document;
        this.faults = faults;
        this.models = models;
        this.aliases = aliases;
    }

    RoutingConfig read(LoadOptions options) {
        JsonNode router = document.path("routing").path("router");
        JsonNode settings = router.path("settings");
        boolean oldGroups = !document.path("groups").isEmpty();
        boolean oldMatrix = document.has("matrix");
        boolean today = !router.path("use").asString("").isEmpty()
                || settings.has("matrix")
                || !settings.path("groups").isEmpty();
        if ((oldGroups || oldMatrix) && today) {
            faults.add(
                    ConfigFault.Code.LEGACY_AND_ROUTING,
                    oldGroups ? "groups" : "matrix",
                    "stands beside routing.router; move it to " + SETTINGS + (oldGroups ? ".groups" : ".matrix"));
        }
        if (oldGroups && oldMatrix) {
            faults.add(
                    ConfigFault.Code.GROUPS_AND_MATRIX, "groups", "stands beside matrix; only one of them can be used");
        }
        String written = oldMatrix ? "matrix" : router.path("use").asString("");
        boolean useMatrix = (options.router() == null ? written : options.router()).equals("matrix");
        Matrix matrix = null;
        TieBreak tieBreak = TieBreak.DEFINITION_ORDER;
        List<ModelGroup> groups = List.of();
        if (useMatrix) {
            JsonNode combinations = oldMatrix ? document.path("matrix") : settings.path("matrix");
            String path = oldMatrix ? "matrix" : SETTINGS + ".matrix";
            tieBreak = TIE_BREAKS.getOrDefault(combinations.path("tieBreak").asString(""), TieBreak.DEFINITION_ORDER);
            matrix = matrix(combinations, path);
            notUsed(settings.path("groups"), SETTINGS + ".groups", "group");
        } else {
            groups = groups(
                    oldGroups ? document.path("groups") : settings.path("groups"),
                    oldGroups ? "groups" : SETTINGS + ".groups");
            notUsed(settings.path("matrix"), SETTINGS + ".matrix", "matrix");
        }
        String scheduler =
                document.path("routing").path("scheduler").path("use").asString("");
        return new RoutingConfig(
                scheduler.isEmpty() ? options.schedulerDefault() : scheduler,
                scheduler.isEmpty() ? "routing.scheduler.use is empty" : "routing.scheduler.use says so",
                fifo(),
                groups,
                matrix,
                tieBreak);
    }

    private void notUsed(JsonNode settings, String path, String use) {
        if (!settings.isMissingNode() && !settings.isEmpty()) {
            faults.add(ConfigFault.Code.SETTINGS_NOT_USED, path, "is not used: routing.router.use is not " + use);
        }
    }

    /** The matrix, or null where it has a fault, which then is told. */
    private @Nullable Matrix matrix(JsonNode written, String path) {
        if (written.isMissingNode()) {
            faults.add(
                    ConfigFault.Code.MATRIX_SETTINGS_MISSING,
                    "routing.router.use",
                    "is matrix, but there is no " + SETTINGS + ".matrix");
            return null;
        }
        Map<String, String> vars = new LinkedHashMap<>();
        written.path("vars")
                .properties()
                .forEach(each -> vars.put(each.getKey(), each.getValue().asString()));
        Map<String, Long> costs = new LinkedHashMap<>();
        written.path("evict_costs")
                .properties()
                .forEach(each -> costs.put(each.getKey(), each.getValue().asLong()));
        Map<String, String> sets = new LinkedHashMap<>();
        written.path("sets")
                .properties()
                .forEach(each -> sets.put(each.getKey(), each.getValue().asString()));
        MatrixCompiler.Result result = MatrixCompiler.compile(new MatrixDefinition(vars, costs, sets), models.keySet());
        result.faults()
                .forEach(fault -> faults.add(
                        ConfigFault.Code.MATRIX_INVALID, path + "." + fault.path(), fault.what(), fault.allowed()));
        return result.matrix();
    }

    private List<ModelGroup> groups(JsonNode written, String path) {
        List<ModelGroup> groups = new ArrayList<>();
        Map<String, String> groupOf = new HashMap<>();
        written.properties().forEach(each -> {
            String name = each.getKey();
            String below = YamlDocument.below(path, name);
            if (name.equals(ModelGroup.DEFAULT)) {
                faults.add(ConfigFault.Code.GROUP_NAME_RESERVED, below, "is the name of the group of all other models");
            }
            List<String> members = ModelsReader.texts(each.getValue().path("members"));
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < members.size(); i++) {
                member(members.get(i), name, seen, groupOf, below + ".members[" + i + "]");
            }
            groups.add(new ModelGroup(
                    name,
                    each.getValue().path("swap").asBoolean(),
                    each.getValue().path("exclusive").asBoolean(),
                    each.getValue().path("persistent").asBoolean(),
                    members));
        });
        List<String> others = models.keySet().stream()
                .filter(model -> !groupOf.containsKey(model))
                .toList();
        groups.add(new ModelGroup(ModelGroup.DEFAULT, true, true, false, others));
        return groups;
    }

    private void member(String member, String group, Set<String> seen, Map<String, String> groupOf, String path) {
        String other = groupOf.putIfAbsent(member, group);
        if (!seen.add(member)) {
            faults.add(ConfigFault.Code.MEMBER_DUPLICATE, path, "'" + member + "' is a member of this group already");
        } else if (other != null) {
            faults.add(
                    ConfigFault.Code.MEMBER_IN_SEVERAL_GROUPS,
                    path,
                    "'" + member + "' is a member of group " + other + " already");
        }
        if (!models.containsKey(member)) {
            String real = aliases.get(member);
            faults.add(
                    ConfigFault.Code.MEMBER_UNKNOWN,
                    path,
                    "'" + member + "' is no model" + (real == null ? "" : " but an alias of " + real),
                    models.keySet());
        }
    }

    private FifoOptions fifo() {
        JsonNode written =
                document.path("routing").path("scheduler").path("settings").path("fifo");
        Map<String, Integer> priorities = new TreeMap<>();
        written.path("priority").properties().forEach(each -> {
            String name = each.getKey();
            String model = models.containsKey(name) ? name : aliases.get(name);
            if (model == null) {
                faults.add(
                        ConfigFault.Code.PRIORITY_MODEL_UNKNOWN,
                        YamlDocument.below("routing.scheduler.settings.fifo.priority", name),
                        "'" + name + "' is no model",
                        models.keySet());
            } else if (model.equals(name)) {
                priorities.put(model, each.getValue().asInt());
            } else {
                priorities.putIfAbsent(model, each.getValue().asInt());
            }
        });
        Map<String, Integer> limits = new TreeMap<>();
        models.values().stream()
                .filter(model -> model.concurrencyLimit() > 0)
                .forEach(model -> limits.put(model.id(), model.concurrencyLimit()));
        long maxWait = written.path("maxWait").asLong(0);
        return new FifoOptions(
                priorities,
                limits,
                maxWait == 0 ? null : Duration.ofSeconds(maxWait),
                Duration.ofSeconds(written.path("minResidency").asLong(0)));
    }
}
