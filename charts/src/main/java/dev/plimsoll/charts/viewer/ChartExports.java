package dev.plimsoll.charts.viewer;

import java.awt.image.BufferedImage;

/** Where charts go: the window's file dialogs and clipboard. A pane without one offers no export. JavaFX application thread. */
public interface ChartExports {
    /** Lets the user choose a place and writes the file there; does nothing where the user thinks better of it. */
    void save(ChartFile file);

    /** Puts a picture into the clipboard. */
    void copyPicture(BufferedImage picture);

    /** Puts a table, tab-separated, into the clipboard. */
    void copyData(String table);
}
