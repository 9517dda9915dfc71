package dev.plimsoll.engine.router.process;

/** A model did not become ready. The message tells people why; the reason tells programs. */
public final class ModelStartException extends Exception {
    private static final long serialVersionUID = 1L;

    private final LifecycleEffect.Reason reason;

    /**
     * Why a model did not become ready.
     *
     * @param reason for programs
     * @param detail for people
     */
    public ModelStartException(LifecycleEffect.Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /** The kind of failure. */
    public LifecycleEffect.Reason reason() {
        return reason;
    }
}
