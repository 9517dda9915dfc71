package dev.plimsoll.engine.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** The layouts of traces: lengths and times of requests that a real service had, without their texts. */
public enum TraceLayout {
    /** Mooncake's: milliseconds, blocks of 512 tokens. */
    MOONCAKE("0.001", 512, List.of("timestamp"), List.of("input_length"), List.of("output_length"), ""),
    /** BurstGPT's CSV: seconds, no blocks. */
    BURSTGPT(
            "1",
            512,
            List.of("timestamp"),
            List.of("request tokens", "request_tokens", "input_length"),
            List.of("response tokens", "response_tokens", "output_length"),
            "model"),
    /** Azure's CSV: dates with a time of day, no blocks. */
    AZURE("1", 512, List.of("timestamp"), List.of("contexttokens"), List.of("generatedtokens"), ""),
    /** Bailian's: seconds, blocks of 16 tokens; the kind of request is a row's class. */
    BAILIAN("1", 16, List.of("timestamp"), List.of("input_length"), List.of("output_length"), "type"),
    /** Any other: seconds, blocks of 512 tokens. */
    GENERIC(
            "1",
            512,
            List.of("timestamp", "relative_timestamp"),
            List.of("input_length", "input_tokens", "prompt_tokens"),
            List.of("output_length", "output_tokens", "completion_tokens"),
            "");

    private final BigDecimal secondsOfTimeUnit;
    private final int blockTokens;
    private final List<String> timeColumns;
    private final List<String> inputColumns;
    private final List<String> outputColumns;
    private final String labelColumn;

    TraceLayout(
            String secondsOfTimeUnit,
            int blockTokens,
            List<String> timeColumns,
            List<String> inputColumns,
            List<String> outputColumns,
            String labelColumn) {
        this.secondsOfTimeUnit = new BigDecimal(secondsOfTimeUnit);
        this.blockTokens = blockTokens;
        this.timeColumns = timeColumns;
        this.inputColumns = inputColumns;
        this.outputColumns = outputColumns;
        this.labelColumn = labelColumn;
    }

    /** Name as written in files: {@code mooncake}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Seconds of one unit of its times, where they are numbers. */
    public BigDecimal secondsOfTimeUnit() {
        return secondsOfTimeUnit;
    }

    /** Tokens of a block of shared text. */
    public int blockTokens() {
        return blockTokens;
    }

    /** Names of the column of times, in lower case; the first one found counts. */
    public List<String> timeColumns() {
        return timeColumns;
    }

    /** Names of the column of prompt lengths. */
    public List<String> inputColumns() {
        return inputColumns;
    }

    /** Names of the column of output lengths. */
    public List<String> outputColumns() {
        return outputColumns;
    }

    /** Name of the column that is a row's class, empty where there is none. */
    public String labelColumn() {
        return labelColumn;
    }
}
