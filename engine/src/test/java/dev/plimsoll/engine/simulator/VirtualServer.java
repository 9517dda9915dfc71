package dev.plimsoll.engine.simulator;

import java.util.ArrayList;
import java.util.List;

/** Drives a model in virtual time, as the event loop does in real time, and keeps what it said. */
final class VirtualServer {
    final InferenceModel model;
    final List<Request> all = new ArrayList<>();
    long nowNs;

    VirtualServer(InferenceModel model) {
        this.model = model;
    }

    /** One request and its token times. */
    static final class Request implements Sequence.Listener {
        final Sequence sequence;
        final long arrivalNs;
        final List<Long> tokensNs = new ArrayList<>();
        boolean accepted;
        boolean done;
        long startedNs = -1;

        Request(int promptTokens, int outputTokens, long arrivalNs) {
            this.sequence = new Sequence(promptTokens, outputTokens, this);
            this.arrivalNs = arrivalNs;
        }

        @Override
        public void started(long atNs) {
            startedNs = atNs;
        }

        @Override
        public void token(long atNs, boolean last) {
            tokensNs.add(atNs);
            done = last;
        }

        long endNs() {
            return tokensNs.getLast();
        }
    }

    /** Goes on to {@code atNs}, then a request arrives. */
    Request arrive(long atNs, int promptTokens, int outputTokens) {
        runTo(atNs);
        Request request = new Request(promptTokens, outputTokens, atNs);
        request.accepted = model.submit(request.sequence, atNs);
        model.advance(atNs);
        all.add(request);
        return request;
    }

    void runTo(long atNs) {
        nowNs = atNs;
        model.advance(atNs);
    }

    /** Until nothing is due any more. */
    void runOut() {
        while (model.nextNs() != Long.MAX_VALUE) {
            runTo(model.nextNs());
        }
    }
}
