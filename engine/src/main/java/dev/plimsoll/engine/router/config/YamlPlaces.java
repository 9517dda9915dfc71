package dev.plimsoll.engine.router.config;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Finds out where everything in a YAML text stands. For texts that {@link YamlDocument} reads without a fault. */
final class YamlPlaces {
    private final String text;
    private final boolean onlyBasic;
    private final Iterator<Event> events;

    private YamlPlaces(String text) {
        this.text = text;
        this.onlyBasic = text.codePointCount(0, text.length()) == text.length();
        this.events =
                new Parse(LoadSettings.builder().build()).parseString(text).iterator();
    }

    /** The document; empty where there is none. */
    static Optional<YamlPlace> of(String text) {
        YamlPlaces places = new YamlPlaces(text);
        while (places.events.hasNext()) {
            Event event = places.events.next();
            switch (event.getEventId()) {
                case Scalar, Alias, MappingStart, SequenceStart -> {
                    return Optional.of(places.place(event));
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    private YamlPlace place(Event event) {
        int start = offset(event.getStartMark());
        return switch (event) {
            case AliasEvent alias ->
                new YamlPlace.Alias(
                        start, offset(event.getEndMark()), alias.getAlias().getValue());
            case ScalarEvent scalar -> scalar(scalar, start);
            case MappingStartEvent mapping -> mapping(mapping, start);
            case SequenceStartEvent sequence -> sequence(sequence, start);
            default -> throw new IllegalStateException(String.valueOf(event.getEventId()));
        };
    }

    private YamlPlace.Scalar scalar(ScalarEvent scalar, int start) {
        boolean block = scalar.isLiteral() || scalar.isFolded();
        int end = offset(scalar.getEndMark());
        if (block) {
            int header = text.indexOf('\n', start);
            boolean keepsBlankLines = header >= 0
                    && text.substring(start, header).split(" #", 2)[0].contains("+");
            end = keepsBlankLines && text.charAt(end - 1) == '\n' ? end - 1 : stripped(start, end);
        }
        return new YamlPlace.Scalar(start, end, name(scalar.getAnchor()), scalar.getValue(), block);
    }

    /** The end of a piece without the white space it ends in. */
    private int stripped(int start, int end) {
        int at = end;
        while (at > start && Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private YamlPlace.Mapping mapping(MappingStartEvent begin, int start) {
        List<YamlPlace.Entry> entries = new ArrayList<>();
        Event next = events.next();
        while (next.getEventId() != Event.ID.MappingEnd) {
            YamlPlace key = place(next);
            entries.add(new YamlPlace.Entry(key, place(events.next())));
            next = events.next();
        }
        int end = begin.isFlow() || entries.isEmpty()
                ? offset(next.getEndMark())
                : entries.getLast().end();
        return new YamlPlace.Mapping(start, end, name(begin.getAnchor()), begin.isFlow(), List.copyOf(entries));
    }

    private YamlPlace.Sequence sequence(CollectionStartEvent begin, int start) {
        List<YamlPlace> items = new ArrayList<>();
        Event next = events.next();
        while (next.getEventId() != Event.ID.SequenceEnd) {
            items.add(place(next));
            next = events.next();
        }
        int end = begin.isFlow() || items.isEmpty()
                ? offset(next.getEndMark())
                : items.getLast().end();
        return new YamlPlace.Sequence(start, end, name(begin.getAnchor()), begin.isFlow(), List.copyOf(items));
    }

    private static @Nullable String name(Optional<Anchor> anchor) {
        return anchor.map(Anchor::getValue).orElse(null);
    }

    /** Marks count code points; a text counts characters. */
    private int offset(Optional<Mark> mark) {
        int index = mark.orElseThrow().getIndex();
        return onlyBasic ? index : text.offsetByCodePoints(0, index);
    }
}
