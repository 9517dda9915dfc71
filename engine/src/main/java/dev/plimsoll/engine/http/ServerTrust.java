package dev.plimsoll.engine.http;

import dev.plimsoll.engine.problem.PlimsollException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Judges a server's certificate as the JDK does, host name included, and says in plain words why one is refused. */
public final class ServerTrust extends X509ExtendedTrustManager {
    /** Parts of an alternative name: its type, its value. */
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;

    private final X509ExtendedTrustManager judge;

    private ServerTrust(X509ExtendedTrustManager judge) {
        this.judge = judge;
    }

    /**
     * Trusts what the Java runtime trusts, or only the given certificates and those signed by them.
     *
     * @param caCertificates one or more certificates, PEM; null for the runtime's
     * @throws PlimsollException (usage) where they hold no certificate
     */
    public static ServerTrust of(@Nullable String caCertificates) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(caCertificates == null ? null : store(caCertificates));
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager judge) {
                    return new ServerTrust(judge);
                }
            }
            throw new IllegalStateException("the Java runtime verifies no certificates");
        } catch (GeneralSecurityException | IOException e) {
            throw PlimsollException.failed("TLS could not be set up: " + e.getMessage(), e);
        }
    }

    private static KeyStore store(String pem) throws GeneralSecurityException, IOException {
        Collection<? extends Certificate> certificates;
        try {
            certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
        } catch (CertificateException e) {
            throw PlimsollException.usage("The CA file cannot be read as certificates (PEM): " + e.getMessage(), e);
        }
        if (certificates.isEmpty()) {
            throw PlimsollException.usage("The CA file holds no certificate (PEM).");
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int count = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("ca" + count++, certificate);
        }
        return store;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            judge.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw new UntrustedServerException(why(chain, e), e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        try {
            judge.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            throw new UntrustedServerException(why(chain, e), e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        judge.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        judge.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }

    private static String why(X509Certificate[] chain, CertificateException refusal) {
        X509Certificate own = chain[0];
        Date now = new Date();
        for (X509Certificate certificate : chain) {
            if (now.after(certificate.getNotAfter())) {
                return "its certificate" + ofWhom(own, certificate) + " expired on " + day(certificate.getNotAfter())
                        + "; renew it, or set insecure to accept any certificate";
            }
            if (now.before(certificate.getNotBefore())) {
                return "its certificate" + ofWhom(own, certificate) + " is valid only from "
                        + day(certificate.getNotBefore())
                        + "; check the clocks, or set insecure to accept any certificate";
            }
        }
        String said = String.valueOf(refusal.getMessage());
        if (said.startsWith("PKIX path building failed")) {
            return own.getSubjectX500Principal().equals(own.getIssuerX500Principal())
                    ? "its certificate is self-signed (" + own.getSubjectX500Principal()
                            + "); name its certificate in caFile, or set insecure to accept any certificate"
                    : "its certificate is signed by an authority that is not trusted ("
                            + chain[chain.length - 1].getIssuerX500Principal()
                            + "); name the authority's certificate in caFile, or set insecure to accept any"
                            + " certificate";
        }
        if (said.startsWith("No ") && said.contains(" found")) {
            return "its certificate is for " + names(own)
                    + " and not for the host of the URL; use a name it holds, or set insecure to accept any"
                    + " certificate";
        }
        return "its certificate is refused: " + said.lines().findFirst().orElse("");
    }

    private static String ofWhom(X509Certificate own, X509Certificate certificate) {
        return certificate == own ? "" : "'s authority " + certificate.getSubjectX500Principal();
    }

    private static String day(Date date) {
        return Instant.ofEpochMilli(date.getTime()).toString().substring(0, 10);
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names != null) {
                String all = names.stream()
                        .filter(name -> name.get(0) instanceof Integer type && (type == DNS_NAME || type == IP_ADDRESS))
                        .map(name -> String.valueOf(name.get(1)))
                        .collect(Collectors.joining(", "));
                if (!all.isEmpty()) {
                    return all;
                }
            }
        } catch (CertificateParsingException e) {
            return certificate.getSubjectX500Principal().toString(); // its names cannot be read
        }
        return certificate.getSubjectX500Principal().toString();
    }
}
