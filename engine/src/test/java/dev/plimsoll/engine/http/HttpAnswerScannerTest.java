package dev.plimsoll.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerScannerTest {
    private static ScannedAnswer scan(String answer) {
        return ScannedAnswer.inPieces(answer.getBytes(StandardCharsets.ISO_8859_1), Integer.MAX_VALUE);
    }

    @Test
    void aBodyOfKnownLengthEndsThere() {
        ScannedAnswer answer = scan("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1");
        assertTrue(answer.done());
        assertEquals("abc", answer.body());
        assertEquals(8, answer.unused());
        assertTrue(answer.keepsAlive());
    }

    @Test
    void chunksLoseTheirFramingExtensionsAndTrailers() {
        ScannedAnswer answer = scan("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n"
                + "3;name=\"a;b\"\r\nabc\r\nA \r\n0123456789\r\n0\r\nX-T: 1\r\nY: 2\r\n\r\n");
        assertTrue(answer.done());
        assertEquals("abc0123456789", answer.body());
        assertEquals(0, answer.unused());
    }

    @Test
    void chunksWinOverALength() {
        ScannedAnswer answer =
                scan("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n");
        assertEquals("ab", answer.body());
    }

    @Test
    void withoutAnyFramingTheCloseEndsTheBody() {
        ScannedAnswer answer = scan("HTTP/1.0 200 OK\r\n\r\nall of it");
        assertEquals("all of it", answer.body());
        assertFalse(answer.done());
        assertTrue(answer.endsByClose());
        assertFalse(answer.keepsAlive());
    }

    @Test
    void aCloseInsideAFramedBodyIsNotItsEnd() {
        assertFalse(scan("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab").endsByClose());
        assertFalse(scan("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
                .endsByClose());
        assertFalse(scan("HTTP/1.1 200 OK\r\nContent-").endsByClose());
        assertFalse(scan("").endsByClose());
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void someStatusesNeverHaveABody(int status) {
        ScannedAnswer answer = scan("HTTP/1.1 " + status + " x\r\nContent-Length: 5\r\n\r\n");
        assertTrue(answer.done());
    }

    @Test
    void interimAnswersAreSkipped() {
        ScannedAnswer answer = scan("HTTP/1.1 100 Continue\r\nContent-Length: 7\r\n\r\n"
                + "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
        assertEquals(201, answer.status());
        assertTrue(answer.done());
    }

    @Test
    void lineFeedsAloneAreEnough() {
        ScannedAnswer answer = scan("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nab\n0\n\n");
        assertTrue(answer.done());
        assertEquals("ab", answer.body());
    }

    @Test
    void blankLinesBeforeTheStatusLineAreForgiven() {
        assertEquals(
                200,
                scan("\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").status());
    }

    @Test
    void headersAreFoundInAnyCaseAndTrimmed() {
        ScannedAnswer answer =
                scan("HTTP/1.1 503 No\r\nretry-AFTER: \t 7 \r\nContent-Type: TEXT/Event-Stream ; charset=utf-8"
                        + "\r\nCONTENT-LENGTH:0\r\nX-Request-Id:abc\r\n\r\n");
        assertEquals("7", answer.head().header("retry-after"));
        assertEquals("abc", answer.head().header("x-request-id"));
        assertEquals("abc", answer.head().requestId());
        assertTrue(answer.head().contentTypeIs("text/event-stream"));
        assertFalse(answer.head().contentTypeIs("text/event"));
        assertEquals(null, answer.head().header("x-request"));
    }

    @Test
    void aConnectionIsKeptByVersionAndHeader() {
        String length = "Content-Length: 0\r\n\r\n";
        assertTrue(scan("HTTP/1.1 200 OK\r\n" + length).keepsAlive());
        assertFalse(scan("HTTP/1.1 200 OK\r\nConnection: Close\r\n" + length).keepsAlive());
        assertFalse(scan("HTTP/1.1 200 OK\r\nConnection: x, close\r\n" + length).keepsAlive());
        assertFalse(scan("HTTP/1.0 200 OK\r\n" + length).keepsAlive());
        assertTrue(
                scan("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\n" + length).keepsAlive());
    }

    @Test
    void anEncodedBodyIsTold() {
        assertTrue(scan("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n")
                .head()
                .encoded());
        assertFalse(scan("HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\nContent-Length: 0\r\n\r\n")
                .head()
                .encoded());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTP/1.1 200 OK\r\n",
                "HTTP/2.0 200 OK\r\n",
                "HTTP/1.1 20 OK\r\n",
                "HTTP/1.1 2000 OK\r\n",
                "HTTP/1.1 099 OK\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n",
                "HTTP/1.1 200 OK\r\n: no name\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1x\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length:\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1g\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\rx",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000000\r\n",
            })
    void whatIsNotHttpIsTold(String answer) {
        assertThrows(HttpProtocolException.class, () -> scan(answer));
        assertThrows(
                HttpProtocolException.class,
                () -> ScannedAnswer.inPieces(answer.getBytes(StandardCharsets.ISO_8859_1), 1));
    }

    @Test
    void anEndlessHeadIsRefused() {
        String answer = "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(20_000);
        assertThrows(HttpProtocolException.class, () -> scan(answer));
        assertThrows(HttpProtocolException.class, () -> scan("HTTP/1.1 200 OK\r\nX: " + "y".repeat(100_000)));
    }

    @Test
    void endlessTrailersAndExtensionsAreRefused() {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThrows(HttpProtocolException.class, () -> scan(head + "0\r\n" + "X: y\r\n".repeat(20_000)));
        assertThrows(HttpProtocolException.class, () -> scan(head + "1;" + "x".repeat(100_000)));
    }
}
