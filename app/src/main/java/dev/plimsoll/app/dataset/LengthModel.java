package dev.plimsoll.app.dataset;

import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.engine.report.Numbers;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A distribution of lengths, written as a number or as an object. Which one it is follows from the fields of the object, as the file format
 * has it; while a person types it stays the one that is shown.
 */
final class LengthModel {
    private static final List<String> FIELDS = List.of("mean", "stddev", "min", "max", "median", "value");
    private final PartForm form;
    private final String member;
    private final String what;
    private final Unit unit;
    private final Map<String, StringProperty> fields = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<LengthShape> shape = new ReadOnlyObjectWrapper<>(LengthShape.FIXED);
    private final RowsModel peaks;
    private final RowsModel points;
    private List<String> shownFields = List.of("mean");
    private boolean reading;
    private String shownPath = "";
    private @Nullable JsonNode seen;

    /**
     * What is drawn.
     *
     * @param name {@code tok}
     * @param whole whether only whole numbers are drawn
     * @param least the smallest there can be
     * @param usual what a distribution that is begun with nothing is around
     * @param shapes the distributions there are
     * @param ifNone what nothing written means
     */
    record Unit(String name, boolean whole, double least, double usual, List<LengthShape> shapes, String ifNone) {
        Unit {
            shapes = List.copyOf(shapes);
        }
    }

    static final Unit TOKENS = new Unit("tok", true, 1, 128, List.of(LengthShape.values()), "The server decides.");
    static final Unit TURNS = new Unit("turns", true, 1, 4, List.of(LengthShape.values()), "One request each.");
    static final Unit SECONDS = new Unit(
            "s",
            false,
            0,
            2,
            List.of(LengthShape.FIXED, LengthShape.NORMAL, LengthShape.UNIFORM),
            "The next turn follows at once.");

    LengthModel(PartForm form, String member, String what, Unit unit) {
        this.form = form;
        this.member = member;
        this.what = what;
        this.unit = unit;
        for (String name : FIELDS) {
            StringProperty field = new SimpleStringProperty("");
            fields.put(name, field);
            field.addListener((_, _, _) -> write(name));
        }
        peaks = new RowsModel(form, member + ".peaks", "peak of " + what, peakColumns(unit.name));
        points = new RowsModel(form, member + ".points", "value of " + what, pointColumns(unit.name));
        form.onRead(this::read);
    }

    private static List<RowsModel.Column> peakColumns(String unit) {
        return List.of(
                new RowsModel.Column("mean", "Mean", unit, "", true),
                new RowsModel.Column("stddev", "Std. deviation", unit, "0", true),
                new RowsModel.Column("median", "or median", unit, "", true),
                new RowsModel.Column("weight", "Weight", "", "1", true));
    }

    private static List<RowsModel.Column> pointColumns(String unit) {
        return List.of(
                new RowsModel.Column("value", "Length", unit, "", true),
                new RowsModel.Column("weight", "Weight", "", "1", true));
    }

    Unit unit() {
        return unit;
    }

    String member() {
        return member;
    }

    /** The distribution that is shown. */
    ReadOnlyObjectProperty<LengthShape> shape() {
        return shape.getReadOnlyProperty();
    }

    /** Names of the fields that the distribution has, in order; none where it has lines instead. */
    List<String> shownFields() {
        return shownFields;
    }

    /** One of {@code mean}, {@code stddev}, {@code min}, {@code max}, {@code median}, {@code value}, as typed. */
    StringProperty field(String name) {
        return Objects.requireNonNull(fields.get(name));
    }

    /** The distributions of which one is drawn from each time. */
    RowsModel peaks() {
        return peaks;
    }

    /** The values of which one is drawn each time. */
    RowsModel points() {
        return points;
    }

    /** Another distribution around the same length, in one step; what this version does not know of the old one stays. */
    void choose(LengthShape to) {
        if (to == shape.get()) {
            return;
        }
        double center = center();
        Double min = number("min");
        Double max = number("max");
        ObjectNode object = form.value(member).orElse(null) instanceof ObjectNode is
                ? is.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        FIELDS.forEach(object::remove);
        object.remove(List.of("distribution", "peaks", "points"));
        switch (to) {
            case FIXED -> object.set("mean", json(center));
            case NORMAL -> {
                object.set("mean", json(center));
                object.set("stddev", json(center / 4));
            }
            case UNIFORM -> {
                double low = min == null ? center / 2 : min;
                double high = max == null ? center * 1.5 : max;
                if (unit.whole) {
                    object.put("distribution", "uniform");
                } else {
                    object.set("mean", json((low + high) / 2));
                }
                object.set("min", json(low));
                object.set("max", json(high));
            }
            case LOGNORMAL -> {
                object.set("mean", json(center));
                object.set("median", json(center * 0.75));
            }
            case MULTIMODAL -> {
                ObjectNode near = object.putArray("peaks").addObject();
                near.set("mean", json(center));
                near.set("stddev", json(center / 4));
                ObjectNode far = object.withArray("peaks").addObject();
                far.set("mean", json(center * 4));
                far.set("stddev", json(center));
            }
            case EMPIRICAL -> {
                object.putArray("points").addObject().set("value", json(center));
                object.withArray("points").addObject().set("value", json(center * 4));
            }
        }
        if ((to == LengthShape.NORMAL || to == LengthShape.LOGNORMAL) && shape.get() != LengthShape.UNIFORM) {
            keep(object, "min", min);
            keep(object, "max", max);
        }
        boolean plain = to == LengthShape.FIXED && object.size() == 1;
        form.set(member, plain ? object.get("mean") : object, "Choose distribution of " + what, "");
    }

    /** A peak to begin with. */
    ObjectNode freshPeak() {
        ObjectNode peak = JsonNodeFactory.instance.objectNode();
        peak.set("mean", json(unit.usual));
        return peak;
    }

    /** A value to begin with. */
    ObjectNode freshPoint() {
        ObjectNode point = JsonNodeFactory.instance.objectNode();
        point.set("value", json(unit.usual));
        return point;
    }

    /** The lengths in a sentence, by the rules of the file format; empty where a number cannot be read. */
    String sentence() {
        return switch (shape.get()) {
            case MULTIMODAL -> "Each length from one of " + peaks.size().get() + " peaks, drawn by weight.";
            case EMPIRICAL -> "One of " + Numbers.count(points.size().get(), "value", "values") + ", drawn by weight.";
            case LOGNORMAL -> logNormal();
            default -> range();
        };
    }

    private String logNormal() {
        Double median = number("median");
        if (median == null) {
            return blank("median") && number("stddev") != null ? "Never negative, with a long tail." : "";
        }
        return "Half are up to " + Numbers.plain(median) + " " + unit.name + ", the others in a long tail.";
    }

    private String range() {
        if (fields.values().stream().allMatch(f -> f.get().isBlank())) {
            return unit.ifNone;
        }
        Double value = number("value");
        Double min = number("min");
        Double max = number("max");
        Double mean = value != null ? value : number("mean");
        if (shape.get() == LengthShape.UNIFORM && blank("mean") && min != null && max != null) {
            mean = (min + max) / 2;
        }
        Double stddev = number("stddev");
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

    private double center() {
        Double mean = number("mean") != null ? number("mean") : number("value");
        Double min = number("min");
        Double max = number("max");
        if (mean != null) {
            return mean;
        }
        if (min != null && max != null) {
            return (min + max) / 2;
        }
        List<Double> first = shape.get() == LengthShape.MULTIMODAL
                ? peaks.numbers("mean", unit.usual)
                : shape.get() == LengthShape.EMPIRICAL ? points.numbers("value", unit.usual) : List.of();
        return first.isEmpty() || first.getFirst().isNaN() ? unit.usual : first.getFirst();
    }

    private JsonNode json(double number) {
        double shown = unit.whole ? Math.max(unit.least, Math.rint(number)) : Math.rint(number * 1000) / 1000;
        return Objects.requireNonNull(PartForm.numberNode(
                new BigDecimal(String.valueOf(shown)).stripTrailingZeros().toPlainString()));
    }

    private void keep(ObjectNode object, String name, @Nullable Double number) {
        if (number != null) {
            object.set(name, json(number));
        }
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
        boolean same = path.equals(shownPath);
        if (same && Objects.equals(value, seen)) {
            return; // what is typed stays
        }
        boolean asTyped = same && Objects.equals(node(value), value);
        shownPath = path;
        seen = value;
        if (!asTyped) {
            reading = true;
            fields.forEach((name, field) -> {
                JsonNode part =
                        value instanceof ObjectNode object ? object.get(name) : name.equals("mean") ? value : null;
                field.set(part == null || part.isNull() ? "" : PartForm.numberText(part));
            });
            reading = false;
        }
        LengthShape now = LengthShape.of(value);
        boolean stays = asTyped && shape.get().isOfFields() && now.isOfFields();
        if (!stays) {
            shownFields = fieldsOf(now);
            shape.set(now);
        }
    }

    private List<String> fieldsOf(LengthShape of) {
        return switch (of) {
            case FIXED -> blank("value") ? List.of("mean") : List.of("value");
            case NORMAL -> List.of("mean", "stddev", "min", "max");
            case UNIFORM -> blank("mean") ? List.of("min", "max") : List.of("mean", "min", "max");
            case LOGNORMAL ->
                !blank("median") || blank("stddev")
                        ? List.of("mean", "median", "min", "max")
                        : List.of("mean", "stddev", "min", "max");
            case MULTIMODAL, EMPIRICAL -> List.of();
        };
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
