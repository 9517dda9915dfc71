package dev.plimsoll.app.session;

import org.jspecify.annotations.Nullable;

/**
 * Where a person is.
 *
 * @param page which page
 * @param argument what it shows: the id of an item, the path of a run folder, a list of such paths, or null for the page
 *     as it was left
 */
public record Location(PageId page, @Nullable Object argument) {}
