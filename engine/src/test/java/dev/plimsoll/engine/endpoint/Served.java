package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.plimsoll.engine.http.ScriptedServer;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestStatus;

/** One request to a scripted server on a loopback socket, and how it ended. */
final class Served {
    /** Takes a request and says nothing. */
    static final ScriptedServer.Script SILENT = c -> {
        c.readRequest();
        c.awaitClose();
    };

    private Served() {}

    /** The result of one request to a server that answers so and then waits for the client to go. */
    static CallResult answer(String endpoint, boolean stream, String answer) throws Exception {
        return by(endpoint, stream, c -> {
            c.readRequest();
            c.write(answer);
            c.awaitClose();
        });
    }

    /** The result of one request to a server that does this. */
    static CallResult by(String endpoint, boolean stream, ScriptedServer.Script script) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(script);
                BackendFixture fixture = new BackendFixture(BackendFixture.settings(server.url(), endpoint, stream))) {
            return fixture.sendAndAwait(BackendFixture.turn("hi"));
        }
    }

    /** Its error, which must be of this kind. */
    static RequestError error(ErrorKind kind, CallResult result) {
        RequestError error = result.error();
        assertNotNull(error, () -> "no error in " + result);
        assertEquals(kind, error.kind(), error::sample);
        assertEquals(RequestStatus.ERRORED, result.status());
        return error;
    }
}
