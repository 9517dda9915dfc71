package dev.plimsoll.app.shell;

import dev.plimsoll.app.session.Notices;
import dev.plimsoll.app.widgets.Banner;
import dev.plimsoll.app.widgets.Tone;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/** Banners under the header; they take room only while there are some. */
final class BannerStack extends VBox {
    private final Notices notices;
    private final Runnable copied;
    private final java.util.function.Consumer<String> copy;

    BannerStack(Notices notices, java.util.function.Consumer<String> copy, Runnable copied) {
        this.notices = notices;
        this.copy = copy;
        this.copied = copied;
        setId("banners");
        getStyleClass().add("banners");
        notices.banners().addListener((ListChangeListener<Notices.Notice>) _ -> show());
        show();
    }

    private void show() {
        getChildren().setAll(notices.banners().stream().map(this::node).toList());
        setVisible(!getChildren().isEmpty());
        setManaged(isVisible());
    }

    private Banner node(Notices.Notice notice) {
        Banner banner = new Banner(
                switch (notice.tone()) {
                    case INFO -> Tone.ACCENT;
                    case WARN -> Tone.WARNING;
                    case ERROR -> Tone.DANGER;
                });
        String rest = (notice.why() + " " + notice.toDo()).strip();
        banner.say(notice.what(), rest);
        String details = notice.details();
        if (details != null && !details.isBlank()) {
            banner.details(details);
        }
        java.util.List<Button> buttons = new java.util.ArrayList<>();
        for (Notices.Remedy remedy : notice.remedies()) {
            Button button = new Button(remedy.text());
            button.setId(
                    "banner-" + remedy.text().toLowerCase(java.util.Locale.ROOT).replace(' ', '-'));
            button.setOnAction(_ -> {
                notices.dismiss(notice);
                remedy.run().run();
            });
            buttons.add(button);
        }
        if (details != null && !details.isBlank()) {
            Button copyDetails = new Button("Copy details");
            copyDetails.setOnAction(_ -> {
                copy.accept(notice.what() + "\n" + rest + "\n\n" + details);
                copied.run();
            });
            buttons.add(copyDetails);
        }
        banner.buttons(buttons.toArray(Button[]::new));
        banner.closable(() -> notices.dismiss(notice));
        return banner;
    }
}
