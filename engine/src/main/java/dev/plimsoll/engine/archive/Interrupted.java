package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.trust.Finding;
import dev.plimsoll.engine.trust.GrowthLine;
import dev.plimsoll.engine.trust.SaturationReport;
import dev.plimsoll.engine.trust.Severity;
import dev.plimsoll.engine.trust.TrustReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The summary of a run that was killed, from what its journal holds. */
final class Interrupted {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Interrupted() {}

    static RunSummary summaryOf(OpenedRun run) {
        JsonNode head;
        try {
            head = JSON.readTree(run.runJson());
        } catch (JacksonException e) {
            head = JsonNodeFactory.instance.objectNode(); // run.json itself is torn: the records still count
        }
        List<RunSummary.Stage> stages = new ArrayList<>();
        for (StageFigures figures : run.figures()) {
            stages.add(new RunSummary.Stage(figures.summary(), List.of()));
        }
        Finding finding = new Finding(
                "interrupted",
                Severity.SUSPECT,
                null,
                "The run was interrupted; its last second of records may be missing.",
                "a run that ends by itself",
                "Run it again where the last stage matters.");
        String folderName = String.valueOf(run.folder().toAbsolutePath().getFileName());
        return new RunSummary(
                1,
                new RunSummary.RunHead(
                        text(head, "id", folderName),
                        text(head, "name", folderName),
                        text(head, "startedAt", ""),
                        null,
                        "interrupted",
                        text(head, "version", "unknown"),
                        text(head, "target", "unknown"),
                        optional(head, "model"),
                        "The program ended before the run did."),
                TrustReport.of(List.of(finding), 0),
                saturation(run),
                RouterStages.into(run.folder(), stages));
    }

    private static List<SaturationReport> saturation(OpenedRun run) {
        Map<Integer, SaturationReport> first = new LinkedHashMap<>();
        Map<Integer, GrowthLine> growth = new LinkedHashMap<>();
        for (JsonNode event : run.eventsOf("saturated")) {
            List<String> evidence = new ArrayList<>();
            event.path("evidence").forEach(e -> evidence.add(e.stringValue("")));
            int stage = event.path("stage").intValue(0);
            if (event.has("growth")) {
                growth.putIfAbsent(stage, JSON.treeToValue(event.get("growth"), GrowthLine.class));
            }
            first.putIfAbsent(
                    stage,
                    new SaturationReport(
                            stage,
                            event.path("atSeconds").doubleValue(0),
                            evidence,
                            event.path("detail").stringValue("")));
        }
        return first.values().stream()
                .map(r ->
                        new SaturationReport(r.stage(), r.atSeconds(), r.evidence(), r.detail(), growth.get(r.stage())))
                .toList();
    }

    private static String text(JsonNode head, String name, String absent) {
        return head.path(name).stringValue(absent);
    }

    private static @Nullable String optional(JsonNode head, String name) {
        JsonNode value = head.get(name);
        return value == null || !value.isString() ? null : value.stringValue();
    }
}
