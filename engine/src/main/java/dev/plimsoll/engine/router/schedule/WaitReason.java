package dev.plimsoll.engine.router.schedule;

import java.util.List;

/** One thing a request waits for. */
public sealed interface WaitReason {

    /** A sentence for a person, without a full stop. */
    String tell();

    /** Its model is being loaded. */
    record Loading(String model) implements WaitReason {
        @Override
        public String tell() {
            return model + " is being loaded";
        }
    }

    /**
     * A swap under way gets in the way.
     *
     * @param target the model which that swap loads
     * @param shared the models that both would have to stop, or that one loads and the other stops
     */
    record Collides(String target, List<String> shared) implements WaitReason {
        public Collides {
            shared = List.copyOf(shared);
        }

        @Override
        public String tell() {
            return "it collides with the swap to " + target + " over " + String.join(", ", shared);
        }
    }

    /** A model it would stop is serving requests. */
    record Busy(String model, int serving) implements WaitReason {
        @Override
        public String tell() {
            return model + " has to go and serves " + serving + (serving == 1 ? " request" : " requests");
        }
    }

    /**
     * A model it would stop has not been loaded for long enough.
     *
     * @param untilNs when it has, in the scheduler's clock
     */
    record Resident(String model, long untilNs) implements WaitReason {
        @Override
        public String tell() {
            return model + " has to go and keeps its minimum residency";
        }
    }

    /** A request that has waited for longer than the maximum goes first, and this one would make it wait on. */
    record YieldsTo(String request, String model) implements WaitReason {
        @Override
        public String tell() {
            return "it would delay " + request + " for " + model + ", which has waited for the maximum";
        }
    }

    /** Requests are served one at a time. */
    record Turn(int ahead) implements WaitReason {
        @Override
        public String tell() {
            return "one request is served at a time and " + ahead + (ahead == 1 ? " is" : " are") + " before it";
        }
    }
}
