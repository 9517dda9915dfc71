package dev.plimsoll.engine.router.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the vectors do not say about a configuration: that faults are told together, with line, path and what is allowed. */
class RouterConfigReaderTest {
    private static RouterConfigReader.Result read(String yaml) {
        return RouterConfigReader.read(
                "router.yaml", yaml, new LoadOptions("fifo", null, Map.of("SECRET", "a:b", "LINES", "a\nb")::get));
    }

    private static List<String> told(RouterConfigReader.Result result) {
        return result.faults().stream()
                .map(ConfigFault::problem)
                .map(Problem::tell)
                .toList();
    }

    @Test
    void allFaultsAreToldAtOnceWithLineAndPath() {
        RouterConfigReader.Result result = read("""
            globalTTL: -1
            models:
              a:
                cmd: serve --port ${PORT} ${nope}
                ttl: soon
            routing:
              router: {use: lru}
              scheduler:
                use: lottery
                settings: {fifo: {priority: {ghost: 1}}}
            """);
        assertNull(result.config());
        assertEquals(
                List.of(
                        "router.yaml:1 globalTTL: must be at least 0, but is -1",
                        "router.yaml:5 models.a.ttl: must be a whole number, but is 'soon'",
                        "router.yaml:7 routing.router.use: 'lru' is not known (allowed: group, matrix)",
                        "router.yaml:9 routing.scheduler.use: 'lottery' is not known (allowed: fifo, serial)",
                        "router.yaml:4 models.a.cmd: ${nope} is not known",
                        "router.yaml:10 routing.scheduler.settings.fifo.priority.ghost: 'ghost' is no model (allowed:"
                                + " a)"),
                told(result));
    }

    @Test
    void whatIsNotKnownOrHasNoEffectIsAWarning() {
        RouterConfigReader.Result result = read("""
            models: {a: {cmd: serve, proxy: "http://localhost:1", sendLoadingState: true, colour: red}}
            peers: {p: {}}
            """);
        assertEquals(
                List.of(), result.faults().stream().filter(ConfigFault::isError).toList());
        assertEquals(
                List.of(
                        ConfigFault.Code.KEY_WITHOUT_EFFECT,
                        ConfigFault.Code.KEY_UNKNOWN,
                        ConfigFault.Code.KEY_WITHOUT_EFFECT),
                result.faults().stream().map(ConfigFault::code).toList());
    }

    @Test
    void settingsOfTheOtherRouterAreToldToBeUnused() {
        RouterConfigReader.Result result = read("""
            models: {a: {cmd: "serve ${PORT}"}}
            routing: {router: {settings: {matrix: {sets: {s: a}}}}}
            """);
        assertEquals(
                List.of("router.yaml:2 routing.router.settings.matrix: is not used: routing.router.use is not matrix"),
                told(result));
    }

    @Test
    void theOldKeysAndTheNewOnesExcludeEachOther() {
        assertTrue(codes("models: {a: {cmd: \"s ${PORT}\"}}\n"
                        + "groups: {g: {members: [a]}}\n"
                        + "routing: {router: {use: group}}\n")
                .contains(ConfigFault.Code.LEGACY_AND_ROUTING));
        assertTrue(codes("models: {a: {cmd: \"s ${PORT}\"}}\ngroups: {g: {members: [a]}}\nmatrix: {sets: {s: a}}\n")
                .contains(ConfigFault.Code.GROUPS_AND_MATRIX));
        assertTrue(codes("models: {a: {cmd: \"s ${PORT}\"}}\nrouting: {router: {use: matrix}}\n")
                .contains(ConfigFault.Code.MATRIX_SETTINGS_MISSING));
    }

    private static List<ConfigFault.Code> codes(String yaml) {
        return read(yaml).faults().stream().map(ConfigFault::code).toList();
    }

    @Test
    void anchorsAndMergeKeysWork() {
        RouterConfig config = read("""
            x-base: &base
              ttl: 60
              env: [A=1]
            models:
              a: {<<: *base, cmd: "serve ${PORT}"}
              b: {<<: *base, cmd: "serve ${PORT}", ttl: 5}
            """).orThrow();
        assertEquals(60, config.models().get("a").ttlSeconds());
        assertEquals(5, config.models().get("b").ttlSeconds());
        assertEquals(List.of("A=1"), config.models().get("b").env());
    }

    @Test
    void theEnvironmentIsPutInAndItsLackIsToldUnlessItIsInAComment() {
        RouterConfig config =
                read("# ${env.NOWHERE}\napiKeys: [\"${env.SECRET}\"]\n").orThrow();
        assertEquals(List.of("a:b"), config.apiKeys());
        assertEquals(
                List.of(ConfigFault.Code.ENV_NOT_SET, ConfigFault.Code.ENV_VALUE_INVALID),
                codes("apiKeys: [\"${env.NOWHERE}\", \"${env.LINES}\"]\n"));
    }

    @Test
    void aMacroKeepsItsKindWhereItIsTheWholeValue() {
        RouterConfig config = read("""
            macros: {ctx: 4096, name: "big-${ctx}"}
            models:
              a:
                cmd: serve ${PORT} -c ${ctx}
                metadata: {context: "${ctx}", label: "${name}", port: "${PORT}"}
            """).orThrow();
        ModelConfig model = config.models().get("a");
        assertEquals("serve 5800 -c 4096", model.cmd());
        assertEquals(4096, model.listing().get("metadata").get("context").intValue());
        assertEquals("big-4096", model.listing().get("metadata").get("label").asString());
        assertEquals(5800, model.listing().get("metadata").get("port").intValue());
    }

    @Test
    void theSchedulerAndWhyItIsThisOneAreTold() {
        String models = "models: {a: {cmd: \"serve ${PORT}\"}}\n";
        LoadOptions serial = new LoadOptions("serial", null, _ -> null);
        RoutingConfig fork =
                RouterConfigReader.read(null, models, serial).orThrow().routing();
        assertEquals("serial, routing.scheduler.use is empty", fork.scheduler() + ", " + fork.schedulerWhy());
        RoutingConfig written = RouterConfigReader.read(null, models + "routing: {scheduler: {use: fifo}}\n", serial)
                .orThrow()
                .routing();
        assertEquals("fifo", written.scheduler());
    }

    @Test
    void whatIsNotYamlIsOneFaultWithItsLine() {
        RouterConfigReader.Result result = read("models:\n  a: [\n");
        assertEquals(
                List.of(ConfigFault.Code.YAML_INVALID),
                result.faults().stream().map(ConfigFault::code).toList());
        assertTrue(result.faults().getFirst().problem().line() >= 2);
    }

    @Test
    void aKeyWrittenTwiceIsToldWithItsSecondLine() {
        RouterConfigReader.Result result = read("startPort: 1\nstartPort: 2\n");
        assertEquals(List.of("router.yaml:2 startPort: is written twice"), told(result));
    }
}
