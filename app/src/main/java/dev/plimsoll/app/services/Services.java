package dev.plimsoll.app.services;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Everything outside the program that a page may need.
 *
 * @param environment looks up a variable of the process, null where it is not set; for keys named in targets
 * @param folders the user's folders
 */
public record Services(
        Clipboard clipboard,
        FileDialogs dialogs,
        Browser browser,
        ThemeService theme,
        AppPreferences preferences,
        UnaryOperator<@Nullable String> environment,
        AppFolders folders) {}
