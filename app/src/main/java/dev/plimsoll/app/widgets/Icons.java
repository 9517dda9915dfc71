package dev.plimsoll.app.widgets;

import org.kordamp.ikonli.javafx.FontIcon;

/** Bootstrap icons by name, coloured like the text around them. */
public final class Icons {
    private Icons() {}

    /**
     * One icon; never in the tab order, never read out.
     *
     * @param literal {@code bi-hdd-network}; the pack holds Bootstrap Icons 1.4.1
     * @param size pixels, one of 12, 14, 16, 18, 20, 24: 20 in the rail, 14 to 16 in buttons and rows, 12 in chips
     */
    public static FontIcon of(String literal, int size) {
        FontIcon icon = new FontIcon(literal);
        icon.setIconSize(size);
        // the theme gives every icon one size and wins over the property; the house's sheet has a class for each size
        icon.getStyleClass().add("pl-icon-" + size);
        icon.getStyleClass().add("pl-icon");
        return icon;
    }
}
