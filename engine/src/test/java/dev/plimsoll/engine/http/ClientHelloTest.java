package dev.plimsoll.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server is told before anything is encrypted. */
class ClientHelloTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theHelloNamesTheHostAndTheVersionOfHttp(int version) throws Exception {
        SSLEngine engine = Connector.tlsContext(new HttpOptions(version, false, null, new HttpTimeouts(0, 0, 0)))
                .newEngine(ByteBufAllocator.DEFAULT, "server.example.org", 443);
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        String bytes = new String(hello.array(), 0, hello.position(), StandardCharsets.ISO_8859_1);
        assertTrue(bytes.contains("server.example.org"), "SNI");
        assertEquals(version == 1, bytes.contains("\u0008http/1.1"));
        assertEquals(version == 2, bytes.contains("\u0002h2"));
        assertEquals("HTTPS", engine.getSSLParameters().getEndpointIdentificationAlgorithm());
        assertTrue(List.of(engine.getEnabledProtocols()).contains("TLSv1.3"));
    }
}
