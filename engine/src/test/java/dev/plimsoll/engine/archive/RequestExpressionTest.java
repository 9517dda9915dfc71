package dev.plimsoll.engine.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.archive.RequestCondition.Operator;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestExpressionTest {
    @ParameterizedTest
    @CsvSource({
        "ttft > 200 ms, ttft, GREATER, 200",
        "ttft>0.2s, ttft, GREATER, 200",
        "TTFT <= 200, ttft, AT_MOST, 200",
        "lag >= 1.5 ms, sendLag, AT_LEAST, 1500",
        "lag < 900 µs, sendLag, LESS, 900",
        "output < 10, outputTokens, LESS, 10",
        "output = 10 tok, outputTokens, EQUAL, 10",
        "sent > 2 min, sent, GREATER, 120",
        "outputLengthMismatch > 10 %, outputLengthMismatch, GREATER, 0.1",
        "bytesReceived != 4 kB, bytesReceived, NOT_EQUAL, 4000",
        "'latency > 1,200', latency, GREATER, 1200"
    })
    void numbersAreReadInTheFieldsUnitWhateverUnitTheyAreWrittenIn(
            String text, String field, Operator operator, double number) {
        List<RequestCondition> conditions = RequestExpression.parse(text);
        assertEquals(1, conditions.size());
        RequestCondition condition = conditions.getFirst();
        assertEquals(field, condition.field().name());
        assertEquals(operator, condition.operator());
        assertEquals(number, java.util.Objects.requireNonNull(condition.number()), 1e-9);
    }

    @Test
    void conditionsAreJoinedByAndUnlessItStandsInQuotes() {
        List<RequestCondition> conditions =
                RequestExpression.parse("status = Errored AND message ~ 'slow and late' and label = long chats");
        assertEquals(3, conditions.size());
        assertEquals("errored", conditions.get(0).text());
        assertEquals("slow and late", conditions.get(1).text());
        assertEquals("long chats", conditions.get(2).text());
        assertEquals(List.of(), RequestExpression.parse("  "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tftt > 200 ms | there is no field 'tftt' | ttft",
                "status = erored | status is never 'erored' | errored",
                "status > errored | status is a text and cannot be compared with > | ~",
                "ttft ~ 200 | ttft is a number and cannot be compared with ~ | >=",
                "ttft > 200 tok | '200 tok' is no value of ttft | 200 ms",
                "ttft > soon | 'soon' is no value of ttft | 2.5 s",
                "ttft | 'ttft' is not of the form field operator value, such as ttft > 200 ms | ~",
                "ttft > 200 ms or output < 3 | '200 ms or output < 3' is no value of ttft | 200 ms",
            })
    void aWrongExpressionNamesTheFieldAndWhatIsAllowed(String text, String what, String allowed) {
        PlimsollException told = assertThrows(PlimsollException.class, () -> RequestExpression.parse(text));
        Problem problem = told.problems().getFirst();
        assertEquals(what, problem.what());
        assertEquals(RequestExpression.PATH, problem.path());
        assertTrue(problem.allowed().contains(allowed), problem.allowed().toString());
    }

    @Test
    void aConditionIsMissingAfterATrailingAnd() {
        assertThrows(PlimsollException.class, () -> RequestExpression.parse("ttft > 1 and "));
    }
}
