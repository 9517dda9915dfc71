package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.problem.PlimsollException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** DuckDB as it reads data files: results as a stream, one thread, nothing fetched from elsewhere. */
final class DuckDb {
    private static final String GLOB = "*?[";

    private DuckDb() {}

    /** A database of its own, in memory. */
    static Connection open() throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("memory_limit", "1GB");
        settings.setProperty("threads", "1");
        return DriverManager.getConnection("jdbc:duckdb:", settings);
    }

    /**
     * A file's name for a query, to be quoted.
     *
     * @throws PlimsollException where DuckDB would take it for a pattern
     */
    static String name(Path file) {
        String name = file.toAbsolutePath().toString();
        if (name.chars().anyMatch(c -> GLOB.indexOf(c) >= 0)) {
            throw PlimsollException.failed(
                    "Could not read the data file " + file + ": its path has one of the characters * ? [, rename it",
                    null);
        }
        return name;
    }

    /** A text as SQL. */
    static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
