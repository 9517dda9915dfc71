package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.http.GrowingBytes;
import java.util.Arrays;

/** What one answer or stream event with {@code choices} says. Filled by a walk, a parse or a recognised shape; reused. */
final class ChoicesFacts {
    private static final int RANGE_INTS = 4;

    /** The array the ranges below point into. */
    byte[] bytes = {};

    int choices;
    boolean finished;
    boolean usage;
    int promptTokens;
    int completionTokens;
    int cachedTokens;
    int reasoningTokens;
    int errorFrom;
    int errorTo;
    int idFrom;
    int idTo;
    int highestIndex;

    /** Texts found: channel ordinal, number of the choice's place, from, to. */
    private int[] ranges = new int[4 * RANGE_INTS];

    private int rangeInts;
    /** The {@code index} of each choice in the array, by place. */
    private int[] indexes = new int[4];

    /** Own bytes, for texts that are not found in the answer as they are. */
    private final GrowingBytes own = new GrowingBytes();

    private static final Channel[] CHANNELS = Channel.values();

    void begin(byte[] source) {
        bytes = source;
        choices = 0;
        finished = false;
        usage = false;
        promptTokens = -1;
        completionTokens = -1;
        cachedTokens = -1;
        reasoningTokens = -1;
        errorFrom = -1;
        errorTo = -1;
        idFrom = 0;
        idTo = 0;
        highestIndex = -1;
        rangeInts = 0;
    }

    /** Starts facts whose texts are added as raw JSON string bodies to {@link #own}. */
    GrowingBytes beginOwn() {
        begin(own.array());
        own.clear();
        return own;
    }

    /** All texts are in {@link #own} now. */
    void ownComplete() {
        bytes = own.array();
    }

    // ---- filled by the reader

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

    void finished() {
        finished = true;
    }

    void text(Channel channel, int from, int to) {
        if (rangeInts == ranges.length) {
            ranges = Arrays.copyOf(ranges, rangeInts * 2);
        }
        ranges[rangeInts] = channel.ordinal();
        ranges[rangeInts + 1] = choices - 1;
        ranges[rangeInts + 2] = from;
        ranges[rangeInts + 3] = to;
        rangeInts += RANGE_INTS;
    }

    void error(int from, int to) {
        errorFrom = from;
        errorTo = to;
    }

    void id(int from, int to) {
        idFrom = from;
        idTo = to;
    }

    void usageBegins() {
        usage = true;
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
