package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import dev.plimsoll.engine.http.ScriptedServer;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.TokenSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are wrong or cut, over real loopback sockets: told as what they are, with what came before. */
class AnswerFaultTest {
    @Test
    void aStatusOtherThan2xxKeepsCodeRetryAfterAndTheServersMessage() throws Exception {
        CallResult result = Served.answer(
                "chat",
                true,
                Answers.whole(503, "Retry-After: 2\r\n", "{\"error\":{\"message\":\"overloaded\",\"type\":\"x\"}}"));
        assertEquals(new RequestError(ErrorKind.HTTP, 503, "overloaded", 2), Served.error(ErrorKind.HTTP, result));
        assertEquals(503, result.wire().httpStatus());
    }

    @Test
    void anErrorPageIsToldByItsTextWithoutTags() throws Exception {
        CallResult result = Served.answer(
                "chat",
                true,
                Answers.whole(
                        502,
                        "Content-Type: text/html\r\n",
                        "<html><head><style>a{}</style></head><body><h1>502 Bad Gateway</h1></body></html>"));
        assertEquals("502 Bad Gateway", Served.error(ErrorKind.HTTP, result).sample());
    }

    @Test
    void anErrorStatusWithoutABodyStillHasASample() throws Exception {
        assertEquals(
                "HTTP status 500",
                Served.error(ErrorKind.HTTP, Served.answer("chat", true, Answers.whole(500, "", "")))
                        .sample());
    }

    @Test
    void aRedirectIsToldWithWhereItLeads() throws Exception {
        RequestError error = Served.error(
                ErrorKind.HTTP,
                Served.answer("chat", true, Answers.whole(307, "Location: https://x/v1\r\n", "<p>moved</p>")));
        assertEquals(307, error.httpStatus());
        assertTrue(error.sample().contains("https://x/v1"), error.sample());
    }

    @Test
    void anErrorObjectInsideAStreamIsAStreamErrorAndKeepsWhatCame() throws Exception {
        CallResult result = Served.answer(
                "chat",
                true,
                Answers.EVENTS + Answers.delta("a") + Answers.chunk("{\"error\":{\"message\":\"boom\",\"code\":500}}")
                        + Answers.chunk("[DONE]") + "0\r\n\r\n");
        assertEquals("boom", Served.error(ErrorKind.STREAM_ERROR, result).sample());
        assertEquals("a", result.text());
        assertEquals(1, result.wire().contentEvents());
        assertEquals(TokenSource.EVENTS, result.tokens().outputSource());
    }

    @Test
    void anEventNamedErrorIsAStreamError() throws Exception {
        CallResult result = Served.answer(
                "chat",
                true,
                Answers.EVENTS + "2c\r\nevent: error\ndata: {\"message\":\"out of it\"}\n\n\r\n0\r\n\r\n");
        assertEquals("out of it", Served.error(ErrorKind.STREAM_ERROR, result).sample());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | {\"choices\":[]}",
                "true  |"
                    + " {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":\"stop\"}]}",
                "false |"
                    + " {\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null},\"finish_reason\":\"stop\"}]}",
                "false | {}",
            })
    void a2xxAnswerWithoutAnyOutputIsNoContent(boolean stream, String json) throws Exception {
        String answer = stream
                ? Answers.EVENTS + Answers.chunk(json) + Answers.chunk("[DONE]") + "0\r\n\r\n"
                : Answers.json(json);
        Served.error(ErrorKind.NO_CONTENT, Served.answer("chat", stream, answer));
    }

    @Test
    void anEmptyBodyIsNoContent() throws Exception {
        Served.error(ErrorKind.NO_CONTENT, Served.answer("chat", false, Answers.json("")));
    }

    @Test
    void aWholeAnswerThatIsNotJsonIsAParseError() throws Exception {
        RequestError error =
                Served.error(ErrorKind.PARSE, Served.answer("chat", false, Answers.json("{\"choices\":[{\"mess")));
        assertTrue(error.sample().contains("{\"choices\":[{\"mess"), error.sample());
        assertEquals(200, error.httpStatus());
    }

    @Test
    void anEventThatIsNotJsonIsAParseError() throws Exception {
        Served.error(
                ErrorKind.PARSE,
                Served.answer(
                        "chat", true, Answers.EVENTS + Answers.chunk("{oops") + Answers.chunk("[DONE]") + "0\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConnectionLostInMidStreamIsAResetAndKeepsWhatCame(boolean hard) throws Exception {
        CallResult result = Served.by("chat", true, c -> {
            c.readRequest();
            c.write(Answers.EVENTS + Answers.delta("a") + Answers.delta("b"));
            if (hard) {
                c.reset();
            }
        });
        RequestError error = Served.error(ErrorKind.RESET, result);
        assertEquals(0, result.wire().retries());
        if (!hard) { // what a reset leaves readable is up to the kernel
            assertEquals("the server closed the connection in the middle of the answer", error.sample());
            assertEquals("ab", result.text());
            assertEquals(2, result.tokens().output());
        }
    }

    @Test
    void aStreamThatSaidDoneIsGoodHoweverTheConnectionEnds() throws Exception {
        CallResult result = Served.by("chat", true, c -> {
            c.readRequest();
            c.write(Answers.STREAM.substring(0, Answers.STREAM.length() - "0\r\n\r\n".length()));
        });
        assertNull(result.error());
        assertEquals("Hello", result.text());
    }

    @Test
    void aStreamWithoutDoneIsGoodIfItFinishedAndItsBodyEnded() throws Exception {
        String finish = Answers.chunk("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}]}");
        assertNull(Served.answer("chat", true, Answers.EVENTS + Answers.delta("a") + finish + "0\r\n\r\n")
                .error());
        RequestError cut = Served.error(
                ErrorKind.RESET, Served.answer("chat", true, Answers.EVENTS + Answers.delta("a") + "0\r\n\r\n"));
        assertEquals("the stream ended without finish_reason and without [DONE]", cut.sample());
    }

    @Test
    void aStreamEndedByCloseAloneIsGoodIfItSaidDone() throws Exception {
        CallResult result = Served.by("chat", true, c -> {
            c.readRequest();
            c.write("HTTP/1.0 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: {\"choices\":[{\"index\":0,"
                    + "\"delta\":{\"content\":\"x\"}}]}\n\ndata: [DONE]\n\n");
        });
        assertNull(result.error());
        assertEquals("x", result.text());
    }

    @Test
    void aFreshConnectionThatDiesBeforeAnyByteIsNotTriedAgain() throws Exception {
        CallResult result = Served.by("chat", true, ScriptedServer.Conversation::readRequest);
        assertEquals(
                "the server closed the connection before any byte of the answer",
                Served.error(ErrorKind.RESET, result).sample());
        assertEquals(0, result.wire().retries());
    }

    @Test
    void bytesThatAreNotHttpAreAProtocolError() throws Exception {
        Served.error(ErrorKind.PROTOCOL, Served.answer("chat", true, "SSH-2.0-OpenSSH_9.2p1\r\n"));
        Served.error(ErrorKind.PROTOCOL, Served.answer("chat", true, Answers.EVENTS + "zz\r\n"));
    }

    @Test
    void anUninvitedCompressionIsTold() throws Exception {
        RequestError error = Served.error(
                ErrorKind.PARSE,
                Served.answer("chat", true, Answers.whole(200, "Content-Encoding: gzip\r\n", "\u001f\u008b")));
        assertTrue(error.sample().contains("gzip"), error.sample());
    }

    @Test
    void secretsNeverShowInASample() throws Exception {
        BackendSettings plain;
        try (ScriptedServer server = ScriptedServer.start(c -> {
            c.readRequest();
            c.write(Answers.whole(401, "", "{\"error\":\"key sk-very-secret of tenant-4711 is unknown\"}"));
            c.awaitClose();
        })) {
            plain = BackendFixture.settings(server.url(), "chat", true);
            BackendSettings settings = new BackendSettings(
                    plain.url(),
                    plain.endpoint(),
                    plain.model(),
                    true,
                    "sk-very-secret",
                    Map.of("X-Tenant", "tenant-4711"),
                    "{}",
                    HttpOptions.of(new HttpTimeouts(0, 0, 0)),
                    10,
                    "none",
                    false);
            try (BackendFixture fixture = new BackendFixture(settings)) {
                CallResult result = fixture.sendAndAwait(BackendFixture.turn("hi"));
                assertEquals(
                        "key *** of *** is unknown",
                        Served.error(ErrorKind.HTTP, result).sample());
                assertNull(result.text());
                String request = server.requests().getFirst();
                assertTrue(request.contains("\r\nAuthorization: Bearer sk-very-secret\r\n"), request);
                assertTrue(request.contains("\r\nX-Tenant: tenant-4711\r\n"), request);
                assertFalse(fixture.backend.info().toString().contains("4711"));
                assertFalse(settings.toString().contains("secret"));
            }
        }
    }
}
