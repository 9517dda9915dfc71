package dev.plimsoll.engine.wire;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** A value written out field by field, arrays and histograms included: two values are the same where their shapes are. */
final class Shape {
    private Shape() {}

    static String of(Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value);
        return out.toString();
    }

    private static void write(StringBuilder out, Object value) {
        switch (value) {
            case null -> out.append("null");
            case Record record -> {
                out.append(record.getClass().getSimpleName()).append('(');
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    out.append(component.getName()).append('=');
                    write(out, read(component, record));
                    out.append(' ');
                }
                out.append(')');
            }
            case List<?> list -> {
                out.append('[');
                list.forEach(e -> {
                    write(out, e);
                    out.append(',');
                });
                out.append(']');
            }
            case Map<?, ?> map -> out.append(new TreeMap<>(map));
            case Histogram histogram ->
                histogram
                        .recordedValues()
                        .forEach(v -> out.append(v.getValueIteratedTo())
                                .append('x')
                                .append(v.getCountAtValueIteratedTo())
                                .append(' '));
            default -> {
                if (value.getClass().isArray()) {
                    for (int i = 0; i < Array.getLength(value); i++) {
                        write(out, Array.get(value, i));
                        out.append(';');
                    }
                } else {
                    out.append(value);
                }
            }
        }
    }

    private static Object read(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record hides " + component, e);
        }
    }
}
