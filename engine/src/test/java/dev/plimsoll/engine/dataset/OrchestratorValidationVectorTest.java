package dev.plimsoll.engine.dataset;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.VectorFiles.VectorFile;
import dev.plimsoll.engine.dataset.BranchedConversation.Branch;
import dev.plimsoll.engine.dataset.BranchedConversation.BranchedTurn;
import dev.plimsoll.engine.dataset.BranchedConversation.Mode;
import dev.plimsoll.engine.dataset.BranchedConversation.Wait;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Which conversations with branches may run, against AIPerf's load-time gate. */
class OrchestratorValidationVectorTest {
    static Stream<Arguments> cases() {
        List<Arguments> all = new ArrayList<>();
        for (VectorFile file : VectorFiles.family("aiperf/orchestrator_validation")) {
            file.cases().forEach(c -> all.add(Arguments.of(c)));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatAiperfRefusesIsRefusedAtTheSamePlace(JsonNode vector) {
        List<BranchedConversation> conversations = new ArrayList<>();
        vector.get("input").get("conversations").forEach(c -> conversations.add(conversation(c)));
        List<BranchGate.Fault> faults = BranchGate.faults(conversations);
        JsonNode expected = vector.get("expected");
        switch (expected.get("outcome").stringValue()) {
            case "accepted" -> assertEquals(List.of(), faults);
            case "rejected_at_construction" -> assertTrue(!faults.isEmpty());
            case "rejected" -> {
                assertTrue(!faults.isEmpty(), () -> expected.toString());
                rule("aiperf/orchestrator_validation", "one-kind-of-error").inForce();
                at(expected.get("loc"), faults.getFirst());
            }
            default -> throw new AssertionError("unknown outcome " + expected);
        }
    }

    private static void at(JsonNode place, BranchGate.Fault fault) {
        assertEquals(place.get("conversation").stringValue(), fault.conversation(), fault::toString);
        boolean unplaced = place.get("turn").isNull() && place.get("branch").isNull();
        if (rule("aiperf/orchestrator_validation", "place-where-aiperf-has-none")
                .applies(unplaced)) {
            return;
        }
        assertEquals(place.get("turn").isNull() ? -1 : place.get("turn").intValue(), fault.turn(), fault::toString);
        assertEquals(place.get("branch").stringValue(null), fault.branch(), fault::toString);
    }

    private static BranchedConversation conversation(JsonNode json) {
        List<BranchedTurn> turns = new ArrayList<>();
        for (JsonNode turn : json.get("turns")) {
            List<Wait> waits = new ArrayList<>();
            turn.path("prerequisites").forEach(wait -> waits.add(wait(wait)));
            turns.add(new BranchedTurn(texts(turn.path("branch_ids")), waits));
        }
        List<Branch> branches = new ArrayList<>();
        for (JsonNode branch : json.path("branches")) {
            branches.add(new Branch(
                    branch.get("branch_id").stringValue(),
                    texts(branch.get("child_conversation_ids")),
                    Mode.valueOf(branch.get("mode").stringValue().toUpperCase(Locale.ROOT)),
                    branch.path("dispatch_timing").stringValue("post").equals("pre")));
        }
        return new BranchedConversation(
                json.get("conversation_id").stringValue(),
                turns,
                branches,
                json.path("is_root").booleanValue(true),
                json.path("agent_depth").intValue(0));
    }

    private static Wait wait(JsonNode json) {
        Set<String> unknown = new HashSet<>();
        for (String name : json.propertyNames()) {
            if (!name.equals("kind") && !name.equals("branch_id") && json.hasNonNull(name)) {
                unknown.add(name);
            }
        }
        return new Wait(json.get("kind").stringValue(), json.path("branch_id").stringValue(null), unknown);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::stringValue).toList();
    }
}
