package dev.plimsoll.charts.html;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Fonts;
import dev.plimsoll.charts.style.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** What every report carries with it: style sheet, script and fonts. */
final class Assets {
    /** Characters of the first part of a font, as its publisher splits it; the second part has arrows and relations. */
    private static final String LATIN = "U+0000-00FF,U+0131,U+0152-0153,U+2013-2014,U+2018-201A,U+201C-201E,"
            + "U+2020-2022,U+2026,U+2030,U+20AC,U+2122,U+2212";

    private static final String SIGNS = "U+2032-2033,U+2190-2199,U+2248,U+2260,U+2264-2265";

    private Assets() {}

    /** Fonts, colours of both themes, rules. */
    static String css() {
        StringBuilder css = new StringBuilder();
        face(css, "Regular", 400);
        face(css, "Medium", 500);
        face(css, "SemiBold", 600);
        String light = colors(ChartStyle.LIGHT);
        String dark = colors(ChartStyle.DARK);
        css.append(":root{").append(light).append("}\n");
        css.append("@media (prefers-color-scheme: dark){:root:not([data-theme=light]){")
                .append(dark)
                .append("}}\n");
        css.append(":root[data-theme=dark]{").append(dark).append("}\n");
        // Paper is white, whatever the screen was.
        css.append("@media print{:root,:root:not([data-theme=light]){")
                .append(light)
                .append("}}\n");
        return css.append(text("report.css")).toString();
    }

    /** The only script of the page. */
    static String script() {
        return text("report.js");
    }

    /** How a content security policy names a script: by its hash. */
    static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String colors(ChartStyle style) {
        StringBuilder css = new StringBuilder();
        for (Role role : Role.values()) {
            css.append(role.variable())
                    .append(":#%06x;".formatted(style.color(role).getRGB() & 0xffffff));
        }
        return css.toString();
    }

    private static void face(StringBuilder css, String weight, int number) {
        face(css, "IBMPlexSans-" + weight + "-Latin1.woff2", number, LATIN);
        face(css, "IBMPlexSans-" + weight + "-Pi.woff2", number, SIGNS);
    }

    private static void face(StringBuilder css, String file, int weight, String range) {
        css.append("@font-face{font-family:\"IBM Plex Sans\";font-weight:")
                .append(weight)
                .append(";src:url(data:font/woff2;base64,")
                .append(Base64.getEncoder().encodeToString(read(Fonts.open(file))))
                .append(") format(\"woff2\");unicode-range:")
                .append(range)
                .append("}\n");
    }

    private static String text(String file) {
        InputStream in = Objects.requireNonNull(Assets.class.getResourceAsStream(file), file);
        return new String(read(in), StandardCharsets.UTF_8);
    }

    private static byte[] read(InputStream from) {
        try (InputStream in = from) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
