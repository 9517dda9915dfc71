package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.record.SelfSample;
import dev.plimsoll.engine.wire.FrameReader;
import dev.plimsoll.engine.wire.FrameWriter;
import dev.plimsoll.engine.wire.FromWorker;
import dev.plimsoll.engine.wire.ToWorker;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A process that speaks the workers' protocol up to a point, and then does what the script in its argument says. */
final class ScriptedWorkerMain {
    /** Frames of half a kilobyte or so; more than any mailbox and pipe hold. */
    private static final SelfSample CHATTER =
            new SelfSample(0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, 0, 0, -1);

    private final FrameReader in = new FrameReader(System.in);
    private final PrintStream raw = System.out;
    private final FrameWriter out = new FrameWriter(raw);
    private final String script;

    private ScriptedWorkerMain(String script) {
        this.script = script;
    }

    /** Runs a script. */
    public static void main(String[] args) throws IOException {
        new ScriptedWorkerMain(args[0]).run();
    }

    private void run() throws IOException {
        switch (script) {
            case "garbage" -> garbage(raw);
            case "half" -> half(raw);
            case "old" -> {
                say(new FromWorker.Hello(ToWorker.PROTOCOL_VERSION - 1, 1));
                obey();
            }
            case "never-ready" -> {
                say(new FromWorker.Hello(ToWorker.PROTOCOL_VERSION, 1));
                while (in.readToWorker() != null) {
                    // hears everything and answers nothing
                }
            }
            default -> {
                say(new FromWorker.Hello(ToWorker.PROTOCOL_VERSION, 1));
                obey();
            }
        }
    }

    /** A polite worker until a stage begins. */
    private void obey() throws IOException {
        for (ToWorker next = in.readToWorker(); next != null; next = in.readToWorker()) {
            switch (next) {
                case ToWorker.Ping ping -> say(new FromWorker.Pong(ping.coordinatorNs(), System.nanoTime()));
                case ToWorker.Plan _ -> say(new FromWorker.Ready("{}"));
                case ToWorker.StageStart _ -> inStage();
                case ToWorker.Shutdown _ -> {
                    System.exit(script.equals("bad-end") ? 3 : 0);
                }
                default -> {} // slots and conversations of a stage it takes no care of
            }
        }
    }

    private void inStage() throws IOException {
        switch (script) {
            case "stage-garbage" -> garbage(raw);
            case "stage-half" -> half(raw);
            case "stage-fault" -> say(new FromWorker.Fault("no memory is left"));
            case "stage-flood" -> {
                while (true) { // until its pipe breaks; meanwhile it hears nothing
                    out.write(new FromWorker.Self(CHATTER));
                }
            }
            default -> throw new IllegalArgumentException(script);
        }
    }

    private void say(FromWorker message) throws IOException {
        out.write(message);
        out.flush();
    }

    private static void garbage(OutputStream raw) throws IOException {
        raw.write("Something was printed here.\n".getBytes(StandardCharsets.UTF_8));
        raw.flush();
    }

    /** The beginning of a frame of a hundred bytes, and the end of the process. */
    private static void half(OutputStream raw) throws IOException {
        raw.write(new byte[] {0, 0, 0, 100, 1, 2, 3});
        raw.flush();
        System.exit(0);
    }
}
