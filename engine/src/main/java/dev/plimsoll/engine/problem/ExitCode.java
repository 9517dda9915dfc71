package dev.plimsoll.engine.problem;

/** How the command line ends; the numbers are an interface for scripts and never change. */
public enum ExitCode {
    /** Everything asked for was done. */
    DONE(0),
    /** The run started and failed, or ended with an error; what was measured is kept. */
    FAILED(1),
    /** Wrong usage or wrong input; nothing was started and nothing was written. */
    USAGE(2),
    /** A {@code --fail-if} gate fired. */
    GATE(3),
    /** {@code --require-valid} was asked for and the verdict is not VALID. */
    NOT_VALID(4),
    /** Stopped by Ctrl-C; the run was sealed and reported. */
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The process exit status. */
    public int number() {
        return number;
    }
}
