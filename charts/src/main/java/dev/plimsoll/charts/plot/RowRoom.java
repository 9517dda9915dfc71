package dev.plimsoll.charts.plot;

import java.awt.geom.Rectangle2D;

/**
 * Where the parts of one row of a timeline lie, on whole pixels.
 *
 * @param lanesTop upper end of the room for requests
 * @param stateTop upper end of the bar of states
 * @param stateHeight its height
 * @param pitch from one lane to the next, px; 0 where there is no room for lanes
 * @param barHeight of a served request in its lane
 */
record RowRoom(double lanesTop, double stateTop, double stateHeight, double pitch, double barHeight) {
    private static final double MOST_PITCH = 9;
    private static final double LEAST_PITCH = 3;
    private static final double MOST_STATE = 12;
    private static final double LEAST_STATE = 3;
    /** Between requests and states, px. */
    private static final double GAP = 3;

    static RowRoom of(Pixels at, int row, int lanes) {
        Rectangle2D area = at.area();
        double top = at.y(names(at).top(row));
        double height = at.y(names(at).top(row + 1)) - top;
        double margin = Math.clamp(Math.floor(height * 0.1), 1, 8);
        // At the top of the first row stand what the stages are called.
        double head = Math.clamp(Math.floor(height * 0.18), 1, 14);
        double state = Math.clamp(Math.round(height * 0.22), LEAST_STATE, MOST_STATE);
        double stateTop = Math.round(Math.min(area.getMaxY(), top + height) - margin - state);
        double lanesTop = Math.round(top + head);
        double gap = height < 24 ? 1 : GAP;
        double room = stateTop - gap - lanesTop;
        double pitch = Math.min(MOST_PITCH, Math.floor(room / Math.max(1, lanes)));
        boolean fits = pitch >= LEAST_PITCH || lanes <= 1;
        double bar = Math.max(1, pitch - (pitch > 6 ? 3 : 1));
        return new RowRoom(lanesTop, stateTop, state, fits ? Math.max(1, pitch) : 0, bar);
    }

    static NamesAxis names(Pixels at) {
        return (NamesAxis) at.range();
    }

    boolean inLanes() {
        return pitch > 0;
    }

    /** Lower end of the room for requests. */
    double lanesBottom() {
        return stateTop - (stateTop - lanesTop < 16 ? 1 : GAP);
    }

    /** Upper end of a lane's bars. */
    double barTop(int lane) {
        return lanesBottom() - (lane + 1) * pitch + (pitch - barHeight);
    }

    /** The lane at a place. */
    int lane(double y) {
        return (int) Math.floor((lanesBottom() - y) / pitch);
    }
}
