import dev.plimsoll.engine.simulator.NullTarget;

/** Plimsoll's null target, alone in a process until it is killed; prints its address. */
final class NullServer {
    public static void main(String[] args) throws InterruptedException {
        NullTarget target = NullTarget.start();
        System.out.println("http://127.0.0.1:" + target.port());
        Thread.currentThread().join();
    }
}
