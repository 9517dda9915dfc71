package dev.plimsoll.engine.http;

import java.security.cert.CertificateException;

/** A server's certificate was refused; the message says why and what to do, in one line for a person. */
public final class UntrustedServerException extends CertificateException {
    private static final long serialVersionUID = 1;

    UntrustedServerException(String message, CertificateException cause) {
        super(message, cause);
    }
}
