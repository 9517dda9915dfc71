package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.problem.PlimsollException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * DuckDB the way the archive uses it: in memory, no extension ever fetched, a gigabyte at most, one thread while a run may be on, results streamed. A new
 * {@link Statement} per query, because one that failed stays broken.
 */
final class Duck implements AutoCloseable {
    private final Connection connection;

    private Duck(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens it; {@code spill} is a folder for what does not fit into memory.
     *
     * @throws PlimsollException where DuckDB does not start on this machine
     */
    static Duck open(Path spill) {
        return open(spill, 1);
    }

    /** Opens it for work that no run is disturbed by; see {@link #open(Path)}. */
    static Duck openOnEveryCore(Path spill) {
        return open(spill, Runtime.getRuntime().availableProcessors());
    }

    private static Duck open(Path spill, int threads) {
        Properties settings = new Properties();
        settings.setProperty("jdbc_stream_results", "true");
        try {
            Duck duck = new Duck(DriverManager.getConnection("jdbc:duckdb:", settings));
            duck.run("SET autoinstall_known_extensions=false");
            duck.run("SET autoload_known_extensions=false");
            duck.run("SET memory_limit='1GB'");
            duck.run("SET threads=" + threads);
            duck.run("SET preserve_insertion_order=false");
            duck.run("SET temp_directory=" + quote(spill.toString()));
            return duck;
        } catch (SQLException e) {
            throw PlimsollException.failed("DuckDB did not start: " + e.getMessage(), e);
        }
    }

    /** Runs a statement without a result. */
    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A statement for one query; the caller closes it. */
    Statement statement() throws SQLException {
        return connection.createStatement();
    }

    /** A statement with parameters for one query; the caller closes it. */
    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /** A text as a SQL literal. */
    static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw PlimsollException.failed("DuckDB could not be closed: " + e.getMessage(), e);
        }
    }
}
