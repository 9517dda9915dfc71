package dev.plimsoll.engine.router.config;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.router.process.CommandLine;
import dev.plimsoll.engine.router.swap.ModelGroup;
import dev.plimsoll.engine.router.swap.RouterVectors;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** llama-swap's configuration: what a document means, and what is wrong with it; and how a command is taken apart. */
class ConfigVectorTest {
    private static final Set<String> CODES =
            Arrays.stream(ConfigFault.Code.values()).map(Enum::name).collect(Collectors.toSet());

    static Stream<Arguments> documents() {
        return cases("llama-swap/config");
    }

    static Stream<Arguments> commands() {
        return cases("llama-swap/command-line");
    }

    static Stream<Arguments> selectors() {
        return cases("llama-swap/selectors");
    }

    private static Stream<Arguments> cases(String family) {
        return VectorFiles.family(family).stream()
                .flatMap(file -> file.cases().stream())
                .map(each -> Arguments.of(each.get("name").asString(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void aCommandIsTakenApartWithoutAShell(String name, JsonNode example) {
        JsonNode expected = example.get("expected_effects").get(0);
        List<String> wanted = expected.has("error") ? List.of() : RouterVectors.strings(expected.get("argv"));
        assertEquals(
                wanted,
                CommandLine.split(example.get("events").get(0).get("cmd").asString()),
                name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("selectors")
    void selectorsAreToldToHaveNoEffect(String name, JsonNode example) {
        JsonNode config = example.path("config");
        String yaml =
                "selectors: {virtual: {strategy: \"" + config.path("strategy").asString("") + "\"}}\n";
        assertTrue(has(RouterConfigReader.read(null, yaml, LoadOptions.usual()), ConfigFault.Code.KEY_WITHOUT_EFFECT));
        rule("llama-swap/selectors", "selectors-left-out").skipIf(true);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void aDocumentMeansTheSame(String name, JsonNode example) {
        String yaml = example.get("config").get("yaml").asString();
        JsonNode expected = example.get("expected_effects").get(0);
        RouterConfigReader.Result result = RouterConfigReader.read(null, yaml, LoadOptions.usual());
        boolean ownMembers = has(result, ConfigFault.Code.MEMBER_UNKNOWN);
        if (rule("llama-swap/config", "members-are-models").applies(ownMembers && !expected.has("error"))) {
            assertTrue(result.config() == null, name);
            return;
        }
        boolean withoutEffect = result.config() != null && has(result, ConfigFault.Code.KEY_WITHOUT_EFFECT);
        if (!expected.has("error")) {
            compare(expected, result, name);
        } else if (rule("llama-swap/config", "keys-without-effect").applies(withoutEffect)) {
            assertFalse(result.warnings().isEmpty(), name);
        } else if (rule("llama-swap/config", "serial-is-known").applies(yaml.contains("use: serial"))) {
            assertFalse(has(result, ConfigFault.Code.SCHEDULER_UNKNOWN), name);
        } else {
            String code = expected.get("error").asString();
            List<String> told = result.faults().stream()
                    .filter(ConfigFault::isError)
                    .map(fault -> fault.code().name())
                    .toList();
            assertTrue(
                    CODES.contains(code) ? told.contains(code) : !told.isEmpty(),
                    () -> name + ": " + code + " is not among " + result.faults());
        }
    }

    private static boolean has(RouterConfigReader.Result result, ConfigFault.Code code) {
        return result.faults().stream().anyMatch(fault -> fault.code() == code);
    }

    private static void compare(JsonNode expected, RouterConfigReader.Result result, String name) {
        RouterConfig config = result.orThrow();
        RoutingConfig routing = config.routing();
        assertEquals(expected.get("router").asString(), routing.router(), name);
        assertEquals(expected.get("scheduler").asString(), routing.scheduler(), name);
        Set<String> groups = new TreeSet<>();
        expected.get("groups")
                .properties()
                .forEach(group -> groups.add(group(
                        group.getKey(),
                        group.getValue().get("swap").asBoolean(),
                        group.getValue().get("exclusive").asBoolean(),
                        group.getValue().get("persistent").asBoolean(),
                        RouterVectors.strings(group.getValue().get("members")))));
        assertEquals(
                groups,
                routing.groups().stream()
                        .map(each ->
                                group(each.name(), each.swap(), each.exclusive(), each.persistent(), each.members()))
                        .collect(Collectors.toCollection(TreeSet::new)),
                name);
        assertEquals(
                Set.copyOf(expected.get("models").propertyNames()),
                config.models().keySet(),
                name);
        expected.get("models")
                .properties()
                .forEach(model -> model.getValue()
                        .properties()
                        .forEach(each -> assertEquals(
                                each.getValue().isArray()
                                        ? RouterVectors.strings(each.getValue()).toString()
                                        : each.getValue().asString(),
                                field(config.models().get(model.getKey()), each.getKey()),
                                name + " " + model.getKey() + "." + each.getKey())));
        assertEquals(expected.get("healthCheckTimeout").asLong(), config.healthCheckTimeoutSeconds(), name);
        assertEquals(expected.get("startPort").asInt(), config.startPort(), name);
        assertEquals(RouterVectors.strings(expected.get("preload")), config.preload(), name);
        if (expected.has("globals")) {
            rule("llama-swap/config", "no-captures").inForce();
            assertEquals(expected.get("globals").get("logLevel").asString(), config.logLevel(), name);
            assertEquals(expected.get("globals").get("logToStdout").asString(), config.logToStdout(), name);
        }
    }

    private static String group(
            String name, boolean swap, boolean exclusive, boolean persistent, List<String> members) {
        return new ModelGroup(name, swap, exclusive, persistent, members).toString();
    }

    private static String field(ModelConfig model, String name) {
        return switch (name) {
            case "cmd" -> model.cmd();
            case "cmdStop" -> model.cmdStop();
            case "proxy" -> model.proxy();
            case "checkEndpoint" -> model.checkEndpoint();
            case "ttl" -> Long.toString(model.ttlSeconds());
            case "unloadTimeout" -> Long.toString(model.unloadTimeoutSeconds());
            case "concurrencyLimit" -> Integer.toString(model.concurrencyLimit());
            case "aliases" -> model.aliases().toString();
            case "env" -> model.env().toString();
            case "useModelName" -> model.useModelName();
            case "unlisted" -> Boolean.toString(model.unlisted());
            case "name" ->
                model.listing().containsKey("name")
                        ? model.listing().get("name").asString()
                        : "";
            case "description" ->
                model.listing().containsKey("description")
                        ? model.listing().get("description").asString()
                        : "";
            default -> throw new AssertionError("an unknown field of a model: " + name);
        };
    }
}
