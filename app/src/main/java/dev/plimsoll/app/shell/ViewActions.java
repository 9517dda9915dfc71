package dev.plimsoll.app.shell;

import dev.plimsoll.app.services.Texts;
import dev.plimsoll.app.services.ThemeChoice;
import dev.plimsoll.app.session.Action;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.engine.file.BuildInfo;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/** Theme, palette, task list, pages, help. */
final class ViewActions {
    private static final ObservableBooleanValue ALWAYS = new SimpleBooleanProperty(true);

    private final Workbench bench;
    private final List<Pages.Entry> pages;
    private final Diagnostics diagnostics;

    ViewActions(Workbench bench, List<Pages.Entry> pages, Diagnostics diagnostics) {
        this.bench = bench;
        this.pages = pages;
        this.diagnostics = diagnostics;
    }

    /** What opens above the window. */
    interface Openers {
        /** The palette. */
        void palette();

        /** What runs in the background. */
        void tasks();

        /** Every action that has a key. */
        void shortcuts();

        /** This machine, judged as a load generator. */
        void doctor();
    }

    void register(Openers openers, Runnable closeWindow) {
        String view = Texts.of("group.view");
        add("view.palette", "bi-search", "Shortcut+K", view, ALWAYS, openers::palette);
        add("view.tasks", "bi-list-task", "Shortcut+T", view, ALWAYS, openers::tasks);
        theme("view.system", "bi-circle-half", ThemeChoice.SYSTEM);
        theme("view.light", "bi-sun", ThemeChoice.LIGHT);
        theme("view.dark", "bi-moon", ThemeChoice.DARK);
        int number = 1;
        for (Pages.Entry page : pages) {
            String key = page.inRail() ? "Shortcut+" + number++ : "Shortcut+0";
            bench.actions()
                    .add(new Action(
                            "go." + page.id().name().toLowerCase(java.util.Locale.ROOT),
                            page.title(),
                            page.icon(),
                            key,
                            Texts.of("group.go"),
                            ALWAYS,
                            () -> bench.navigator().show(page.id())));
        }
        String help = Texts.of("group.help");
        add("help.shortcuts", "bi-keyboard", "F1", help, ALWAYS, openers::shortcuts);
        // While a run is on it would be disturbed, and the machine would look worse than it is.
        add("help.doctor", "bi-speedometer2", null, help, bench.run().running().not(), openers::doctor);
        add("help.diagnostics", "bi-clipboard", null, help, ALWAYS, this::copyDiagnostics);
        add(
                "help.logs",
                "bi-folder",
                null,
                help,
                ALWAYS,
                () -> bench.services()
                        .browser()
                        .reveal(bench.services().folders().state()));
        add(
                "help.about",
                "bi-info-circle",
                null,
                help,
                ALWAYS,
                () -> bench.notices()
                        .toast("Plimsoll " + BuildInfo.version()
                                + " finds how much load an inference server carries."));
        add("window.close", "bi-x", "Shortcut+Q", Texts.of("group.file"), ALWAYS, closeWindow);
    }

    private void theme(String id, String icon, ThemeChoice choice) {
        add(
                id,
                icon,
                null,
                Texts.of("group.view"),
                Bindings.createBooleanBinding(
                        () -> bench.services().theme().choice().get() != choice,
                        bench.services().theme().choice()),
                () -> bench.services().theme().choice().set(choice));
    }

    private void copyDiagnostics() {
        bench.services().clipboard().putText(diagnostics.text());
        bench.notices().toast("Diagnostics copied. They hold no keys and no prompts.");
    }

    private void add(
            String id,
            String icon,
            @Nullable String shortcut,
            String group,
            ObservableBooleanValue enabled,
            Runnable run) {
        bench.actions().add(new Action(id, Texts.of(id), icon, shortcut, group, enabled, run));
    }
}
