package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.schedule.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody who sends a request and writes down what becomes of it. */
class PlayedClient implements Caller {
    final String request;
    final String model;
    final List<Integer> positions = new ArrayList<>();
    int ends;
    boolean admitted;
    boolean gone;
    boolean tooLate;

    @Nullable
    RequestPhases served;

    @Nullable
    Failure failure;

    PlayedClient(String request, String model) {
        this.request = request;
        this.model = model;
    }

    @Override
    public boolean admitted() {
        admitted = true;
        return !gone;
    }

    @Override
    public int refused(Failure why, RequestPhases phases) {
        failure = why;
        ends++;
        return gone ? 0 : 429;
    }

    @Override
    public void position(int position) {
        positions.add(position);
    }

    @Override
    public boolean serve(RequestPhases phases) {
        if (gone) {
            return false;
        }
        served = phases;
        ends++;
        return true;
    }

    @Override
    public int failed(Failure why, RequestPhases phases) {
        failure = why;
        ends++;
        return gone ? 0 : 503;
    }
}
