package dev.plimsoll.engine.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ConfidenceEllipseVectorTest {
    static Stream<JsonNode> covariances() {
        return VectorFiles.family("aiperf/covariance_ellipse").stream().flatMap(f -> f.cases().stream());
    }

    static Stream<JsonNode> aligned() {
        return VectorFiles.family("aiperf/axis_aligned_ellipse").stream().flatMap(f -> f.cases().stream());
    }

    static Stream<JsonNode> halfWidths() {
        return VectorFiles.family("aiperf/uncertainty_ellipse_from_ci").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("covariances")
    void theOutlineOfACovarianceAgrees(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode expected = vector.get("expected");
        double level = input.get("confidence_level").asDouble();
        int n = input.get("n_vertices").asInt();
        double xx = input.get("cov").get(0).get(0).asDouble();
        double xy = input.get("cov").get(0).get(1).asDouble();
        double yy = input.get("cov").get(1).get(1).asDouble();
        double x = input.get("center").get(0).asDouble();
        double y = input.get("center").get(1).asDouble();
        if (expected.has("error")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> ConfidenceEllipse.ofPopulation(x, y, xx, xy, yy, level)
                            .vertices(n));
            return;
        }
        ConfidenceEllipse ellipse = ConfidenceEllipse.ofPopulation(x, y, xx, xy, yy, level);
        near(expected.get("semi_major").asDouble(), ellipse.major());
        // An eigenvalue of a nearly singular matrix is known to the matrix's last digits only.
        assertEquals(expected.get("semi_minor").asDouble(), ellipse.minor(), 1e-8 * Math.max(1e-3, ellipse.major()));
        if (ellipse.major() - ellipse.minor() > 1e-9 * ellipse.major()) {
            double turned = ellipse.angle() - expected.get("theta_rad").asDouble();
            assertEquals(0, Math.sin(turned), 1e-6, "the direction, up to half a turn");
        }
        double[][] outline = ellipse.vertices(n);
        assertEquals(expected.get("vertex_count").asInt(), outline.length);
        assertArrayEquals(outline[0], outline[n], "the outline is closed");
        for (JsonNode vertex : expected.get("vertices")) {
            double[] wanted = {vertex.get(0).asDouble(), vertex.get(1).asDouble()};
            double nearest = Arrays.stream(outline)
                    .mapToDouble(v -> Math.hypot(v[0] - wanted[0], v[1] - wanted[1]))
                    .min()
                    .orElseThrow();
            boolean round = ellipse.major() - ellipse.minor() <= 1e-9 * ellipse.major();
            assertTrue(
                    nearest <= (round || n % 2 == 1 ? ellipse.major() : 1e-6 * Math.max(1e-3, ellipse.major())),
                    "no vertex at " + Arrays.toString(wanted) + ", the nearest is " + nearest + " off");
        }
    }

    @ParameterizedTest
    @MethodSource("aligned")
    void twoSeparateIntervalsAreAnUprightEllipse(JsonNode vector) {
        JsonNode input = vector.get("input");
        ConfidenceEllipse ellipse = ConfidenceEllipse.aligned(
                input.get("center").get(0).asDouble(),
                input.get("center").get(1).asDouble(),
                input.get("x_radius").asDouble(),
                input.get("y_radius").asDouble());
        JsonNode vertices = vector.get("expected").get("vertices");
        double[][] outline = ellipse.vertices(input.get("n_vertices").asInt());
        assertEquals(vertices.size(), outline.length);
        double rx = input.get("x_radius").asDouble();
        double ry = input.get("y_radius").asDouble();
        for (double[] vertex : outline) {
            double u = (vertex[0] - ellipse.x()) / (rx == 0 ? 1 : rx);
            double v = (vertex[1] - ellipse.y()) / (ry == 0 ? 1 : ry);
            assertEquals(rx == 0 && ry == 0 ? 0 : 1, u * u + v * v, 1e-9);
        }
    }

    @ParameterizedTest
    @MethodSource("halfWidths")
    void anEllipseOfHalfWidthsAgrees(JsonNode vector) {
        JsonNode input = vector.get("input");
        double hx = input.get("x_half_width").asDouble();
        double hy = input.get("y_half_width").asDouble();
        ConfidenceEllipse ellipse =
                ConfidenceEllipse.scaled(0, 0, hx * hx, input.get("cov_xy").asDouble(), hy * hy, 1);
        JsonNode expected = vector.get("expected");
        near(expected.get("full_width").asDouble(), 2 * ellipse.major());
        assertEquals(expected.get("full_height").asDouble(), 2 * ellipse.minor(), 1e-5);
        double turned =
                Math.toDegrees(ellipse.angle()) - expected.get("angle_deg").asDouble();
        assertEquals(0, Math.sin(Math.toRadians(turned)), 1e-6);
    }

    private static void near(double expected, double got) {
        assertEquals(expected, got, 1e-9 * Math.max(1e-3, Math.abs(expected)));
    }
}
