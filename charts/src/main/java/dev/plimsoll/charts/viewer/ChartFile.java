package dev.plimsoll.charts.viewer;

import java.util.function.Supplier;

/**
 * A file that a chart can be saved as.
 *
 * @param name suggested name: {@code ttft.png}
 * @param description kind, for a file dialog: {@code PNG picture}
 * @param extension without dot: {@code png}
 * @param content makes the bytes; any thread, may take some 100 ms
 */
public record ChartFile(String name, String description, String extension, Supplier<byte[]> content) {}
