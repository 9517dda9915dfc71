package dev.plimsoll.engine.archive;

/**
 * The order of requests: by a field, then by stage and number. Requests without a value come last either way.
 *
 * @param field by what
 * @param descending greatest first
 */
public record RequestSort(RequestField field, boolean descending) {}
