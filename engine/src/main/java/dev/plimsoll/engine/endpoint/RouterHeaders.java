package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.http.HttpHead;
import dev.plimsoll.engine.record.RouterFacts;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What Plimsoll's model router says of a request in its answer's head: {@code X-Plimsoll-Model}, and the entries {@code router.queued},
 * {@code router.evicting}, {@code router.spawning}, {@code router.health} and {@code router.proxying} of {@code Server-Timing}, which may be
 * spread over several headers among those of other servers. Of two entries of a name the first counts: a second router behind the first
 * speaks of a wait that is a part of the first one's answer time.
 *
 * <p>Reads the grammar of <a href="https://www.w3.org/TR/server-timing/">Server Timing</a>; an entry that is none, or whose {@code dur} is
 * no plain decimal number of ms, is passed over, for it is about another server or broken, and neither is the request's fault. Reused from
 * answer to answer; makes no object but the facts. One thread.
 */
final class RouterHeaders implements HttpHead.ValueSink {
    private static final String PREFIX = "router.";
    private static final String[] PARTS = {"queued", "evicting", "spawning", "health", "proxying"};
    private static final long ABSENT = -1;
    /** Digits of whole ms that are read: 30 years. */
    private static final int MAX_DIGITS = 12;

    private final long[] partsUs = new long[PARTS.length];
    private @Nullable String model;
    private boolean told;

    // the header being read
    private byte[] bytes = {};
    private int at;
    private int to;

    RouterHeaders() {
        Arrays.fill(partsUs, ABSENT);
    }

    /** Forgets the answer before. */
    void clear() {
        if (told) {
            Arrays.fill(partsUs, ABSENT);
        }
        model = null;
        told = false;
    }

    /** Reads the head of an answer. */
    void read(HttpHead head) {
        model = plain(head.routedModel());
        told |= model != null;
        if (head.hasServerTiming()) {
            head.values("server-timing", this);
        }
    }

    /** An id whose characters beyond visible ASCII came as percent escapes; one with wrong escapes is taken as it came. */
    private static @Nullable String plain(@Nullable String id) {
        if (id == null || id.indexOf('%') < 0) {
            return id;
        }
        try {
            return URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8); // a plus sign is one, not a blank
        } catch (IllegalArgumentException e) {
            return id;
        }
    }

    /** What it said, or null where no router spoke. */
    @Nullable
    RouterFacts facts() {
        return told ? new RouterFacts(model, partsUs[0], partsUs[1], partsUs[2], partsUs[3], partsUs[4]) : null;
    }

    @Override
    public void value(byte[] source, int from, int end) {
        bytes = source;
        at = from;
        to = end;
        while (at < to) {
            entry();
            skipToComma();
            at++;
        }
    }

    /** {@code name *( ; parameter )}; stops where it is none any more. */
    private void entry() {
        skipBlanks();
        int nameFrom = at;
        skipToken();
        int part = part(nameFrom, at);
        boolean first = true;
        skipBlanks();
        while (at < to && bytes[at] == ';') {
            at++;
            skipBlanks();
            int parameterFrom = at;
            skipToken();
            boolean duration = first && isDur(parameterFrom, at);
            first &= !duration;
            skipBlanks();
            if (at == to || bytes[at] != '=') {
                continue;
            }
            at++;
            skipBlanks();
            int valueFrom = at;
            boolean quoted = at < to && bytes[at] == '"';
            if (quoted) {
                skipQuoted();
            } else {
                skipToken();
            }
            if (duration && part >= 0 && partsUs[part] == ABSENT) {
                keep(part, quoted ? microseconds(valueFrom + 1, at - 1) : microseconds(valueFrom, at));
            }
            skipBlanks();
        }
    }

    private void keep(int part, long us) {
        if (us >= 0) {
            partsUs[part] = us;
            told = true;
        }
    }

    /** Which part an entry's name is, -1 for none: names are case-sensitive. */
    private int part(int from, int end) {
        int length = end - from - PREFIX.length();
        if (length > 0 && is(from, PREFIX)) {
            for (int i = 0; i < PARTS.length; i++) {
                if (PARTS[i].length() == length && is(from + PREFIX.length(), PARTS[i])) {
                    return i;
                }
            }
        }
        return -1;
    }

    private boolean is(int from, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isDur(int from, int end) {
        return end - from == 3
                && (bytes[from] | 0x20) == 'd'
                && (bytes[from + 1] | 0x20) == 'u'
                && (bytes[from + 2] | 0x20) == 'r';
    }

    /** {@code digits [. digits]} ms as us, half up; -1 where it is anything else. */
    private long microseconds(int from, int end) {
        int i = from;
        long us = 0;
        while (i < end && isDigit(bytes[i])) {
            us = us * 10 + (bytes[i++] - '0');
            if (i - from > MAX_DIGITS) {
                return ABSENT;
            }
        }
        if (i == from) {
            return ABSENT;
        }
        boolean point = i < end && bytes[i] == '.';
        int fractionFrom = point ? i + 1 : i;
        i = fractionFrom;
        while (i < end && isDigit(bytes[i])) {
            i++;
        }
        if (i != end || point && i == fractionFrom) {
            return ABSENT;
        }
        for (int digit = 0; digit < 3; digit++) {
            int place = fractionFrom + digit;
            us = us * 10 + (place < end ? bytes[place] - '0' : 0);
        }
        return us + (fractionFrom + 3 < end && bytes[fractionFrom + 3] >= '5' ? 1 : 0);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private void skipBlanks() {
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
    }

    private void skipToken() {
        while (at < to && ",;= \t\"".indexOf(bytes[at]) < 0) {
            at++;
        }
    }

    private void skipQuoted() {
        at++;
        while (at < to && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, to);
    }

    private void skipToComma() {
        while (at < to && bytes[at] != ',') {
            if (bytes[at] == '"') {
                skipQuoted();
            } else {
                at++;
            }
        }
    }
}
