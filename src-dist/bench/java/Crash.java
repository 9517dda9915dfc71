import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunCatalog;
import dev.plimsoll.engine.archive.RunEntry;
import dev.plimsoll.engine.archive.RunReader;
import dev.plimsoll.engine.record.RequestTimings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills runs at seeded instants, coordinator and workers at once and by force, and looks at what is left: does the folder open, what of
 * that which the target served is missing in it, can it be reported and sealed. Prints a table; ends with 1 where anything was wrong.
 *
 * <pre>
 * java Crash PLIMSOLL URL SIMULATOR_LOG FOLDER KILLS SEED
 * </pre>
 *
 * A third of the instants is anywhere in a run, a third in its stage, a third in its sealing and just after. A request counts as served
 * when the simulator had handed its last token to the socket before the kill. Both read the same monotonic clock. One that we cancelled
 * before we read any of its answer has a record without the server's id: it is found by its time.
 */
final class Crash {
    /** Where a run was when it was killed, told by its folder. */
    private enum Phase {
        BEFORE_THE_FOLDER("before there is a folder"),
        WARM_UP("warm-up, or before anything is on disk"),
        STAGE("stage"),
        SEALING("sealing"),
        SEALED("sealed, or just after");

        private final String text;

        Phase(String text) {
            this.text = text;
        }
    }

    /** What came of one kill. */
    private record Kill(Phase phase, long records, long served, long missing, double oldestSeconds, String wrong) {}

    private record Served(String id, long arrivalNs, long lastTokenNs) {}

    private static final String[] LOAD = {
        "--data", "kind=synthetic,promptTokens=16,outputTokens=16",
        "--profile", "kind=constant,rate=400",
        "--constraint", "kind=max_duration,seconds=4",
        "--json"
    };
    private static final double STAGE_SECONDS = 4;
    private static final double ALLOWED_SECONDS = 1;

    private final String plimsoll;
    private final String url;
    private final Path log;
    private final Path folder;
    private final Random random;

    private Crash(String[] args) {
        this.plimsoll = args[0];
        this.url = args[1];
        this.log = Path.of(args[2]);
        this.folder = Path.of(args[3]);
        this.random = new Random(Long.parseLong(args[5]));
    }

    public static void main(String[] args) throws Exception {
        Crash crash = new Crash(args);
        List<Kill> kills = new ArrayList<>();
        double[] usual = crash.undisturbed();
        for (int i = 0; i < Integer.parseInt(args[4]); i++) {
            Kill kill = crash.kill(i, usual);
            kills.add(kill);
            System.err.printf(
                    Locale.ROOT,
                    "kill %d in %s: %,d records, %,d served, %,d missing, the oldest %.2f s; %s%n",
                    i + 1,
                    kill.phase().text,
                    kill.records(),
                    kill.served(),
                    kill.missing(),
                    kill.oldestSeconds(),
                    kill.wrong().isEmpty() ? "fine" : "WRONG: " + kill.wrong());
        }
        print(kills);
        System.exit(kills.stream().allMatch(k -> k.wrong().isEmpty()) ? 0 : 1);
    }

    /** How long a run takes as a whole, and from the first sign of its sealing to its end, s. */
    private double[] undisturbed() throws Exception {
        Path runs = runs("usual");
        long startNs = System.nanoTime();
        Process run = start(runs);
        await(run, () -> isSealing(only(runs)));
        long sealingNs = System.nanoTime();
        if (run.waitFor() != 0) {
            throw new IllegalStateException("a run that nobody disturbs fails: exit " + run.exitValue());
        }
        return new double[] {(System.nanoTime() - startNs) / 1e9, (System.nanoTime() - sealingNs) / 1e9};
    }

    private Kill kill(int number, double[] usual) throws Exception {
        Path runs = runs("kill-" + number);
        long logged = Files.size(log);
        Process run = start(runs);
        double within;
        switch (number % 3) {
            case 0 -> within = usual[0];
            case 1 -> {
                await(run, () -> isRunning(only(runs)));
                within = STAGE_SECONDS;
            }
            default -> {
                await(run, () -> isSealing(only(runs)));
                within = usual[1];
            }
        }
        run.waitFor(Math.round(random.nextDouble() * within * 1e9), TimeUnit.NANOSECONDS);
        List<ProcessHandle> all = new ArrayList<>(List.of(run.toHandle()));
        run.descendants().forEach(all::add);
        long killNs = System.nanoTime();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle each : all) {
            each.onExit().get(10, TimeUnit.SECONDS);
        }
        return judge(only(runs), served(logged, killNs), killNs);
    }

    private Kill judge(Path run, List<Served> served, long killNs) throws Exception {
        if (run == null) {
            return new Kill(Phase.BEFORE_THE_FOLDER, 0, served.size(), 0, 0, served.isEmpty() ? "" : "served unseen");
        }
        Phase phase = phase(run);
        List<String> wrong = new ArrayList<>();
        long records = 0;
        long missing = 0;
        double oldest = 0;
        try {
            RunEntry entry = new RunCatalog(run.getParent()).entry(run);
            RunEntry.State expected = phase == Phase.SEALED ? RunEntry.State.SEALED : RunEntry.State.INTERRUPTED;
            check(entry.state() == expected, "listed as " + entry.state(), wrong);
            ArchivedRun opened = RunReader.open(run);
            Set<Long> ids = new HashSet<>();
            Set<String> seen = new HashSet<>();
            TreeSet<Long> unanswered = new TreeSet<>();
            long zeroNs = JsonMapper.shared()
                    .readTree(opened.runJson())
                    .path("monotonicNs")
                    .longValue();
            opened.forEachRecord(record -> {
                check(ids.add(record.info().requestId()), "request " + record.info() + " twice", wrong);
                if (record.wire().serverRequestId() != null) {
                    seen.add(record.wire().serverRequestId());
                } else if (RequestTimings.has(record.timings().sendStart())) {
                    unanswered.add(zeroNs + record.timings().sendStart());
                }
            });
            records = ids.size();
            long counted = opened.figures().stream()
                    .mapToLong(f -> f.summary().requests().created())
                    .sum();
            check(counted == records, "figures of " + counted + " requests", wrong);
            for (Served request : served) {
                Long sentNs = seen.contains(request.id()) ? null : unanswered.floor(request.arrivalNs());
                if (sentNs != null) {
                    unanswered.remove(sentNs);
                } else if (!seen.contains(request.id())) {
                    missing++;
                    oldest = Math.max(oldest, (killNs - request.lastTokenNs()) / 1e9);
                }
            }
            check(oldest <= ALLOWED_SECONDS, "more than a second is lost", wrong);
            int report = command("report", run.toString(), "--json");
            check(report == 0, "'plimsoll report' ended with " + report, wrong);
            ArchivedRun sealed = RunReader.sealInterrupted(run);
            Set<Long> kept = new HashSet<>();
            sealed.forEachRecord(record -> kept.add(record.info().requestId()));
            check(kept.equals(ids), "sealing changed the records", wrong);
            RunEntry after = new RunCatalog(run.getParent()).entry(run);
            check(after.state() == RunEntry.State.SEALED, "after sealing listed as " + after.state(), wrong);
            check(left(run).isEmpty(), "left over: " + left(run), wrong);
        } catch (RuntimeException e) {
            wrong.add(e.toString());
        }
        return new Kill(phase, records, served.size(), missing, oldest, String.join("; ", wrong));
    }

    private static void check(boolean holds, String otherwise, List<String> wrong) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }

    private static List<Path> left(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return files.filter(f -> f.toString().endsWith(".writing") || f.endsWith("records.jsonl"))
                    .toList();
        }
    }

    // ---- the run

    private Path runs(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private Process start(Path runs) throws IOException {
        List<String> command = new ArrayList<>(List.of(plimsoll, "run", "--target", url));
        command.addAll(List.of(LOAD));
        return process(command, runs);
    }

    private int command(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(plimsoll));
        command.addAll(List.of(arguments));
        return process(command, folder).waitFor();
    }

    private Process process(List<String> command, Path directory) throws IOException {
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(folder.resolve("out.log").toFile())
                .redirectError(folder.resolve("err.log").toFile())
                .start();
    }

    private static void await(Process run, BooleanSupplier until) throws InterruptedException {
        while (run.isAlive() && !until.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    /** The only run in a folder; null where there is none yet. */
    private static Path only(Path runs) {
        try (Stream<Path> folders = Files.list(runs.resolve("plimsoll-runs"))) {
            return folders.filter(f -> !f.getFileName().toString().startsWith("."))
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean isRunning(Path run) {
        try {
            return run != null && Files.size(run.resolve("records.jsonl")) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isSealing(Path run) {
        return run != null && Files.exists(run.resolve("records.parquet"));
    }

    private static Phase phase(Path run) {
        return Files.exists(run.resolve("summary.json"))
                ? Phase.SEALED
                : isSealing(run) ? Phase.SEALING : isRunning(run) ? Phase.STAGE : Phase.WARM_UP;
    }

    // ---- the target's word

    /** What the simulator had served before the kill, by what its log tells after {@code from} bytes. */
    private List<Served> served(long from, long killNs) throws Exception {
        long size = -1;
        while (size != Files.size(log)) { // what is in flight ends as cancelled, and is told a moment later
            size = Files.size(log);
            TimeUnit.MILLISECONDS.sleep(300);
        }
        List<Served> served = new ArrayList<>();
        byte[] all = Files.readAllBytes(log);
        String text = new String(all, (int) from, all.length - (int) from, java.nio.charset.StandardCharsets.UTF_8);
        for (String line : text.split("\n")) {
            if (line.isEmpty()) {
                continue;
            }
            JsonNode entry = JsonMapper.shared().readTree(line);
            JsonNode written = entry.get("writtenNs");
            if (entry.path("status").stringValue("").equals("completed") && written.size() > 0) {
                long lastNs = written.get(written.size() - 1).longValue();
                if (lastNs <= killNs) {
                    served.add(new Served(
                            entry.path("id").stringValue(),
                            entry.path("arrivalNs").longValue(),
                            lastNs));
                }
            }
        }
        return served;
    }

    // ---- the table

    private static void print(List<Kill> kills) {
        Map<Phase, List<Kill>> by = new EnumMap<>(Phase.class);
        kills.forEach(k -> by.computeIfAbsent(k.phase(), p -> new ArrayList<>()).add(k));
        System.out.println(
                "| killed in | kills | records on disk | served, not on disk | the oldest of these | opens, reports,"
                        + " seals |");
        System.out.println("|---|---|---|---|---|---|");
        by.forEach((phase, all) -> row(phase.text, all));
        row("all", kills);
    }

    private static void row(String name, List<Kill> kills) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %,d - %,d | at most %,d | %.2f s | %d of %d |%n",
                name,
                kills.size(),
                kills.stream().mapToLong(Kill::records).min().orElse(0),
                kills.stream().mapToLong(Kill::records).max().orElse(0),
                kills.stream().mapToLong(Kill::missing).max().orElse(0),
                kills.stream().mapToDouble(Kill::oldestSeconds).max().orElse(0),
                kills.stream().filter(k -> k.wrong().isEmpty()).count(),
                kills.size());
    }
}
