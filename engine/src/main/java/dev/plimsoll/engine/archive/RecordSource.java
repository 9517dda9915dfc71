package dev.plimsoll.engine.archive;

import org.jspecify.annotations.Nullable;

/** One row with named fields: a JSON object or a row of Parquet. */
interface RecordSource {
    /** Text, null where absent. */
    @Nullable
    String text(String name);

    /** A whole number, {@code absent} where there is none. */
    long number(String name, long absent);

    /** A flag, false where absent. */
    boolean flag(String name);

    /** An array of whole numbers, empty where absent. */
    long[] longs(String name);
}
