package dev.plimsoll.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of real servers, strange ones and broken ones, read by our scanner and by Netty's decoder. */
class OddAnswersTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    static Stream<Path> transcripts() throws IOException {
        return Files.walk(Path.of("src/test/resources/transcripts"))
                .filter(f -> f.toString().endsWith(".response"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void aRealAnswerReadsAsNettyReadsItHoweverItIsCut(Path transcript) throws IOException {
        assertReadAlike(Files.readAllBytes(transcript));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length:\t 2 \t\r\n\r\nok",
                "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok",
                "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nX-Folded: a\r\n  b: c\r\n\td\r\nX-Request-Id: r\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nX-Empty:\r\nX-Request-Id: r\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.0 200 OK\r\n\r\nto the end",
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\ncut",
                CHUNKED + "2;a=b;c=\"d\"\r\nok\r\n00\r\nX-Trailer: 1\r\n\r\n",
                CHUNKED + "2\r\nok\r\n",
                CHUNKED + "5\r\ncut",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                        + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n",
                "HTTP/1.1 599 Odd\r\nContent-Length: 0\r\n\r\n",
            })
    void aStrangeAnswerReadsAsNettyReadsItHoweverItIsCut(String answer) {
        assertReadAlike(bytes(answer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 2x\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok",
                "HTTP/1.1 abc OK\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2p1\r\n\r\n",
                CHUNKED + "xyz\r\n",
                CHUNKED + "-1\r\n",
            })
    void whatNettyRefusesWeRefuse(String answer) {
        assertEquals(NettyReader.REFUSED, NettyReader.read(bytes(answer)));
        assertRefused(answer);
    }

    /** Stricter than Netty, because what follows cannot be trusted to be the answer to this request. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 101 Switching Protocols\r\n\r\n", // nobody asked
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", // nobody asked; no text in it
            })
    void whatWeCouldNotUnderstandIsRefusedThoughNettyTakesIt(String answer) {
        assertNotEquals(NettyReader.REFUSED, NettyReader.read(bytes(answer)));
        assertRefused(answer);
    }

    /** More forgiving than Netty: the server of a measurement is no attacker, and what it means is plain (RFC 9112, 2.2 and 6.3). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nok\n0\n\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok",
                CHUNKED + "2 \r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
            })
    void whatIsPlainIsTakenThoughNettyRefusesIt(String answer) {
        assertEquals(NettyReader.REFUSED, NettyReader.read(bytes(answer)));
        for (int cut = 1; cut < answer.length(); cut++) {
            ScannedAnswer ours = ScannedAnswer.cutAt(bytes(answer), cut);
            assertEquals("ok", ours.body());
            assertTrue(ours.done());
        }
    }

    private static void assertRefused(String answer) {
        for (int piece : new int[] {1, 3, Integer.MAX_VALUE}) {
            String ours;
            try {
                ours = NettyReader.ours(ScannedAnswer.inPieces(bytes(answer), piece));
            } catch (HttpProtocolException e) {
                ours = NettyReader.REFUSED;
            }
            assertEquals(NettyReader.REFUSED, ours, answer);
        }
    }

    private static void assertReadAlike(byte[] answer) {
        String expected = NettyReader.read(answer);
        assertNotEquals(NettyReader.REFUSED, expected);
        assertEquals(expected, NettyReader.ours(ScannedAnswer.inPieces(answer, Integer.MAX_VALUE)));
        assertEquals(expected, NettyReader.ours(ScannedAnswer.inPieces(answer, 1)));
        Random random = new Random(answer.length);
        for (int i = 0; i < 50; i++) {
            assertEquals(expected, NettyReader.ours(ScannedAnswer.inPieces(answer, 1 + random.nextInt(40))));
        }
        for (int cut = 1; cut < answer.length; cut++) {
            assertEquals(expected, NettyReader.ours(ScannedAnswer.cutAt(answer, cut)), "cut at " + cut);
        }
    }

    private static byte[] bytes(String answer) {
        return answer.getBytes(StandardCharsets.ISO_8859_1);
    }
}
