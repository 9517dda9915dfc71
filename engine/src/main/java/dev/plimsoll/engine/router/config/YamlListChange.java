package dev.plimsoll.engine.router.config;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Changes a list of texts item by item, so that the items that stay keep their lines and comments. */
final class YamlListChange {
    private YamlListChange() {}

    /** The text with other items; empty where no item stays, and the list is better written anew. */
    static Optional<String> change(String text, List<String> steps, List<JsonNode> old, List<JsonNode> now) {
        int[][] common = common(old, now);
        if (common[0][0] == 0) {
            return Optional.empty();
        }
        String changed = text;
        int i = 0;
        int j = 0;
        int at = 0; // where the old item i and the new item j stand in the text as it is now
        int left = old.size();
        while (i < old.size() || j < now.size()) {
            boolean stays = i < old.size() && j < now.size() && RouterConfigEdit.same(old.get(i), now.get(j));
            if (stays) {
                i++;
                j++;
                at++;
                continue;
            }
            boolean comes = j < now.size() && (i == old.size() || common[i][j + 1] >= common[i + 1][j]);
            Optional<YamlPlace.Sequence> list = YamlChange.listAt(changed, steps);
            int size = left;
            if (list.filter(each -> each.items().size() == size).isEmpty()) {
                return Optional.empty();
            }
            YamlPatch patch = new YamlPatch(changed);
            if (comes) {
                changed = patch.insertItem(list.get(), at++, now.get(j++));
                left++;
            } else {
                changed = patch.removeItem(list.get(), at);
                i++;
                left--;
            }
            if (!YamlDocument.parse(changed).faults().isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(changed);
    }

    /** How many items the rests of two lists have in common, in the same order, by where the rests begin. */
    private static int[][] common(List<JsonNode> old, List<JsonNode> now) {
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = RouterConfigEdit.same(old.get(i), now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
