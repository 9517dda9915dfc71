package dev.plimsoll.app.target.models;

import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.StringProperty;
import tools.jackson.databind.JsonNode;

/** The fields of the selected model. */
final class ModelModel {
    private final ConfigModel config;
    private final ModelsModel models;
    private final YamlForm form;

    final StringProperty command;
    final StringProperty stopCommand;
    final StringProperty proxy;
    final StringProperty check;
    final StringProperty ttl;
    final StringProperty unloadTimeout;
    final StringProperty aliases;
    final StringProperty limit;
    final StringProperty priority;
    final StringProperty useModelName;
    final BooleanProperty unlisted;
    final VariablesModel variables;

    ModelModel(ConfigModel config, ModelsModel models) {
        this.config = config;
        this.models = models;
        form = new YamlForm(config);
        command = text("cmd", "Edit command");
        stopCommand = text("cmdStop", "Edit stop command");
        proxy = text("proxy", "Edit address");
        check = text("checkEndpoint", "Edit check");
        useModelName = text("useModelName", "Edit name at the server");
        ttl = number("ttl", "Edit idle limit");
        unloadTimeout = number("unloadTimeout", "Edit unload time-out");
        limit = number("concurrencyLimit", "Edit request limit");
        aliases = form.list("aliases", () -> models.path("aliases"), "Edit aliases");
        priority = form.number("priority", models::priorityPath, "Edit priority");
        unlisted = form.flag("unlisted", () -> models.path("unlisted"), false, "Edit listing");
        variables = new VariablesModel(config, () -> models.path("env"));
    }

    YamlForm form() {
        return form;
    }

    /** What else is written of the model and no field shows: filters, macros, metadata. */
    Optional<String> further() {
        String at = models.path("");
        if (at == null) {
            return Optional.empty();
        }
        JsonNode written = config.value(at.substring(0, at.length() - 1)).orElse(null);
        if (written == null || !written.isObject()) {
            return Optional.empty();
        }
        String names = String.join(
                ", ",
                written.propertyStream()
                        .map(e -> e.getKey())
                        .filter(key -> !form.shows(Objects.requireNonNull(models.path(key))) && !key.equals("env"))
                        .toList());
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }

    private StringProperty text(String member, String what) {
        return form.text(member, () -> models.path(member), what);
    }

    private StringProperty number(String member, String what) {
        return form.number(member, () -> models.path(member), what);
    }
}
