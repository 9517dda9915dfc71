package dev.plimsoll.app;

/** Work that is done at once, by whoever starts it. */
public final class OwnThread extends Thread {
    private final Runnable work;

    /** For a task. */
    public OwnThread(Runnable work) {
        this.work = work;
    }

    @Override
    public void start() {
        work.run();
    }
}
