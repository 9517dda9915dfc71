package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import dev.plimsoll.engine.http.ScriptedServer;
import dev.plimsoll.engine.http.TestCertificates;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestTimings;
import io.netty.pkitesting.X509Bundle;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates are checked unless told otherwise, and a refusal says why and what to do. */
class HttpBackendTlsTest {
    @Test
    void aSelfSignedCertificateIsRefused() throws Exception {
        assertRefused(
                send(TestCertificates.selfSigned(), false, null),
                "its certificate is self-signed (CN=test); name its certificate in caFile,"
                        + " or set insecure to accept any certificate");
    }

    @Test
    void aSelfSignedCertificateIsAcceptedWhereItIsNamed() throws Exception {
        X509Bundle own = TestCertificates.selfSigned();
        assertNull(send(own, false, own.getCertificatePEM()).error());
    }

    @Test
    void anUnknownAuthorityIsRefusedByName() throws Exception {
        assertRefused(
                send(TestCertificates.issuedBy(TestCertificates.authority()), false, null),
                "its certificate is signed by an authority that is not trusted (CN=Some Authority);"
                        + " name the authority's certificate in caFile, or set insecure to accept any certificate");
    }

    @Test
    void anAuthorityThatIsNamedIsTrusted() throws Exception {
        X509Bundle authority = TestCertificates.authority();
        CallResult result = send(TestCertificates.issuedBy(authority), false, authority.getCertificatePEM());
        assertNull(result.error());
        assertEquals("Hello", result.text());
    }

    @Test
    void anotherAuthorityThanTheNamedOneIsRefused() throws Exception {
        CallResult result = send(
                TestCertificates.issuedBy(TestCertificates.authority()),
                false,
                TestCertificates.authority().getCertificatePEM());
        assertEquals(ErrorKind.TLS, kind(result));
    }

    @Test
    void aCertificateOfAnotherHostIsRefusedWithTheNamesItHolds() throws Exception {
        X509Bundle authority = TestCertificates.authority();
        assertRefused(
                send(TestCertificates.forAnotherHost(authority), false, authority.getCertificatePEM()),
                "its certificate is for somebody.else, 192.0.2.7 and not for the host of the URL;"
                        + " use a name it holds, or set insecure to accept any certificate");
    }

    @Test
    void anExpiredCertificateIsRefusedWithItsDay() throws Exception {
        X509Bundle authority = TestCertificates.authority();
        assertRefused(
                send(TestCertificates.expired(authority), false, authority.getCertificatePEM()),
                "its certificate expired on 2020-06-01; renew it, or set insecure to accept any certificate");
    }

    @Test
    void aCertificateOfTheFutureIsRefused() throws Exception {
        X509Bundle authority = TestCertificates.authority();
        CallResult result = send(TestCertificates.notYetValid(authority), false, authority.getCertificatePEM());
        assertEquals(ErrorKind.TLS, kind(result));
        assertTrue(sample(result).contains("its certificate is valid only from 20"), sample(result));
    }

    @Test
    void anyCertificateIsAcceptedWhenToldSo() throws Exception {
        CallResult result = send(TestCertificates.expired(TestCertificates.authority()), true, null);
        assertNull(result.error());
        assertEquals("Hello", result.text());
        assertTrue(result.tlsNs() > 0);
        assertTrue(result.connectNs() > 0);
        assertTrue(result.blockedNs() >= result.connectNs() + result.tlsNs());
        assertTrue(RequestTimings.has(result.sendEnd()));
    }

    @Test
    void whatIsNoCertificateIsRefusedBeforeAnythingIsSent() {
        for (String text : List.of("", "hello", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")) {
            HttpOptions options = new HttpOptions(1, false, text, new HttpTimeouts(0, 0, 0));
            assertThrows(
                    PlimsollException.class,
                    () -> new BackendFixture(BackendFixture.settings("https://127.0.0.1:1", options)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void bothVersionsOfTlsAreSpoken(String version) throws Exception {
        X509Bundle own = TestCertificates.selfSigned();
        assertNull(send(TestCertificates.socket(own, version), false, own.getCertificatePEM(), "127.0.0.1", "hi")
                .error());
    }

    @Test
    void aLongRequestIsFlushedThroughTlsToo() throws Exception {
        X509Bundle own = TestCertificates.selfSigned();
        CallResult result =
                send(TestCertificates.socket(own), false, own.getCertificatePEM(), "127.0.0.1", "x".repeat(8 << 20));
        assertNull(result.error());
        assertTrue(result.sendEnd() > result.sendStart());
        assertTrue(result.sendEnd() <= result.firstByte());
    }

    @Test
    void aServerThatSpeaksNoTlsIsToldAsSuch() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(c -> {
                    c.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                    c.awaitClose();
                });
                BackendFixture fixture = new BackendFixture(
                        BackendFixture.settings(server.url().replace("http:", "https:"), "chat", true))) {
            assertRefused(
                    fixture.sendAndAwait(BackendFixture.turn("hi")),
                    "the server does not speak TLS on this port; write http:// in its URL, or name its TLS port");
        }
    }

    @Test
    void aServerThatClosesDuringTheHandshakeIsToldAsSuch() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(c -> c.read(5));
                BackendFixture fixture = new BackendFixture(
                        BackendFixture.settings(server.url().replace("http:", "https:"), "chat", true))) {
            assertRefused(
                    fixture.sendAndAwait(BackendFixture.turn("hi")),
                    "the server closed the connection during the handshake");
        }
    }

    private static void assertRefused(CallResult result, String why) {
        assertEquals(ErrorKind.TLS, kind(result));
        String sample = sample(result);
        assertTrue(sample.startsWith("no secure connection to 127.0.0.1:"), sample);
        assertEquals(why, sample.substring(sample.indexOf(": ") + 2));
        assertEquals(RequestTimings.ABSENT, result.sendStart());
    }

    private static ErrorKind kind(CallResult result) {
        assertNotNull(result.error());
        return result.error().kind();
    }

    private static String sample(CallResult result) {
        assertNotNull(result.error());
        return result.error().sample();
    }

    private static CallResult send(X509Bundle certificate, boolean insecure, String trusted) throws Exception {
        return send(TestCertificates.socket(certificate), insecure, trusted, "127.0.0.1", "hi");
    }

    private static CallResult send(ServerSocket socket, boolean insecure, String trusted, String host, String prompt)
            throws Exception {
        try (ScriptedServer server = ScriptedServer.start(socket, c -> {
                    while (c.readRequest()) {
                        c.write(Answers.STREAM);
                    }
                });
                BackendFixture fixture = new BackendFixture(BackendFixture.settings(
                        "https://" + host + ":" + server.port(),
                        new HttpOptions(1, insecure, trusted, new HttpTimeouts(0, 0, 0))))) {
            return fixture.sendAndAwait(BackendFixture.turn(prompt));
        }
    }
}
