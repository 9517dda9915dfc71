package dev.plimsoll.engine.http;

/**
 * Whether a server that offers to keep its connections really does. llama.cpp's server, for one, advertises {@code Keep-Alive} on a
 * streamed answer and closes right behind it; to take it at its word costs a second send for every request.
 *
 * <p>When connections died soon after an answer several times in a row, the offer is not taken for a while; then it is tried again.
 */
final class KeepAliveTrust {
    /** A close later than this after an answer is the server's idle timeout, not a broken promise. */
    static final long SOON_NS = 100_000_000;

    private static final int DEATHS_TO_DISTRUST = 3;
    private static final int ANSWERS_OF_DISTRUST = 1000;

    private int deathsInARow;
    private int distrustedAnswers;

    /** Whether to keep a connection whose answer just came and whose server offers it; call once per such answer. */
    boolean keep() {
        if (distrustedAnswers == 0) {
            return true;
        }
        distrustedAnswers--;
        return false;
    }

    /** A kept connection died before any byte of a further answer, this long after the last one. */
    void died(long afterAnswerNs) {
        if (afterAnswerNs > SOON_NS) {
            return;
        }
        deathsInARow++;
        if (deathsInARow >= DEATHS_TO_DISTRUST) {
            distrustedAnswers = ANSWERS_OF_DISTRUST;
        }
    }

    /** A kept connection brought a further answer. */
    void served() {
        deathsInARow = 0;
    }
}
