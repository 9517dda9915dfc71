package dev.plimsoll.app.dataset;

import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.engine.dataset.DatasetPreview;
import dev.plimsoll.engine.dataset.TokenLengths;
import dev.plimsoll.engine.dataset.TracePrefixes;
import dev.plimsoll.engine.report.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What the dataset amounts to, as far as its first rows tell. */
final class EstimateCard extends Card {
    private static final int FEWEST_FOR_P95 = 100;
    private final VBox rows = new VBox();

    EstimateCard() {
        super("Estimate");
        getStyleClass().add("estimate-card");
        content(rows);
    }

    void show(DatasetPreview preview, boolean endless, List<String> usedBy) {
        List<Node> all = new ArrayList<>();
        all.add(row("Rows", size(preview, endless)));
        all.add(row("Input", lengths(preview.promptTokens())));
        all.add(row("Output", lengths(preview.outputTokens())));
        if (preview.whole() && preview.promptTokens().count() > 0) {
            all.add(row("Whole dataset", "about " + sum(preview.promptTokens(), "in") + outputSum(preview)));
        }
        TracePrefixes prefixes = preview.prefixes();
        if (prefixes != null && prefixes.hitRates().count() > 0) {
            all.add(row(
                    "Shared",
                    "about " + rounded(prefixes.shared().mean()) + " of "
                            + rounded(prefixes.input().mean()) + " tok of a prompt"));
            all.add(row(
                    "Prefix cache", "an endless one hits " + Numbers.percent(prefixes.hitRate()) + " of the blocks"));
        }
        all.add(row("Used by", usedBy.isEmpty() ? "no benchmark yet" : String.join(" · ", usedBy)));
        rows.getChildren().setAll(all);
    }

    private static String size(DatasetPreview preview, boolean endless) {
        if (endless) {
            return "endless";
        }
        String looked = Numbers.count(preview.looked());
        return preview.whole() ? looked : "more than " + looked;
    }

    private static String lengths(TokenLengths lengths) {
        if (lengths.count() == 0) {
            return "not known";
        }
        if (lengths.min() == lengths.max()) {
            return Numbers.count(lengths.min()) + " tok";
        }
        String mean = "about " + rounded(lengths.mean()) + " tok";
        return lengths.count() < FEWEST_FOR_P95 ? mean : mean + " · p95 " + Numbers.count(lengths.p95());
    }

    private static String sum(TokenLengths lengths, String way) {
        double sum = lengths.mean() * lengths.count();
        return (sum >= 1e6 ? Numbers.three(sum / 1e6) + " M" : rounded(sum)) + " tok " + way;
    }

    /** Three digits that count: an estimate is not told to the last token. */
    private static String rounded(double value) {
        return Numbers.plain(new BigDecimal(value)
                .round(new MathContext(3, RoundingMode.HALF_UP))
                .doubleValue());
    }

    private static String outputSum(DatasetPreview preview) {
        return preview.outputTokens().count() == 0 ? "" : " · " + sum(preview.outputTokens(), "out");
    }

    private static Node row(String name, String value) {
        Label left = new Label(name);
        left.setMinWidth(Region.USE_PREF_SIZE);
        left.getStyleClass().addAll("pl-muted", "pl-small");
        Label right = new Label(value);
        right.getStyleClass().add("pl-small");
        right.setWrapText(true);
        right.setMinHeight(Region.USE_PREF_SIZE);
        right.setMaxWidth(Double.MAX_VALUE);
        right.setAlignment(Pos.CENTER_RIGHT);
        HBox.setHgrow(right, Priority.ALWAYS);
        HBox row = new HBox(16, left, right);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("estimate-row");
        return row;
    }
}
