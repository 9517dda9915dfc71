package dev.plimsoll.engine.router.proxy;

/** Prometheus' text exposition format, version 0.0.4. */
final class PrometheusText {
    private final StringBuilder text = new StringBuilder(4096);

    /** What samples of this name mean; comes before them. */
    void metric(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    /** A sample with labels, name and value in turn. */
    void sample(String name, double value, String... labels) {
        text.append(name);
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
            escape(labels[i + 1]);
            text.append('"');
        }
        text.append(labels.length > 0 ? "} " : " ").append(number(value)).append('\n');
    }

    /** Whole numbers without a fraction, others as Java writes them, which Go reads. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** As label values are: backslash, quote and line feed are escaped; a carriage return, which cannot be, is told in words. */
    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            switch (each) {
                case '\\' -> text.append("\\\\");
                case '"' -> text.append("\\\"");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\\\r");
                default -> text.append(each);
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
