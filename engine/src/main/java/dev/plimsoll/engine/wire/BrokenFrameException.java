package dev.plimsoll.engine.wire;

import java.io.IOException;

/** The bytes in the pipe are not a frame of this protocol. The stream cannot be used any further. */
public final class BrokenFrameException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenFrameException(String message) {
        super(message);
    }
}
