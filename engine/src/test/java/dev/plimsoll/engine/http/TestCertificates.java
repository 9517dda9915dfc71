package dev.plimsoll.engine.http;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Certificates made for a test, and servers that show them. */
public final class TestCertificates {
    private TestCertificates() {}

    /** A certificate for 127.0.0.1 and localhost, signed by itself. */
    public static X509Bundle selfSigned() throws Exception {
        return here().setIsCertificateAuthority(true).buildSelfSigned();
    }

    /** An authority that nobody knows. */
    public static X509Bundle authority() throws Exception {
        return new CertificateBuilder()
                .subject("CN=Some Authority")
                .setIsCertificateAuthority(true)
                .ecp256()
                .buildSelfSigned();
    }

    /** A certificate for 127.0.0.1 and localhost. */
    public static X509Bundle issuedBy(X509Bundle authority) throws Exception {
        return here().buildIssuedBy(authority);
    }

    /** A certificate for another host. */
    public static X509Bundle forAnotherHost(X509Bundle authority) throws Exception {
        return new CertificateBuilder()
                .subject("CN=other")
                .ecp256()
                .addSanDnsName("somebody.else")
                .addSanIpAddress("192.0.2.7")
                .buildIssuedBy(authority);
    }

    /** A certificate that was good until 2020. */
    public static X509Bundle expired(X509Bundle authority) throws Exception {
        return here().notBefore(Instant.parse("2019-01-01T00:00:00Z"))
                .notAfter(Instant.parse("2020-06-01T00:00:00Z"))
                .buildIssuedBy(authority);
    }

    /** A certificate of the future. */
    public static X509Bundle notYetValid(X509Bundle authority) throws Exception {
        Instant later = Instant.now().plus(400, ChronoUnit.DAYS);
        return here().notBefore(later).notAfter(later.plus(1, ChronoUnit.DAYS)).buildIssuedBy(authority);
    }

    /** A server socket on the loopback address that shows it. */
    public static ServerSocket socket(X509Bundle certificate, String... protocols) throws Exception {
        KeyManagerFactory keys = certificate.toKeyManagerFactory();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return socket;
    }

    private static CertificateBuilder here() {
        return new CertificateBuilder()
                .subject("CN=test")
                .ecp256()
                .addSanDnsName("localhost")
                .addSanIpAddress("127.0.0.1");
    }
}
