package dev.plimsoll.app.services;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;

/** The words of menus, header, status bar and welcome page, from one bundle. Any thread. */
public final class Texts {
    private static final ResourceBundle BUNDLE =
            ResourceBundle.getBundle("dev.plimsoll.app.texts", Locale.ROOT, Texts.class.getClassLoader());

    private Texts() {}

    /**
     * A text, with values in place of {@code {0}}, {@code {1}}.
     *
     * @throws MissingResourceException where the bundle lacks it
     */
    public static String of(String key, Object... values) {
        String pattern = BUNDLE.getString(key);
        return values.length == 0 ? pattern : new MessageFormat(pattern, Locale.ROOT).format(values);
    }

    /** A text that need not exist. */
    public static Optional<String> find(String key) {
        return BUNDLE.containsKey(key) ? Optional.of(BUNDLE.getString(key)) : Optional.empty();
    }
}
