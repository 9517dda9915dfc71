package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.http.GrowingBytes;
import java.util.Arrays;

/** What one answer or stream event says. Filled by a walk, a parse or a recognised shape; reused. */
final class AnswerFacts {
    /** What an answer holds that is not text. */
    enum Result {
        VECTORS,
        RANKINGS,
        IMAGES
    }

    /** The texts belong to no piece of the answer that is said again as a whole. */
    static final int NO_PIECE = -1;

    /** Values that may vary between events that mean the same; an event with more is not worth learning from. */
    static final int MAX_GAPS = 6;

    private static final int RANGE_INTS = 4;
    private static final Channel[] CHANNELS = Channel.values();

    /** The array the ranges below point into. */
    byte[] bytes = {};

    int choices;
    int highestIndex;
    /** A reason was given why the answer, or one of its choices, is finished. */
    boolean finished;
    /** The protocol says that nothing follows. */
    boolean done;

    /** Tool calls that begin here: each is named once. */
    int toolCalls;

    /** Which piece of the answer the texts belong to, where the protocol says a piece again as a whole. */
    int piece;
    /** The texts are a whole piece: they count only where nothing of it came before. */
    boolean whole;

    /** Whether {@link #counts} says anything. */
    boolean usage;

    final UsageCounts counts = new UsageCounts();

    /** Vectors, rankings or images, as {@link #result} says. */
    int results;
    /** Numbers in the last vector, -1 where there is none or nobody can tell. */
    int dimension;

    Result result = Result.VECTORS;

    int errorFrom;
    int errorTo;
    int idFrom;
    int idTo;

    /** Texts found: channel ordinal, number of the choice's place, from, to. */
    private int[] ranges = new int[4 * RANGE_INTS];

    private int rangeInts;
    /** The {@code index} of each choice in the array, by place. */
    private int[] indexes = new int[4];

    /** Where the values are that vary. */
    private final int[] gapFrom = new int[MAX_GAPS];

    private final int[] gapTo = new int[MAX_GAPS];
    private final boolean[] gapIsString = new boolean[MAX_GAPS];
    private int gaps;

    /** Own bytes, for texts that are not found in the answer as they are. */
    private final GrowingBytes own = new GrowingBytes();

    void begin(byte[] source) {
        bytes = source;
        choices = 0;
        highestIndex = -1;
        finished = false;
        done = false;
        piece = NO_PIECE;
        whole = false;
        usage = false;
        toolCalls = 0;
        results = 0;
        dimension = -1;
        errorFrom = -1;
        errorTo = -1;
        idFrom = 0;
        idTo = 0;
        indexes[0] = 0;
        rangeInts = 0;
        gaps = 0;
    }

    // ---- filled by a walk

    /** Notes a value that varies from event to event without meaning, or the inside of a text; in the order of the bytes. */
    void gap(int from, int to, boolean isString) {
        if (gaps < MAX_GAPS) {
            gapFrom[gaps] = from;
            gapTo[gaps] = to;
            gapIsString[gaps] = isString;
        }
        gaps++;
    }

    void choiceBegins() {
        if (choices == indexes.length) {
            indexes = Arrays.copyOf(indexes, choices * 2);
        }
        indexes[choices] = choices;
        choices++;
    }

    void choiceIndex(int index) {
        indexes[choices - 1] = index;
    }

    void choiceEnds() {
        highestIndex = Math.max(highestIndex, indexes[choices - 1]);
    }

    void text(Channel channel, int from, int to) {
        if (rangeInts == ranges.length) {
            ranges = Arrays.copyOf(ranges, rangeInts * 2);
        }
        ranges[rangeInts] = channel.ordinal();
        ranges[rangeInts + 1] = Math.max(0, choices - 1);
        ranges[rangeInts + 2] = from;
        ranges[rangeInts + 3] = to;
        rangeInts += RANGE_INTS;
    }

    /** A tool call begins with its name: counts one if a text was found since there were {@code before}. */
    void toolCallNamed(int before) {
        toolCalls += texts() > before ? 1 : 0;
    }

    /** Puts another range in the place of a text. */
    void replaceText(int text, int from, int to) {
        ranges[text * RANGE_INTS + 2] = from;
        ranges[text * RANGE_INTS + 3] = to;
    }

    void error(int from, int to) {
        errorFrom = from;
        errorTo = to;
    }

    void id(int from, int to) {
        idFrom = from;
        idTo = to;
    }

    /** Starts a usage object; several in one event add to each other, the later wins. */
    UsageCounts usageBegins() {
        if (!usage) {
            usage = true;
            counts.clear();
        }
        return counts;
    }

    // ---- filled by a parse: begin, any of the middle ones, complete

    /** Starts facts whose texts are kept in bytes of their own. */
    void beginOwn() {
        begin(own.array());
        own.clear();
    }

    /** Adds a text, unless it is empty. */
    void ownText(Channel channel, String text) {
        if (!text.isEmpty()) {
            int start = own.length();
            JsonText.body(own, text);
            text(channel, start, own.length());
        }
    }

    void ownId(String id) {
        int start = own.length();
        JsonText.body(own, id);
        id(start, own.length());
    }

    void ownError(String json) {
        int start = own.length();
        JsonText.raw(own, json);
        error(start, own.length());
    }

    void results(Result what, int count) {
        result = what;
        results = count;
    }

    /** Everything is in the own bytes now. */
    void ownComplete() {
        bytes = own.array();
    }

    // ---- read by whoever learns

    /** Number of gaps; more than {@link #MAX_GAPS} where not all were kept. */
    int gaps() {
        return gaps;
    }

    int gapFrom(int gap) {
        return gapFrom[gap];
    }

    int gapTo(int gap) {
        return gapTo[gap];
    }

    boolean gapIsString(int gap) {
        return gapIsString[gap];
    }

    // ---- read by the parser

    boolean hasError() {
        return errorFrom >= 0;
    }

    int texts() {
        return rangeInts / RANGE_INTS;
    }

    Channel channel(int text) {
        return CHANNELS[ranges[text * RANGE_INTS]];
    }

    int choiceIndexOf(int text) {
        return indexes[ranges[text * RANGE_INTS + 1]];
    }

    int from(int text) {
        return ranges[text * RANGE_INTS + 2];
    }

    int to(int text) {
        return ranges[text * RANGE_INTS + 3];
    }
}
