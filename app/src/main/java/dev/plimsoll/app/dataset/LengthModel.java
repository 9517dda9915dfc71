package dev.plimsoll.app.dataset;

import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.engine.report.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A distribution of lengths, written as a number or as an object with mean, stddev, min and max. */
final class LengthModel {
    private final PartForm form;
    private final String member;
    private final String what;
    private final Unit unit;
    private final Map<String, StringProperty> fields = new LinkedHashMap<>();
    private boolean reading;
    private String shownPath = "";

    /**
     * What is drawn.
     *
     * @param name {@code tok}
     * @param whole whether only whole numbers are drawn
     * @param least the smallest there can be
     * @param ifNone what nothing written means
     */
    record Unit(String name, boolean whole, double least, String ifNone) {}

    static final Unit TOKENS = new Unit("tok", true, 1, "The server decides.");
    static final Unit TURNS = new Unit("turns", true, 1, "One request each.");
    static final Unit SECONDS = new Unit("s", false, 0, "The next turn follows at once.");

    LengthModel(PartForm form, String member, String what, Unit unit) {
        this.form = form;
        this.member = member;
        this.what = what;
        this.unit = unit;
        for (String name : new String[] {"mean", "stddev", "min", "max"}) {
            StringProperty field = new SimpleStringProperty("");
            fields.put(name, field);
            field.addListener((_, _, _) -> write(name));
        }
        form.onRead(this::read);
    }

    Unit unit() {
        return unit;
    }

    String member() {
        return member;
    }

    /** One of {@code mean}, {@code stddev}, {@code min}, {@code max}, as typed. */
    StringProperty field(String name) {
        return java.util.Objects.requireNonNull(fields.get(name));
    }

    /** The lengths in a sentence, by the rules of the file format; empty where a number cannot be read. */
    String sentence() {
        if (fields.values().stream().allMatch(f -> f.get().isBlank())) {
            return unit.ifNone;
        }
        Double mean = number("mean");
        Double stddev = number("stddev");
        Double min = number("min");
        Double max = number("max");
        if (mean == null
                || stddev == null && !blank("stddev")
                || min == null && !blank("min")
                || max == null && !blank("max")) {
            return "";
        }
        double spread = stddev == null ? 0 : stddev;
        double low = min != null ? min : Math.max(unit.least, rounded(mean - 5 * spread));
        double high = max != null ? max : rounded(mean + 5 * spread);
        if (low > high) {
            return "";
        }
        String ends = Numbers.plain(low) + "–" + Numbers.plain(high);
        if (low == high) {
            return "Always " + Numbers.plain(low) + " " + unit.name + ".";
        }
        return spread == 0
                ? "Each length from " + ends + " " + unit.name + " is as likely as the others."
                : "Normal around " + Numbers.plain(mean) + ", cut off to " + ends + " " + unit.name + ".";
    }

    private double rounded(double value) {
        return unit.whole ? Math.rint(value) : value;
    }

    private boolean blank(String name) {
        return field(name).get().isBlank();
    }

    private @Nullable Double number(String name) {
        JsonNode node = PartForm.numberNode(field(name).get());
        return node != null && node.isNumber() ? (Double) node.doubleValue() : null;
    }

    private void read() {
        JsonNode value = form.value(member).orElse(null);
        String path = form.part() == null ? "" : form.part().path();
        if (path.equals(shownPath) && String.valueOf(node(value)).equals(String.valueOf(value))) {
            return; // what is typed stays
        }
        shownPath = path;
        reading = true;
        fields.forEach((name, field) -> {
            JsonNode part = value instanceof ObjectNode object ? object.get(name) : name.equals("mean") ? value : null;
            field.set(part == null || part.isNull() ? "" : PartForm.numberText(part));
        });
        reading = false;
    }

    private void write(String name) {
        if (!reading) {
            form.set(member, node(form.value(member).orElse(null)), "Edit " + name + " of " + what, "typing");
        }
    }

    /** What is typed, as it is written: into the object that is there, else as short as it can be. */
    private @Nullable JsonNode node(@Nullable JsonNode before) {
        ObjectNode object = before instanceof ObjectNode is ? is.deepCopy() : JsonNodeFactory.instance.objectNode();
        fields.forEach((name, field) -> {
            JsonNode number = PartForm.numberNode(field.get());
            if (number == null) {
                object.remove(name);
            } else {
                object.set(name, number);
            }
        });
        if (object.isEmpty()) {
            return null;
        }
        return object.size() == 1 && object.has("mean") && !(before instanceof ObjectNode)
                ? object.get("mean")
                : object;
    }
}
