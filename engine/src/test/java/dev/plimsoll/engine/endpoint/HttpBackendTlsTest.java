package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.http.ScriptedServer;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestTimings;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates are checked unless told otherwise. */
class HttpBackendTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    @Test
    void anUnknownCertificateIsRefused() throws Exception {
        CallResult result = send(keyStore("ip:127.0.0.1"), false, null);
        assertNotNull(result.error());
        assertEquals(ErrorKind.TLS, result.error().kind());
        assertTrue(
                result.error().sample().startsWith("no secure connection to 127.0.0.1:"),
                result.error().sample());
        assertEquals(RequestTimings.ABSENT, result.sendStart());
    }

    @Test
    void anyCertificateIsAcceptedWhenToldSo() throws Exception {
        CallResult result = send(keyStore("dns:somebody.else"), true, null);
        assertNull(result.error());
        assertEquals("Hello", result.text());
        assertTrue(result.tlsNs() > 0);
        assertTrue(result.connectNs() > 0);
        assertTrue(RequestTimings.has(result.sendEnd()));
    }

    @Test
    void aLongRequestIsFlushedThroughTlsToo() throws Exception {
        CallResult result = send(keyStore("ip:127.0.0.1"), true, null, "x".repeat(8 << 20));
        assertNull(result.error());
        assertTrue(result.sendEnd() > result.sendStart());
        assertTrue(result.sendEnd() <= result.firstByte());
    }

    @Test
    void aTrustedCertificateOfAnotherHostIsRefused() throws Exception {
        Path store = keyStore("dns:somebody.else");
        CallResult result = send(store, false, store);
        assertNotNull(result.error());
        assertEquals(ErrorKind.TLS, result.error().kind());
        assertTrue(result.error().sample().contains("127.0.0.1"), result.error().sample());
    }

    @Test
    void aTrustedCertificateOfTheHostIsAccepted() throws Exception {
        Path store = keyStore("ip:127.0.0.1");
        assertNull(send(store, false, store).error());
    }

    @Test
    void aServerThatSpeaksNoTlsIsToldAsSuch() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(c -> {
                    c.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                    c.awaitClose();
                });
                BackendFixture fixture = new BackendFixture(
                        BackendFixture.settings(server.url().replace("http:", "https:"), "chat", true))) {
            CallResult result = fixture.sendAndAwait(BackendFixture.turn("hi"));
            assertNotNull(result.error());
            assertEquals(ErrorKind.TLS, result.error().kind());
        }
    }

    private CallResult send(Path store, boolean insecure, Path trusted) throws Exception {
        return send(store, insecure, trusted, "hi");
    }

    private CallResult send(Path store, boolean insecure, Path trusted, String prompt) throws Exception {
        String before = System.getProperty("javax.net.ssl.trustStore");
        if (trusted != null) {
            System.setProperty("javax.net.ssl.trustStore", trusted.toString());
            System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        }
        try (ScriptedServer server = ScriptedServer.start(tlsSocket(store), c -> {
            while (c.readRequest()) {
                c.write(Answers.STREAM);
            }
        })) {
            BackendSettings s = BackendFixture.settings("https://127.0.0.1:" + server.port(), "chat", true);
            BackendSettings settings = new BackendSettings(
                    s.url(),
                    s.endpoint(),
                    s.model(),
                    true,
                    null,
                    s.headers(),
                    "{}",
                    insecure,
                    0,
                    0,
                    0,
                    100,
                    "none",
                    true);
            try (BackendFixture fixture = new BackendFixture(settings)) {
                return fixture.sendAndAwait(BackendFixture.turn(prompt));
            }
        } finally {
            if (before == null) {
                System.clearProperty("javax.net.ssl.trustStore");
            } else {
                System.setProperty("javax.net.ssl.trustStore", before);
            }
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    private static ServerSocket tlsSocket(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    private Path keyStore(String subjectAlternativeName) throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=" + subjectAlternativeName,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(keytool.waitFor(30, TimeUnit.SECONDS), "keytool hangs");
        assertEquals(0, keytool.exitValue(), said);
        return store;
    }
}
