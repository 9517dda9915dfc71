package dev.plimsoll.engine.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FiniteJsonTest {
    private static final JsonMapper JSON = FiniteJson.builder().build();

    private record Figures(double one, Double boxed, double[] many, List<Double> list, Map<String, Double> byName) {}

    @Test
    void whatIsNoNumberInJsonIsWrittenAsNullWhereverItIs() {
        double nan = Double.NaN;
        double infinite = Double.POSITIVE_INFINITY;
        assertEquals(
                "{\"one\":null,\"boxed\":null,\"many\":[1.5,null,null],\"list\":[null,2.0],\"byName\":{\"a\":null}}",
                JSON.writeValueAsString(new Figures(
                        nan, infinite, new double[] {1.5, nan, -infinite}, List.of(nan, 2.0), Map.of("a", infinite))));
    }

    @Test
    void aNumberIsWrittenAsAlways() {
        Figures figures = new Figures(0.1, 1e300, new double[] {-0.0, 3}, List.of(1e-7), Map.of("a", 12.0));
        assertEquals(JsonMapper.shared().writeValueAsString(figures), JSON.writeValueAsString(figures));
    }
}
