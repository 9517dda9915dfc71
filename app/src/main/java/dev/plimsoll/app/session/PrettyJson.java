package dev.plimsoll.app.session;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON laid out for a person to read and edit: two spaces, a line for each member. */
public final class PrettyJson {
    private PrettyJson() {}

    /** The text, without a line end behind it. */
    public static String of(JsonNode node) {
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(indent)
                .withArrayIndenter(indent);
        return JsonMapper.shared().writer().with(printer).writeValueAsString(node);
    }
}
