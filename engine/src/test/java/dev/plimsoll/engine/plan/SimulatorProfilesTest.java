package dev.plimsoll.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.workspace.TargetSpec;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulatorProfilesTest {
    @Test
    void everyParameterOfTheModelCanBeSetAndHasItsOwnName() throws ReflectiveOperationException {
        List<String> components = Arrays.stream(SimulatorPlan.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        assertEquals(
                components,
                Stream.concat(Stream.of("profile", "model"), TargetSpec.Simulator.PARAMETERS.stream())
                        .toList());
        for (RecordComponent component : SimulatorPlan.class.getRecordComponents()) {
            if (component.getType() != String.class) {
                SimulatorPlan plan = SimulatorProfiles.of("small", Map.of(component.getName(), "1"));
                Object value = component.getAccessor().invoke(plan);
                assertEquals(1.0, ((Number) value).doubleValue(), component.getName());
            }
        }
        assertEquals("m", SimulatorProfiles.of("large", Map.of("model", "m")).model());
    }

    @Test
    void theSmallProfileIsFullAtFortyRequestsASecond() {
        SimulatorPlan small = SimulatorProfiles.of("small", 1);
        double prefillUs = small.prefillBaseUs() + 128 * small.prefillPerTokenUs();
        double fullStepUs = small.stepBaseUs() + small.slots() * small.stepPerSequenceUs();
        assertEquals(40, 1e6 / (prefillUs + 63 * fullStepUs / small.slots()), 0.5);
    }

    @Test
    void whatIsWrongWithParametersIsToldTogether() {
        PlimsollException e = assertThrows(
                PlimsollException.class,
                () -> SimulatorProfiles.of(
                        "tiny",
                        new TreeMap<>(Map.of("errorRate", "2", "slots", "1.5", "speed", "9", "jitter", "NaN"))));
        assertEquals(
                List.of("profile", "errorRate", "jitter", "slots", "speed"),
                e.problems().stream().map(Problem::path).toList());
        assertEquals(
                "errorRate: must be from 0 to 1, but is 2", e.problems().get(1).tell());
    }
}
