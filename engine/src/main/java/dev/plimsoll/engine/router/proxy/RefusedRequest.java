package dev.plimsoll.engine.router.proxy;

/** The request cannot be met as it stands; nothing was asked of a model. */
final class RefusedRequest extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ErrorAnswer answer;

    RefusedRequest(ErrorAnswer answer) {
        super(answer.message(), null, false, false);
        this.answer = answer;
    }

    static RefusedRequest of(String code, String message) {
        return new RefusedRequest(ErrorAnswer.badRequest(code, message));
    }

    ErrorAnswer answer() {
        return answer;
    }
}
