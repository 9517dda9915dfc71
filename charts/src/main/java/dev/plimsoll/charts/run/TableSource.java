package dev.plimsoll.charts.run;

import java.util.List;
import org.jfree.data.Range;

/** The data of a chart that does not consist of series, as a table for machines. */
@FunctionalInterface
public interface TableSource {
    /** The title of every column first, then the rows; only what lies in the shown range of x. */
    List<List<String>> table(Range shown);
}
