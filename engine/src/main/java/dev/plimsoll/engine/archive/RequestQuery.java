package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.stats.DoubleList;
import dev.plimsoll.engine.stats.LongList;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Questions to the requests of one run, however many they are: filtered, sorted, page by page. The order of the last filter and sort is
 * kept, so that turning pages costs a look-up of the rows shown.
 *
 * <p>Any thread, one question at a time; never a thread that draws: each answer comes from files.
 */
public final class RequestQuery implements AutoCloseable {
    private static final String COLUMNS =
            RecordField.ALL.stream().map(RecordField::name).collect(Collectors.joining(", "));

    private final Path folder;
    private final Duck duck;
    private final boolean sealed;
    private @Nullable Order order;

    /** The ids that a filter lets through, in order. */
    private record Order(RequestFilter filter, @Nullable RequestSort sort, long[] ids) {}

    private RequestQuery(Path folder, Duck duck, boolean sealed) {
        this.folder = folder;
        this.duck = duck;
        this.sealed = sealed;
    }

    /**
     * Opens the requests of a run, sealed or interrupted; of one that still goes on, those on disk now.
     *
     * @throws PlimsollException where they cannot be read
     */
    public static RequestQuery open(ArchivedRun run) {
        return open(run.folder());
    }

    static RequestQuery open(Path folder) {
        Duck duck = Duck.open(Path.of(System.getProperty("java.io.tmpdir"), "plimsoll-spill"));
        try {
            Path journal = folder.resolve(RunFolder.RECORDS);
            boolean sealed = RecordFiles.isSealed(folder);
            if (sealed) {
                Path parquet = folder.resolve(RunFolder.RECORDS_SEALED);
                duck.run("CREATE VIEW r AS SELECT * FROM " + RecordTable.of(duck, parquet));
            } else if (Files.isRegularFile(journal)) {
                duck.run("CREATE TABLE r AS SELECT * FROM " + Sealer.records(journal)
                        + " WHERE id IS NOT NULL AND status IS NOT NULL");
            } else {
                throw PlimsollException.usage("There are no records in " + folder + ".");
            }
            return new RequestQuery(folder, duck, sealed);
        } catch (SQLException e) {
            duck.close();
            throw unreadable(folder, e);
        } catch (RuntimeException e) {
            duck.close();
            throw e;
        }
    }

    /** How many requests a filter lets through. */
    public synchronized long count(RequestFilter filter) {
        Order known = order;
        if (known != null && known.filter().equals(filter)) {
            return known.ids().length;
        }
        Sql sql = new Sql("SELECT count(*) FROM r").where(filter);
        try (PreparedStatement statement = sql.prepare(duck);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException e) {
            throw unreadable(folder, e);
        }
    }

    /**
     * Some of the requests that a filter lets through.
     *
     * @param sort their order, null for that of stage and number
     * @param offset how many to pass over, at least 0
     * @param limit how many at most
     */
    public synchronized List<RequestRecord> page(
            RequestFilter filter, @Nullable RequestSort sort, long offset, int limit) {
        long[] ids = ordered(filter, sort);
        int from = (int) Math.min(offset, ids.length);
        int to = (int) Math.min((long) from + limit, ids.length);
        return records(java.util.Arrays.copyOfRange(ids, from, to));
    }

    /** The place of a request among those that a filter lets through, in order; -1 where it is none of them. */
    public synchronized long indexOf(RequestFilter filter, @Nullable RequestSort sort, long requestId) {
        long[] ids = ordered(filter, sort);
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == requestId) {
                return i;
            }
        }
        return -1;
    }

    /** The n-th request of a stage with everything that is kept of it. */
    public synchronized Optional<RequestRecord> record(int stage, long number) {
        return records(new long[] {RequestInfo.idOf(stage, number)}).stream().findFirst();
    }

    /** The answer of a request, where {@code keepBodies} had it kept. */
    public Optional<String> answer(long requestId) {
        Path file = folder.resolve(RunFolder.OUTPUTS);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String id = "\"id\":" + requestId + ",";
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(id)) {
                    JsonNode node = JsonMapper.shared().readTree(line);
                    if (node.path("id").longValue(-1) == requestId) {
                        return node.path("text").stringValueOpt();
                    }
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw PlimsollException.failed(file + " could not be read: " + FileTrouble.reason(e), e);
        } catch (JacksonException e) {
            return Optional.empty(); // the last line, torn by a crash
        }
    }

    private long[] ordered(RequestFilter filter, @Nullable RequestSort sort) {
        Order known = order;
        if (known != null && known.filter().equals(filter) && java.util.Objects.equals(known.sort(), sort)) {
            return known.ids();
        }
        long[] ids = sort != null && !sort.field().isText() ? byNumber(filter, sort) : byQuery(filter, sort);
        Order made = new Order(filter, sort, ids);
        order = made;
        return made.ids();
    }

    private long[] byQuery(RequestFilter filter, @Nullable RequestSort sort) {
        return numbers(new Sql("SELECT id FROM r").where(filter).orderBy(sort));
    }

    private long[] numbers(Sql sql) {
        LongList numbers = new LongList();
        try (PreparedStatement statement = sql.prepare(duck);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        } catch (SQLException e) {
            throw unreadable(folder, e);
        }
        return numbers.toArray();
    }

    /** The rows are in the order of their ids nearly as they are: that the query sorts quickly, and {@link NumberOrder} the rest. */
    private long[] byNumber(RequestFilter filter, RequestSort sort) {
        Sql sql = new Sql("SELECT id, CAST(" + sort.field().sql() + " AS DOUBLE) FROM r")
                .where(filter)
                .orderBy(null);
        LongList ids = new LongList();
        DoubleList keys = new DoubleList();
        try (PreparedStatement statement = sql.prepare(duck);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
                double key = rows.getDouble(2);
                keys.add(rows.wasNull() ? Double.NaN : key);
            }
        } catch (SQLException e) {
            throw unreadable(folder, e);
        }
        return NumberOrder.ids(ids.toArray(), keys.toArray(), sort.descending());
    }

    /** Whole records in the order of their ids; one that is not there is left out. */
    private List<RequestRecord> records(long[] ids) {
        if (ids.length == 0) {
            return List.of();
        }
        Map<Long, RequestRecord> found = new HashMap<>();
        String which = in("id", ids);
        if (sealed) {
            long[] places = numbers(new Sql("SELECT " + RecordTable.ROW + " FROM r WHERE " + which));
            if (places.length == 0) {
                return List.of();
            }
            which = in(RecordTable.ROW, places);
        }
        try (PreparedStatement statement = duck.prepare("SELECT " + COLUMNS + " FROM r WHERE " + which);
                ResultSet rows = statement.executeQuery()) {
            DuckRow row = new DuckRow(rows);
            while (rows.next()) {
                RequestRecord record = RecordJson.read(row);
                found.put(record.info().requestId(), record);
            }
        } catch (SQLException e) {
            throw unreadable(folder, e);
        }
        List<RequestRecord> records = new ArrayList<>();
        for (long id : ids) {
            RequestRecord record = found.get(id);
            if (record != null) {
                records.add(record);
            }
        }
        return records;
    }

    private static String in(String column, long[] numbers) {
        return java.util.Arrays.stream(numbers)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(", ", column + " IN (", ")"));
    }

    private static PlimsollException unreadable(Path folder, SQLException e) {
        return PlimsollException.failed("The records in " + folder + " could not be read: " + e.getMessage() + ".", e);
    }

    @Override
    public synchronized void close() {
        duck.close();
    }
}
