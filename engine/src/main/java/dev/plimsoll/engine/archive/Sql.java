package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.record.RequestStatus;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A query over records, with every value that a person wrote as a parameter. */
final class Sql {
    private final StringBuilder text;
    private final List<Object> values = new ArrayList<>();

    Sql(String start) {
        this.text = new StringBuilder(start);
    }

    Sql where(RequestFilter filter) {
        List<String> parts = new ArrayList<>();
        if (filter.stage() != null) {
            parts.add("stage = ?");
            values.add(filter.stage());
        }
        if (!filter.statuses().isEmpty()) {
            parts.add(filter.statuses().stream().map(_ -> "?").collect(Collectors.joining(", ", "status IN (", ")")));
            filter.statuses().stream().map(RequestStatus::text).forEach(values::add);
        }
        String clock = filter.clock() == RequestFilter.Clock.SENT ? "sendStartNs" : "intendedNs";
        if (filter.fromSeconds() != null) {
            parts.add(clock + " >= ?");
            values.add(Math.round(filter.fromSeconds() * 1e9));
        }
        if (filter.toSeconds() != null) {
            parts.add(clock + " < ?");
            values.add(Math.round(filter.toSeconds() * 1e9));
        }
        filter.conditions().forEach(condition -> parts.add(part(condition)));
        if (!parts.isEmpty()) {
            text.append(" WHERE ").append(String.join(" AND ", parts));
        }
        return this;
    }

    private String part(RequestCondition condition) {
        String field = "(" + condition.field().sql() + ")";
        if (condition.operator() == RequestCondition.Operator.CONTAINS) {
            values.add(Objects.requireNonNull(condition.text()));
            return "contains(lower" + field + ", lower(?))";
        }
        values.add(condition.text() != null ? condition.text() : (Object) Objects.requireNonNull(condition.number()));
        return switch (condition.operator()) {
            case EQUAL -> field + " = ?";
            case NOT_EQUAL -> field + " IS DISTINCT FROM ?";
            case LESS -> field + " < ?";
            case AT_MOST -> field + " <= ?";
            case GREATER -> field + " > ?";
            case AT_LEAST -> field + " >= ?";
            case CONTAINS -> throw new IllegalStateException();
        };
    }

    Sql orderBy(@Nullable RequestSort sort) {
        text.append(" ORDER BY ");
        if (sort != null) {
            text.append(sort.field().sql())
                    .append(sort.descending() ? " DESC" : " ASC")
                    .append(" NULLS LAST, ");
        }
        text.append("id");
        return this;
    }

    PreparedStatement prepare(Duck duck) throws SQLException {
        PreparedStatement statement = duck.prepare(text.toString());
        try {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
