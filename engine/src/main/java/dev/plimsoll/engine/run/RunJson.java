package dev.plimsoll.engine.run;

import com.sun.management.OperatingSystemMXBean;
import dev.plimsoll.engine.file.BuildInfo;
import dev.plimsoll.engine.plan.PlanJson;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.SecretHeaders;
import dev.plimsoll.engine.stats.FiniteJson;
import dev.plimsoll.engine.time.RunAnchor;
import java.lang.management.ManagementFactory;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code run.json}: what was asked and where; enough to run it again, and free of secrets. */
final class RunJson {
    private static final JsonMapper JSON =
            FiniteJson.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private RunJson() {}

    /** The text. */
    static String of(
            String id, RunPlan plan, RunAnchor anchor, String target, String model, Map<String, Object> dataset) {
        ObjectNode root = JSON.createObjectNode();
        root.put("schemaVersion", 1);
        root.put("id", id);
        root.put("name", plan.name());
        root.put("benchmark", plan.benchmark());
        root.put("startedAt", anchor.wallClock().toString());
        root.put("monotonicNs", anchor.monotonicNs());
        root.put("version", BuildInfo.version());
        root.put("target", target);
        root.put("model", model);
        ObjectNode machine = root.putObject("machine");
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("arch", System.getProperty("os.arch"));
        machine.put("cpus", Runtime.getRuntime().availableProcessors());
        machine.put("memoryBytes", machineMemoryBytes());
        ObjectNode jvm = root.putObject("jvm");
        jvm.put("version", Runtime.version().toString());
        jvm.put("vendor", System.getProperty("java.vendor"));
        root.set("dataset", JSON.valueToTree(dataset));
        ObjectNode written = (ObjectNode) PlanJson.write(plan);
        if (written.path("target").get("headers") instanceof ObjectNode headers) {
            SecretHeaders.shown(plan.target().headers()).forEach(headers::put);
        }
        root.set("plan", written);
        return JSON.writeValueAsString(root);
    }

    /** Memory of this machine (or of the container), bytes. */
    static long machineMemoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean os
                ? os.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
    }
}
