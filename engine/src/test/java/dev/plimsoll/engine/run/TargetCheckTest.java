package dev.plimsoll.engine.run;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.plimsoll.engine.http.Http2Server;
import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.problem.PlimsollException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TargetCheckTest {
    private static final String MODELS = "{\"object\":\"list\",\"data\":[{\"id\":\"tiny\"},{\"id\":\"big\"}]}";
    private static final Secrets NO_SECRETS = new Secrets(null, Map.of(), null);

    private final WireMockServer server = new WireMockServer(
            WireMockConfiguration.options().dynamicPort().dynamicHttpsPort().bindAddress("127.0.0.1"));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void theFirstListedModelIsTakenWhereNoneIsNamed() {
        server.stubFor(get("/v1/models").willReturn(okJson(MODELS)));
        TargetCheck.Found found = TargetCheck.check(target(null, false), base(), NO_SECRETS);
        assertEquals("tiny", found.model());
        assertTrue(found.local());
    }

    @Test
    void aModelThatIsNotListedIsToldWithThoseThatAre() {
        server.stubFor(get("/v1/models").willReturn(okJson(MODELS)));
        assertTold(
                "has no model 'huge'. It lists: tiny, big",
                () -> TargetCheck.check(target("huge", false), base(), NO_SECRETS));
    }

    @Test
    void theKeyIsSentAndARefusalNamesTheVariable() {
        server.stubFor(get("/v1/models").willReturn(aResponse().withStatus(401)));
        server.stubFor(get("/v1/models")
                .withHeader("Authorization", equalTo("Bearer right"))
                .willReturn(okJson(MODELS)));
        assertEquals(
                "tiny",
                TargetCheck.check(target(null, false), base(), new Secrets("right", Map.of(), null))
                        .model());
        assertTold(
                "Check the value of SERVER_KEY",
                () -> TargetCheck.check(target(null, false), base(), new Secrets("wrong", Map.of(), null)));
    }

    @Test
    void aNamedModelIsEnoughForAServerWithoutAList() {
        assertEquals(
                "mine",
                TargetCheck.check(target("mine", false), base(), NO_SECRETS).model());
        assertTold("Name the model", () -> TargetCheck.check(target(null, false), base(), NO_SECRETS));
    }

    @Test
    void aServerThatStillLoadsIsNotReady() {
        server.stubFor(get("/v1/models").willReturn(aResponse().withStatus(503).withBody("Loading model")));
        assertTold("not ready", () -> TargetCheck.check(target(null, false), base(), NO_SECRETS));
    }

    @Test
    void nobodyListeningIsToldWithThePort() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertTold(
                "nothing listens on port " + port,
                () -> TargetCheck.check(target(null, false), URI.create("http://127.0.0.1:" + port), NO_SECRETS));
    }

    @Test
    void anUnknownCertificateIsRefusedUnlessTheUserSaysInsecure() {
        server.stubFor(get("/v1/models").willReturn(okJson(MODELS)));
        URI https = URI.create("https://127.0.0.1:" + server.httpsPort());
        assertTold(
                "set insecure to accept any certificate.",
                () -> TargetCheck.check(target(null, false), https, NO_SECRETS));
        assertEquals(
                "tiny", TargetCheck.check(target(null, true), https, NO_SECRETS).model());
    }

    @Test
    void aServerThatSpeaksOnlyHttp2IsAskedInIt() throws Exception {
        try (Http2Server http2 = Http2Server.start(e -> {
            e.head(200, "content-type", "application/json");
            e.body(MODELS, true);
        })) {
            TargetPlan plain = target(null, false);
            TargetPlan over2 = new TargetPlan(
                    plain.id(),
                    plain.url(),
                    null,
                    plain.endpoint(),
                    null,
                    true,
                    null,
                    null,
                    Map.of(),
                    "{}",
                    false,
                    null,
                    2,
                    plain.timeouts());
            assertEquals(
                    "tiny",
                    TargetCheck.check(over2, URI.create(http2.url()), NO_SECRETS)
                            .model());
        }
    }

    @Test
    void whatAServerSaysNeverShowsTheKey() {
        server.stubFor(get("/v1/models").willReturn(aResponse().withStatus(500).withBody("bad key sk-12345678 given")));
        PlimsollException told = assertThrows(
                PlimsollException.class,
                () -> TargetCheck.check(target(null, false), base(), new Secrets("sk-12345678", Map.of(), null)));
        assertFalse(told.getMessage().contains("sk-12345678"), told.getMessage());
    }

    private static void assertTold(String part, org.junit.jupiter.api.function.Executable check) {
        PlimsollException told = assertThrows(PlimsollException.class, check);
        assertEquals(ExitCode.USAGE, told.exitCode());
        assertTrue(told.getMessage().contains(part), told.getMessage());
    }

    private URI base() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    private static TargetPlan target(String model, boolean insecure) {
        return new TargetPlan(
                "local",
                URI.create("http://127.0.0.1:1"),
                null,
                "chat",
                model,
                true,
                "SERVER_KEY",
                null,
                Map.of(),
                "{}",
                insecure,
                null,
                1,
                new TargetPlan.Timeouts(60, 60, 0));
    }
}
