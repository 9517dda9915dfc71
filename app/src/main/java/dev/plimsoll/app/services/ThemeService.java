package dev.plimsoll.app.services;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.plimsoll.charts.style.Fonts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/**
 * Light or dark: what was chosen, what that means now, and every scene dressed in it. JavaFX thread.
 *
 * <p>A scene gets AtlantaFX's Primer as its user agent stylesheet and the house's sheets as author sheets; popups inherit both.
 */
public final class ThemeService {
    private static final String FONTS = "/dev/plimsoll/charts/fonts/";
    private static final List<String> FONT_FILES = List.of(Fonts.REGULAR, Fonts.MEDIUM, Fonts.SEMIBOLD, Fonts.MONO);
    private static final double ANY_SIZE = 13;

    private final ObjectProperty<ThemeChoice> choice = new SimpleObjectProperty<>(ThemeChoice.SYSTEM);
    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();
    private final ObservableValue<Boolean> systemDark;
    private final List<WeakReference<Scene>> dressed = new ArrayList<>();
    private boolean owner;

    /**
     * A theme that follows the system while nothing else is chosen.
     *
     * @param systemDark whether the desktop is dark now
     */
    public ThemeService(ObservableValue<Boolean> systemDark) {
        this.systemDark = systemDark;
        choice.addListener(_ -> decide());
        systemDark.addListener(_ -> decide());
        decide();
    }

    /** What the person chose; may be set. */
    public ObjectProperty<ThemeChoice> choice() {
        return choice;
    }

    /** Whether the dark look is on now. */
    public ReadOnlyBooleanProperty dark() {
        return dark.getReadOnlyProperty();
    }

    /** Gives a scene the look, and keeps it up to date for as long as the scene lives. */
    public void dress(Scene scene) {
        if (dressed.isEmpty()) {
            loadFonts();
        }
        dressed.removeIf(r -> r.get() == null);
        dressed.add(new WeakReference<>(scene));
        put(scene);
    }

    private void decide() {
        dark.set(
                switch (choice.get()) {
                    case SYSTEM -> Boolean.TRUE.equals(systemDark.getValue());
                    case LIGHT -> false;
                    case DARK -> true;
                });
        for (WeakReference<Scene> each : dressed) {
            Scene scene = each.get();
            if (scene != null) {
                put(scene);
            }
        }
    }

    private void put(Scene scene) {
        String base =
                dark.get() ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet();
        // For the whole application where we may: a popup is styled once before it learns of its owner's sheets, and
        // JavaFX's own would
        // not know the colours by name. A second theme at the same time (tests have one) goes to the scene alone.
        String current = Application.getUserAgentStylesheet();
        owner |= current == null;
        if (owner && !base.equals(current)) {
            Application.setUserAgentStylesheet(base);
        }
        scene.setUserAgentStylesheet(owner || base.equals(current) ? null : base);
        List<String> sheets = new ArrayList<>();
        sheets.add(sheet("bridge.css"));
        sheets.add(sheet("plimsoll.css"));
        if (dark.get()) {
            sheets.add(sheet("plimsoll-dark.css"));
        }
        sheets.add(sheet("widgets.css"));
        scene.getStylesheets().setAll(sheets);
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(ThemeService.class.getResource("/dev/plimsoll/app/" + name), name)
                .toExternalForm();
    }

    /** The fonts of the charts, read past their class so that opening the window does not start AWT's font system. */
    private static void loadFonts() {
        for (String file : FONT_FILES) {
            try (InputStream in = Fonts.class.getResourceAsStream(FONTS + file)) {
                Font.loadFont(Objects.requireNonNull(in, file), ANY_SIZE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
