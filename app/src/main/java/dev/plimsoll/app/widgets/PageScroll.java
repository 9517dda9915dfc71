package dev.plimsoll.app.widgets;

import javafx.geometry.Insets;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/** A page's content that scrolls up and down, with its right edge where it is without a scroll bar. */
public final class PageScroll {
    private static final double EDGE = 16;

    private PageScroll() {}

    /** Makes a scroll pane that of a page; its content may be replaced later. */
    public static void align(ScrollPane scroll) {
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.viewportBoundsProperty().addListener((_, _, _) -> pad(scroll));
        scroll.contentProperty().addListener((_, _, _) -> pad(scroll));
        pad(scroll);
    }

    private static void pad(ScrollPane scroll) {
        if (scroll.getContent() instanceof Region content) {
            double seen = scroll.getViewportBounds().getWidth();
            double bar = seen <= 0 ? 0 : Math.max(0, scroll.getWidth() - seen);
            double right = Math.max(0, EDGE - bar);
            if (content.getPadding().getRight() != right || content.getPadding().getLeft() != EDGE) {
                content.setPadding(new Insets(0, right, EDGE, EDGE));
            }
        }
    }
}
