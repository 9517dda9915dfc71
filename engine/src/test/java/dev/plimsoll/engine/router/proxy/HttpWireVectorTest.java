package dev.plimsoll.engine.router.proxy;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.router.config.LoadOptions;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RouterConfigReader;
import dev.plimsoll.engine.router.process.ModelState;
import dev.plimsoll.engine.router.schedule.Failure;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** llama-swap's HTTP answers, those that are functions of the configuration and the states. */
class HttpWireVectorTest {
    private static final RouterConfig CONFIG =
            RouterConfigReader.read(null, """
                models:
                  A: {cmd: "serve ${PORT}", aliases: [a-alias], name: The first, description: One of three}
                  B: {cmd: "serve ${PORT}", concurrencyLimit: 2}
                  C: {cmd: "serve ${PORT}", unlisted: true}
                """, LoadOptions.usual()).orThrow();

    static Stream<Arguments> cases() {
        return VectorFiles.family("llama-swap/http-wire").stream()
                .flatMap(file -> file.cases().stream())
                .map(each -> Arguments.of(each.get("name").asString(), each.get("expected_effects")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theAnswerIsTheSame(String name, JsonNode expected) {
        switch (name) {
            case "no-model-in-body", "unknown-model" ->
                error(expected.get(0), ErrorAnswer.of(new Failure(Failure.Code.MODEL_NOT_FOUND, "no")));
            case "start-failure-non-stream" ->
                error(expected.get(0), ErrorAnswer.of(new Failure(Failure.Code.LOAD_FAILED, "no")));
            case "over-limit" ->
                error(expected.get(0), ErrorAnswer.of(new Failure(Failure.Code.CONCURRENCY_LIMIT, "no")));
            case "models-listing" -> listing(expected.get(0));
            case "alias-is-forwarded-verbatim" -> {
                ObjectNode request = (ObjectNode) JsonMapper.shared().readTree("{\"model\": \"a-alias\"}");
                ObjectNode passed = RequestFilter.apply(CONFIG.models().get("A"), request);
                assertEquals(expected.get(0).get("upstream_sees_model"), passed.get("model"));
            }
            case "upstream-passthrough" -> upstream(expected);
            default -> rule("llama-swap/http-wire", "http-front-to-come").skipIf(true);
        }
    }

    private static void error(JsonNode expected, ErrorAnswer answer) {
        assertEquals(expected.get("status").asInt(), answer.status());
        JsonNode error = answer.body().get("error");
        assertEquals(expected.get("error.type"), error.get("type"));
        assertEquals(expected.get("error.code"), error.get("code"));
        assertEquals(expected.path("Retry-After").asString(""), answer.headers().getOrDefault("Retry-After", ""));
        rule("llama-swap/http-wire", "source-not-src").inForce();
        assertEquals("router", answer.body().get("source").asString());
    }

    private static void listing(JsonNode expected) {
        ObjectNode listing =
                ModelListing.of(CONFIG, id -> id.equals("A") ? ModelState.READY : ModelState.STOPPED, 1_700_000_000L);
        assertEquals(expected.get("object"), listing.get("object"));
        assertEquals(
                List.of("A", "B"),
                listing.get("data")
                        .valueStream()
                        .map(each -> each.get("id").asString())
                        .toList());
        JsonNode first = listing.get("data").get(0);
        assertEquals("model", first.get("object").asString());
        assertEquals("The first", first.get("name").asString());
        assertEquals("One of three", first.get("description").asString());
        assertEquals("loaded", first.get("status").get("value").asString());
        assertEquals(
                "unloaded",
                listing.get("data").get(1).get("status").get("value").asString());
        assertFalse(listing.get("data").get(1).has("name"));
        rule("llama-swap/http-wire", "owned-by-us").inForce();
        assertEquals("plimsoll", first.get("owned_by").asString());
        assertEquals(
                "a-alias",
                first.get("meta").get("plimsoll").get("aliases").get(0).asString());
    }

    private static void upstream(JsonNode expected) {
        assertEquals(new UpstreamPath.Redirect(expected.get(0).get("Location").asString()), upstream("/upstream/A"));
        assertEquals(
                new UpstreamPath.Pass("A", expected.get(1).get("upstream_path").asString()),
                upstream("/upstream/A/props"));
        assertEquals(
                expected.get(2).get("status").asInt(),
                refused("/upstream/zzz/x").status());
        ErrorAnswer conflict = refused("/upstream/A/app.js");
        assertEquals(expected.get(3).get("status").asInt(), conflict.status());
        assertEquals(expected.get(3).get("error.code").asString(), conflict.code());
    }

    private static ErrorAnswer refused(String path) {
        UpstreamPath meaning = upstream(path);
        assertTrue(meaning instanceof UpstreamPath.Refused, path);
        return ((UpstreamPath.Refused) meaning).answer();
    }

    private static UpstreamPath upstream(String path) {
        return UpstreamPath.of(path, CONFIG, _ -> ModelState.STOPPED);
    }
}
