package dev.plimsoll.charts.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StyleTest {
    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"S1", "S2", "S3", "S4", "S5", "S6", "LOAD", "DANGER", "WARNING", "SUCCESS"})
    void aSeriesStandsOutFromTheCardInBothThemes(Role role) {
        for (ChartStyle style : List.of(ChartStyle.LIGHT, ChartStyle.DARK)) {
            double contrast = contrast(style.color(role), style.color(Role.CARD));
            assertTrue(contrast >= 3, role + " in " + style.name() + ": " + contrast);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"TEXT", "MUTED", "ACCENT", "LOAD", "DANGER"})
    void textCanBeReadInBothThemes(Role role) {
        for (ChartStyle style : List.of(ChartStyle.LIGHT, ChartStyle.DARK)) {
            double contrast = contrast(style.color(role), style.color(Role.CARD));
            assertTrue(contrast >= 4.5, role + " in " + style.name() + ": " + contrast);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUCCESS", "WARNING", "DANGER"})
    void aChipCanBeReadInBothThemes(String role) {
        for (ChartStyle style : List.of(ChartStyle.LIGHT, ChartStyle.DARK)) {
            Color text = style.color(Role.valueOf(role));
            double contrast = contrast(text, style.color(Role.valueOf(role + "_SUBTLE")));
            assertTrue(contrast >= 4.5, role + " in " + style.name() + ": " + contrast);
        }
    }

    @Test
    void aTranslucentColourKeepsItsRole() {
        RoleColor half = (RoleColor) ChartStyle.DARK.color(Role.S1, 0.5);
        assertEquals(Role.S1, half.role());
        assertEquals(128, half.getAlpha());
        assertNotEquals(ChartStyle.DARK.color(Role.S6), ChartStyle.DARK.color(Role.MUTED), "alike, but not the same");
    }

    @Test
    void anUnknownThemeIsLight() {
        assertEquals(ChartStyle.DARK, ChartStyle.named("Dark"));
        assertEquals(ChartStyle.LIGHT, ChartStyle.named("sepia"));
    }

    @Test
    void theBundledFontsAreKnownToAwtAndHaveOurSigns() throws IOException {
        for (Font font : List.of(Fonts.regular(11), Fonts.medium(11), Fonts.semibold(11), Fonts.mono(11))) {
            assertEquals(11f, font.getSize2D());
            assertEquals(-1, font.canDisplayUpTo("0123 µs ≤ − – — → · … “few”"), font.getFontName());
        }
        List<String> families =
                Arrays.asList(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames());
        assertTrue(families.containsAll(
                List.of("IBM Plex Sans", "IBM Plex Sans Medm", "IBM Plex Sans SmBld", "IBM Plex Mono")));
        try (InputStream licence = Fonts.open("OFL.txt")) {
            assertTrue(licence.readAllBytes().length > 1000, "fonts travel with their licence");
        }
    }

    @Test
    void figuresOfAColumnAreEquallyWide() {
        var context = new java.awt.font.FontRenderContext(null, true, true);
        double one = Fonts.regular(12).getStringBounds("1", context).getWidth();
        double eight = Fonts.regular(12).getStringBounds("8", context).getWidth();
        assertEquals(one, eight, 1e-6);
    }

    @Test
    void everySignFillsItsSquareAndNoMore() {
        for (Shape sign : List.of(
                Icons.valid(),
                Icons.suspect(),
                Icons.invalid(),
                Icons.note(),
                Icons.pass(),
                Icons.fail(),
                Icons.inconclusive(),
                Icons.mark())) {
            var bounds = sign.getBounds2D();
            assertTrue(bounds.getMinX() >= 0 && bounds.getMaxX() <= 16 && bounds.getWidth() > 8, bounds.toString());
            assertTrue(bounds.getMinY() >= 0 && bounds.getMaxY() <= 16 && bounds.getHeight() > 6, bounds.toString());
        }
        var mark = Icons.mark().getBounds2D();
        assertEquals(15.6, mark.getWidth(), 0.1, "the bar is 1.5 times as long as the ring is wide");
    }

    /** WCAG 2 contrast ratio. */
    private static double contrast(Color a, Color b) {
        double light = Math.max(luminance(a), luminance(b));
        double dark = Math.min(luminance(a), luminance(b));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double linear(int channel) {
        double v = channel / 255.0;
        return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }
}
