package dev.plimsoll.engine.router.observe;

import dev.plimsoll.engine.router.process.ModelState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what {@link RouterEventJson} writes; a member that has to be there and is not, or is of another type, makes the event unknown. */
final class RouterEventReader {
    private RouterEventReader() {}

    /** A line that says something this version does not know. */
    private static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unknown(String what) {
            super(what);
        }
    }

    static Optional<RouterEvent> read(String line) {
        try {
            JsonNode node = RouterEventJson.JSON.readTree(line);
            return node.isObject() ? Optional.of(event(node)) : Optional.empty();
        } catch (JacksonException | Unknown e) {
            return Optional.empty();
        }
    }

    private static RouterEvent event(JsonNode e) {
        String type = text(e, "type");
        long atNs = number(e, "atNs");
        return switch (type) {
            case "started" -> new RouterEvent.Started(atNs, text(e, "policy"), texts(e, "models"));
            case "policy" -> new RouterEvent.PolicyChanged(atNs, text(e, "policy"));
            case "model" -> new RouterEvent.ModelChanged(atNs, text(e, "model"), state(e, "from"), state(e, "to"));
            case "swapStarted" ->
                new RouterEvent.SwapStarted(
                        atNs, number(e, "swap"), text(e, "model"), texts(e, "evict"), texts(e, "await"));
            case "swapEnded" ->
                new RouterEvent.SwapEnded(
                        atNs,
                        number(e, "swap"),
                        text(e, "model"),
                        member(e, "load").booleanValue(),
                        swapTimes(member(e, "times")),
                        textOrNull(e, "failure"));
            case "position" ->
                new RouterEvent.Position(atNs, text(e, "request"), text(e, "model"), integer(e, "position"));
            case "request" -> new RouterEvent.RequestEnded(atNs, request(member(e, "request")));
            default -> throw new Unknown("an event of type " + type);
        };
    }

    private static SwapTimes swapTimes(JsonNode t) {
        return new SwapTimes(
                time(t, "begunAtNs"), time(t, "evictedAtNs"), time(t, "spawnedAtNs"), time(t, "endedAtNs"));
    }

    private static RoutedRequest request(JsonNode r) {
        return new RoutedRequest(
                text(r, "request"),
                text(r, "model"),
                text(r, "asked"),
                integer(r, "priority"),
                word(RoutedRequest.Outcome.values(), RoutedRequest.Outcome::name, text(r, "outcome")),
                integer(r, "status"),
                textOrNull(r, "code"),
                number(r, "swap"),
                number(r, "overtakenBy"),
                phases(member(r, "phases")));
    }

    private static RequestPhases phases(JsonNode p) {
        return new RequestPhases(
                time(p, "arrivedAtNs"),
                number(p, "queuedNs"),
                number(p, "evictingNs"),
                number(p, "spawningNs"),
                number(p, "healthWaitNs"),
                time(p, "servedAtNs"),
                time(p, "sentAtNs"),
                time(p, "firstByteAtNs"),
                time(p, "firstTokenAtNs"),
                time(p, "endedAtNs"));
    }

    private static ModelState state(JsonNode node, String name) {
        return word(ModelState.values(), RouterEventJson::word, text(node, name));
    }

    private static <E> E word(E[] all, Function<E, String> wordOf, String word) {
        return Arrays.stream(all)
                .filter(each -> wordOf.apply(each).equals(word))
                .findFirst()
                .orElseThrow(() -> new Unknown(word));
    }

    private static JsonNode member(JsonNode node, String name) {
        JsonNode member = node.get(name);
        if (member == null || member.isNull()) {
            throw new Unknown("no " + name);
        }
        return member;
    }

    private static long number(JsonNode node, String name) {
        return member(node, name).longValue();
    }

    private static int integer(JsonNode node, String name) {
        return member(node, name).intValue();
    }

    private static long time(JsonNode node, String name) {
        return node.hasNonNull(name) ? number(node, name) : RequestPhases.ABSENT;
    }

    private static String text(JsonNode node, String name) {
        return member(node, name).stringValue();
    }

    private static @Nullable String textOrNull(JsonNode node, String name) {
        return node.hasNonNull(name) ? text(node, name) : null;
    }

    private static List<String> texts(JsonNode node, String name) {
        JsonNode array = member(node, name);
        List<String> texts = array.valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
        if (!array.isArray() || texts.size() < array.size()) {
            throw new Unknown(name);
        }
        return texts;
    }
}
