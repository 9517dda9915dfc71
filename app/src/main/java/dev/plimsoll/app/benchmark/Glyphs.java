package dev.plimsoll.app.benchmark;

import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;

/** Small pictures of how each profile loads a server: time to the right, one bar per request or stage. */
final class Glyphs {
    private static final double WIDTH = 36;
    private static final double HEIGHT = 20;

    private Glyphs() {}

    /** The picture of a profile, in the colour of the text around it. */
    static StackPane of(ProfileKind kind) {
        SVGPath path = new SVGPath();
        path.setContent(
                switch (kind) {
                    case SWEEP -> bars(6, 6, 4, i -> 3.5 + 2.9 * i);
                    case SYNCHRONOUS -> "M0 7h10v6h-10z M12.5 7h10v6h-10z M25 7h10v6h-10z";
                    case CONCURRENT ->
                        "M0 2h12v4h-12z M14 2h20v4h-20z M0 8h18v4h-18z M20 8h15v4h-15z M0 14h9v4h-9z M11 14h13v4h-13z"
                                + " M26 14h9v4h-9z";
                    case THROUGHPUT -> "M0 1h35v3h-35z M0 6h35v3h-35z M0 11h35v3h-35z M0 16h35v3h-35z";
                    case CONSTANT -> strokes(1, 6.5, 12, 17.5, 23, 28.5, 34);
                    case POISSON -> strokes(1, 4, 11.5, 14.5, 22, 24, 33.5);
                    case GAMMA -> strokes(1, 3, 5.2, 7, 20, 22, 24.4, 34);
                    case TRACE -> strokes(1, 2.8, 9, 15, 16.8, 18.6, 29, 34);
                    case USERS ->
                        "M0 2h8v4h-8z M13 2h8v4h-8z M26 2h8v4h-8z M4 8h8v4h-8z M17 8h8v4h-8z M30 8h5v4h-5z"
                                + " M0 14h3v4h-3z M8 14h8v4h-8z M21 14h8v4h-8z";
                    case POLICIES ->
                        "M0 3h5v14h-5z M7 9h5v8h-5z M14 3h1v14h-1z M17 6h5v11h-5z M24 3h5v14h-5z M31 11h4v6h-4z";
                    case RATE_SERIES -> strokes(1, 9, 14, 17.5, 20, 22.5, 26, 34);
                });
        path.getStyleClass().add("bm-glyph");
        // a shape has the size of its outline; the box keeps all pictures in line
        path.setManaged(false);
        StackPane box = new StackPane(path);
        box.setMinSize(WIDTH, HEIGHT);
        box.setPrefSize(WIDTH, HEIGHT);
        box.setMaxSize(WIDTH, HEIGHT);
        return box;
    }

    private interface Height {
        double of(int i);
    }

    private static String bars(int count, double pitch, double width, Height height) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < count; i++) {
            double h = height.of(i);
            path.append("M%s %sh%sv%sh-%sz ".formatted(i * pitch, HEIGHT - 1 - h, width, h, width));
        }
        return path.toString();
    }

    private static String strokes(double... at) {
        StringBuilder path = new StringBuilder();
        for (double x : at) {
            path.append("M%s 4h1.6v12h-1.6z ".formatted(x - 0.8));
        }
        return path.toString();
    }
}
