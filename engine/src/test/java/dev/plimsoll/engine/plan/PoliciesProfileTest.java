package dev.plimsoll.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A comparison of policies has one open loop that no answer can delay. */
class PoliciesProfileTest {
    @TempDir
    private Path folder;

    private List<String> faults(String load, String policies) {
        return Workspaces.faults(Workspaces.benchmark(
                folder, "{\"kind\": \"policies\", \"policies\": %s, \"load\": %s}".formatted(policies, load), ""));
    }

    @Test
    void aComparisonIsItsPoliciesAndOneLoad() {
        assertEquals(
                new ProfilePlan.Policies(
                        List.of("serial", "fifo"), new ProfilePlan.Poisson(List.of(2.0), null, 3, 7L), true),
                PlanCompiler.compile(Workspaces.benchmark(folder, """
                    {"kind": "policies", "policies": ["serial", "fifo"],
                     "load": {"kind": "poisson", "rate": 2, "seed": 7, "rampup": 3}}\
                    """, ""), null)
                        .profile());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kind': 'synchronous'} | starts a request when another one has ended",
                "{'kind': 'concurrent', 'streams': 2} | starts a request when another one has ended",
                "{'kind': 'throughput'} | starts a request when another one has ended",
                "{'kind': 'users', 'users': 2, 'rate': 1} | has turns that follow their answers",
                "{'kind': 'constant', 'rate': 2, 'maxConcurrency': 8} | lets a start wait for an answer",
                "{'kind': 'constant', 'rate': [2, 3]} | must be one rate: each policy has one stage",
                "{'kind': 'sweep'} | has several stages",
                "{'kind': 'constant', 'rate': 2, 'cooldownBetween': 1} | belongs to the policies, not to their load",
                "{'kind': 'policies', 'policies': ['fifo'], 'load': {'kind': 'constant', 'rate': 1}} | cannot be within"
                        + " itself"
            })
    void whatWouldLetArrivalsDependOnThePolicyIsRefusedWithTheReason(String load, String told) {
        List<String> faults = faults(load.replace('\'', '"'), "[\"fifo\"]");
        assertTrue(faults.stream().anyMatch(fault -> fault.startsWith(told)), faults::toString);
    }

    @Test
    void policiesMustBeNamedAndNoneTwice() {
        String load = "{\"kind\": \"constant\", \"rate\": 1}";
        assertEquals(List.of("'fifo' is there already"), faults(load, "[\"fifo\", \"serial\", \"fifo\"]"));
        assertEquals(List.of("must not be an empty list"), faults(load, "[]"));
        assertEquals(
                List.of("is missing", "is missing"),
                Workspaces.faults(Workspaces.benchmark(folder, "{\"kind\": \"policies\"}", "")));
    }
}
