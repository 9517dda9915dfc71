package dev.plimsoll.engine.trust;

import java.util.Locale;

/** Numbers as a person reads them: three significant digits, a unit stepped at 1,000, a space before it. */
final class Say {
    private Say() {}

    /** {@code 38 µs}, {@code 3.20 ms}, {@code 2.83 s}. */
    static String duration(double ns) {
        double size = Math.abs(ns);
        if (size < 999.5) {
            return number(ns) + " ns";
        }
        if (size < 999.5e3) {
            return number(ns / 1e3) + " µs";
        }
        return size < 999.5e6 ? number(ns / 1e6) + " ms" : number(ns / 1e9) + " s";
    }

    /** A share in [0,1] as {@code 1.20 %}. */
    static String percent(double share) {
        return number(share * 100) + " %";
    }

    /** {@code 41.2 req/s}. */
    static String rate(double perSecond) {
        return number(perSecond) + " req/s";
    }

    /** {@code 128 kB}, {@code 4.19 MB}. */
    static String bytes(double bytes) {
        if (bytes < 999.5) {
            return number(bytes) + " B";
        }
        if (bytes < 999.5e3) {
            return number(bytes / 1e3) + " kB";
        }
        return bytes < 999.5e6 ? number(bytes / 1e6) + " MB" : number(bytes / 1e9) + " GB";
    }

    /** Three significant digits without trailing zeros after a whole number; whole from 1,000. */
    static String number(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) || size >= 999.5) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** {@code 1 request}, {@code 2,404 requests}. */
    static String count(long n, String singular) {
        return String.format(Locale.ROOT, "%,d %s%s", n, singular, n == 1 ? "" : "s");
    }
}
