package dev.plimsoll.app.shell;

import javafx.scene.image.Image;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;

/** The program's icon: the mark in white on the house's blue, rounded. Drawn pixel by pixel, so that no picture file need fit every size. */
final class AppIcon {
    private static final int BLUE = 0x0b3d6b;
    private static final int SAMPLES = 4;

    private AppIcon() {}

    static Image of(int size) {
        WritableImage image = new WritableImage(size, size);
        PixelWriter pixels = image.getPixelWriter();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                pixels.setArgb(x, y, argb(x, y, size));
            }
        }
        return image;
    }

    private static int argb(int x, int y, int size) {
        int inside = 0;
        int white = 0;
        for (int i = 0; i < SAMPLES * SAMPLES; i++) {
            double u = (x + (i % SAMPLES + 0.5) / SAMPLES) / size - 0.5;
            double v = (y + (i / SAMPLES + 0.5) / SAMPLES) / size - 0.5;
            if (isInside(u, v)) {
                inside++;
                white += isMark(u, v) ? 1 : 0;
            }
        }
        if (inside == 0) {
            return 0;
        }
        int alpha = 255 * inside / (SAMPLES * SAMPLES);
        double share = (double) white / inside;
        int rgb = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int blue = BLUE >> shift & 0xff;
            rgb |= (int) Math.round(blue + (255 - blue) * share) << shift;
        }
        return alpha << 24 | rgb;
    }

    private static boolean isInside(double u, double v) {
        double radius = 0.2;
        double du = Math.max(0, Math.abs(u) - (0.5 - radius));
        double dv = Math.max(0, Math.abs(v) - (0.5 - radius));
        return du * du + dv * dv <= radius * radius;
    }

    /** The bar is one and a half times as long as the ring is wide, both equally thick. */
    private static boolean isMark(double u, double v) {
        double bar = 0.72;
        double diameter = bar / 1.5;
        double thickness = diameter / 6;
        double distance = Math.hypot(u, v);
        boolean ring = Math.abs(distance - (diameter - thickness) / 2) <= thickness / 2;
        return ring || (Math.abs(v) <= thickness / 2 && Math.abs(u) <= bar / 2);
    }
}
