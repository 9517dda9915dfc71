package dev.plimsoll.engine.report;

import dev.plimsoll.engine.stats.FiniteJson;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Report settings as text, with every default filled in. */
final class ReportJson {
    private static final JsonMapper JSON =
            FiniteJson.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportJson() {}

    static String write(ReportSettings settings) {
        ObjectNode root = JSON.createObjectNode();
        root.put("automatic", settings.automatic());
        list(root, "formats", settings.formats());
        root.put("theme", settings.theme());
        root.put("width", settings.width());
        root.put("height", settings.height());
        root.put("scale", settings.scale());
        root.put("downSampling", settings.downSampling());
        ObjectNode charts = root.putObject("charts");
        for (ChartSetting.OfStages chart : settings.charts()) {
            ObjectNode node = charts.putObject(chart.name());
            node.put("type", word(chart.type()));
            node.put("title", chart.title());
            axis(node.putObject("x"), chart.x());
            axis(node.putObject("y"), chart.y());
            node.put("labels", word(chart.labels()));
            node.put("groups", word(chart.groups()));
        }
        list(root, "single", settings.single());
        list(root, "several", settings.several());
        list(root, "baseline", settings.baseline());
        list(root, "treatment", settings.treatment());
        return JSON.writeValueAsString(root);
    }

    private static void axis(ObjectNode node, StageFigure figure) {
        node.put("metric", figure.metric());
        if (figure.stat() != null) {
            node.put("stat", figure.stat());
        }
    }

    /** An empty list means what leaving it out means, and a list in a file is never empty. */
    private static void list(ObjectNode root, String name, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(root.putArray(name)::add);
        }
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
