package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.dataset.ConversationRow.After;
import dev.plimsoll.engine.dataset.ConversationRow.RowFaults;
import dev.plimsoll.engine.dataset.ConversationRow.WrittenTurn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes one conversation of a root and of all it starts: one graph. A fork's first turn comes after the turn that starts it and is told
 * everything, a spawn's is told nothing; the turn that waits for a spawn comes after the last turn of each of its conversations; of an
 * orchestrator, which sends nothing, only the waiting and the think time remain. A conversation that is started twice is in it twice.
 * Belongs to one thread.
 */
final class BranchMapper implements ConversationReader {
    /** Conversations, counted each time they are started, beyond which a root is not a conversation but a mistake. */
    static final int MOST_SESSIONS = 1 << 16;

    /** Conversations that start one another in a row. */
    private static final int DEEPEST = 500;

    private final BranchIndex index;
    private final LineStore store;
    private final ConversationMapper mapper;
    private final RandomGenerator thinkTimes;

    /**
     * A mapper.
     *
     * @param thinkTimes where think times are drawn that vary
     */
    BranchMapper(BranchIndex index, List<Path> files, ConversationMapper mapper, RandomGenerator thinkTimes) {
        this.index = index;
        this.store = new LineStore(files);
        this.mapper = mapper;
        this.thinkTimes = thinkTimes;
    }

    @Override
    public @Nullable Conversation map(Row row, long id, RowFaults faults) {
        DagLine root = DagLine.read(row, faults);
        if (root == null) {
            return null;
        }
        Expansion expansion = new Expansion(root.id());
        try {
            expansion.session(root, List.of(), 0, 0);
        } catch (TooMuch e) {
            faults.add(String.valueOf(e.getMessage()));
            return null;
        }
        return mapper.map(new ConversationRow(root.id(), null, null, expansion.turns), true, id, faults);
    }

    @Override
    public void close() {
        store.close();
    }

    /** A root that starts more than can be. */
    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuch(String what) {
            super(what, null, false, false);
        }
    }

    /** One root being expanded. */
    private final class Expansion {
        private final String root;
        private final List<WrittenTurn> turns = new ArrayList<>();
        private final Map<String, DagLine> read = new HashMap<>();
        private int sessions;

        Expansion(String root) {
            this.root = root;
        }

        /**
         * Adds a conversation.
         *
         * @param start what its first turn waits for
         * @param thinkMs think time before its first turn besides its own
         * @return names of the turns after which it has ended
         */
        List<String> session(DagLine line, List<After> start, double thinkMs, int depth) {
            if (++sessions > MOST_SESSIONS || depth > DEEPEST) {
                throw new TooMuch("starts too many conversations, or too deep: at most " + MOST_SESSIONS + ", "
                        + DEEPEST + " in a row");
            }
            return line.turns().isEmpty() ? rounds(line, start, thinkMs, depth) : dialogue(line, start, thinkMs, depth);
        }

        private List<String> rounds(DagLine line, List<After> start, double thinkMs, int depth) {
            List<After> pending = start;
            for (DagLine.Round round : line.rounds()) {
                double think = thinkMs + drawn(line.thinkTime(), round.thinkMs());
                List<String> ends = all(round.spawns(), pending, think, depth);
                thinkMs = 0;
                if (line.waits() && !ends.isEmpty()) {
                    pending = told(ends, HistoryContext.NEW);
                }
            }
            return line.waits() ? pending.stream().map(After::turn).toList() : List.of();
        }

        private List<String> dialogue(DagLine line, List<After> start, double thinkMs, int depth) {
            all(line.before(), start, 0, depth);
            Map<Integer, List<String>> joins = new HashMap<>();
            String previous = "";
            for (int i = 0; i < line.turns().size(); i++) {
                DagLine.DagTurn turn = line.turns().get(i);
                if (turns.size() == ConversationMapper.MOST_TURNS) {
                    throw new TooMuch("has more than " + ConversationMapper.MOST_TURNS + " turns with all it starts");
                }
                String name = line.id().equals(root) ? Integer.toString(i) : line.id() + "#" + sessions + ":" + i;
                List<After> after = new ArrayList<>(start);
                if (i > 0) {
                    after.clear();
                    after.add(new After(previous, line.isIsolated() ? HistoryContext.NEW : HistoryContext.FULL));
                    after.addAll(told(joins.getOrDefault(i, List.of()), HistoryContext.NEW));
                }
                turns.add(new WrittenTurn(name, after, delayed(turn.fields(), i == 0 ? thinkMs : 0)));
                for (DagLine.Spawn spawn : turn.spawns()) {
                    List<String> ends = all(spawn.children(), told(List.of(name), HistoryContext.NEW), 0, depth);
                    joins.computeIfAbsent(spawn.joinAt(), _ -> new ArrayList<>())
                            .addAll(ends);
                }
                for (DagLine.Fork fork : turn.forks()) {
                    all(List.of(fork.child()), told(List.of(name), HistoryContext.FULL), 0, depth);
                }
                previous = name;
            }
            return List.of(previous);
        }

        private List<String> all(List<String> children, List<After> start, double thinkMs, int depth) {
            List<String> ends = new ArrayList<>();
            for (String child : children) {
                ends.addAll(session(line(child), start, thinkMs, depth + 1));
            }
            return ends;
        }

        private DagLine line(String id) {
            DagLine known = read.get(id);
            if (known == null) {
                known = find(id);
                read.put(id, known);
            }
            return known;
        }
    }

    private DagLine find(String id) {
        try {
            Row row = store.row(index.place(id), LineDecoder.JSON);
            DagLine line = DagLine.read(row, new RowFaults(row.place()));
            if (line != null) {
                return line;
            }
        } catch (BadRow e) {
            // as below
        }
        throw new TooMuch("starts '" + id + "', which has changed since it was checked");
    }

    private static List<After> told(List<String> turns, HistoryContext context) {
        return turns.stream().distinct().map(turn -> new After(turn, context)).toList();
    }

    private static ObjectNode delayed(ObjectNode fields, double thinkMs) {
        return thinkMs == 0
                ? fields
                : fields.deepCopy().put("delay", fields.path("delay").doubleValue() + thinkMs);
    }

    /** A think time, ms: lognormal with the round's own as its median. */
    private double drawn(DagLine.ThinkTime how, double medianMs) {
        if (how.sigma() == 0 || medianMs == 0) {
            return medianMs;
        }
        double drawn = medianMs * StrictMath.exp(how.sigma() * thinkTimes.nextGaussian());
        return Math.clamp(drawn, how.minMs(), how.maxMs());
    }
}
