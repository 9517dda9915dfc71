package dev.plimsoll.engine.archive;

/** Takes the named fields of one row: a JSON object or a row of Parquet. A field that is absent is not told. */
interface RecordSink {
    /** A whole number. */
    void number(String name, long value);

    /** A text. */
    void text(String name, String value);

    /** A flag. */
    void flag(String name, boolean value);

    /** Whole numbers. */
    void longs(String name, long[] values);

    /** Whole numbers. */
    void ints(String name, int[] values);
}
