package dev.plimsoll.engine.stats;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Mappers for whatever holds figures: the last gate before a file. NaN and the infinities, which JSON has no number for, are written as
 * null; that one gets so far is a fault elsewhere, but the file stays readable.
 */
public final class FiniteJson {
    private FiniteJson() {}

    /** A mapper to be set up further. */
    public static JsonMapper.Builder builder() {
        SimpleModule finite = new SimpleModule("finite numbers");
        finite.addSerializer(Double.class, new OneNumber());
        finite.addSerializer(double.class, new OneNumber());
        finite.addSerializer(double[].class, new ManyNumbers());
        return JsonMapper.builder().addModule(finite);
    }

    private static void write(double value, JsonGenerator out) {
        if (Double.isFinite(value)) {
            out.writeNumber(value);
        } else {
            out.writeNull();
        }
    }

    private static final class OneNumber extends StdSerializer<Double> {
        OneNumber() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializationContext context) {
            write(value, out);
        }
    }

    private static final class ManyNumbers extends StdSerializer<double[]> {
        ManyNumbers() {
            super(double[].class);
        }

        @Override
        public void serialize(double[] values, JsonGenerator out, SerializationContext context) {
            out.writeStartArray();
            for (double value : values) {
                write(value, out);
            }
            out.writeEndArray();
        }
    }
}
