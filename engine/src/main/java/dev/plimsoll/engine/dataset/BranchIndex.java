package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.dataset.BranchedConversation.Branch;
import dev.plimsoll.engine.dataset.BranchedConversation.Mode;
import dev.plimsoll.engine.dataset.ConversationRow.RowFaults;
import dev.plimsoll.engine.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Files whose conversations start one another ({@code dag_jsonl}): where each conversation stands, which of them no other starts (the roots),
 * and everything that is wrong, found in one pass. Keeps the names of all conversations and who starts whom, not what they say.
 */
final class BranchIndex {
    /** A line that holds none of these as a key has no branches. */
    private static final List<byte[]> KEYS = List.of(
            bytes("\"forks\""), bytes("\"spawns\""), bytes("\"orchestrator\""), bytes("\"pre_session_spawns\""));

    /** More faults than this are not told one by one. */
    private static final int MOST_TOLD = 50;

    /**
     * One conversation.
     *
     * @param place of its line
     * @param number of its line among all lines of the files that are not blank, from 0
     */
    private record Entry(
            long place,
            int number,
            Row.At at,
            BranchedConversation structure,
            boolean isIsolated,
            boolean beginsWithSystem) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final BitSet roots = new BitSet();
    private final List<Problem> problems = new ArrayList<>();

    private BranchIndex() {}

    /** Whether files hold conversations with branches: then all of them are read that way. Only those that begin in AIPerf's way can. */
    static boolean areIn(List<Path> files) {
        for (Path file : files) {
            try (LineReader reader = new LineReader(file)) {
                boolean more =
                        reader.next() && row(file, reader).path("session_id").isString();
                while (more) {
                    if (hasKey(reader) && DagLine.isOne(row(file, reader))) {
                        return true;
                    }
                    more = reader.next();
                }
            } catch (IOException e) {
                throw ReadTrouble.of(file, e);
            }
        }
        return false;
    }

    /** The line as an object; an empty one where it is none. */
    private static ObjectNode row(Path file, LineReader reader) {
        try {
            return JsonRow.parse(new Row.At(file, reader.lineNumber()), reader.bytes(), 0, reader.length())
                    .fields();
        } catch (BadRow e) {
            return JsonRow.MAPPER.createObjectNode();
        }
    }

    private static boolean hasKey(LineReader reader) {
        byte[] line = reader.bytes();
        for (int at = 0; at < reader.length(); at++) {
            if (line[at] == '"') {
                for (byte[] key : KEYS) {
                    int end = at + key.length;
                    if (end <= reader.length() && Arrays.equals(line, at, end, key, 0, key.length)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads files to their end. */
    static BranchIndex of(List<Path> files) {
        BranchIndex index = new BranchIndex();
        int number = 0;
        for (int file = 0; file < files.size(); file++) {
            try (LineReader reader = new LineReader(files.get(file))) {
                while (reader.next() && index.problems.size() < MOST_TOLD) {
                    Row.At at = new Row.At(files.get(file), reader.lineNumber());
                    index.add(LineStore.place(file, reader.offset()), number++, at, reader);
                }
            } catch (IOException e) {
                throw ReadTrouble.of(files.get(file), e);
            }
        }
        if (index.problems.isEmpty()) {
            index.together();
        }
        return index;
    }

    private void add(long place, int number, Row.At at, LineReader reader) {
        RowFaults faults = new RowFaults(at);
        try {
            DagLine line = DagLine.read(JsonRow.parse(at, reader.bytes(), 0, reader.length()), faults);
            if (line != null) {
                Entry entry =
                        new Entry(place, number, at, line.structure(true), line.isIsolated(), line.beginsWithSystem());
                Entry before = entries.putIfAbsent(line.id(), entry);
                if (before != null) {
                    faults.add("there already is a conversation of this name, "
                            + before.at().file() + ":" + before.at().line());
                }
            }
        } catch (BadRow e) {
            problems.add(e.problem());
        }
        problems.addAll(faults.problems());
    }

    /** What can only be seen with all conversations at hand. */
    private void together() {
        Set<String> started = new HashSet<>();
        List<BranchedConversation> all = new ArrayList<>();
        for (Entry entry : entries.values()) {
            entry.structure().branches().forEach(branch -> started.addAll(branch.children()));
        }
        for (Entry entry : entries.values()) {
            BranchedConversation one = entry.structure();
            boolean root = !started.contains(one.id());
            roots.set(entry.number(), root);
            all.add(new BranchedConversation(one.id(), one.turns(), one.branches(), root, 0));
        }
        for (BranchGate.Fault fault : BranchGate.faults(all)) {
            tell(fault, all);
        }
        forked(all);
        if (problems.isEmpty() && roots.isEmpty() && !entries.isEmpty()) {
            Row.At first = entries.values().iterator().next().at();
            problems.add(
                    new Problem(first.file().toString(), 0, "", "every conversation is started by another", List.of()));
        }
    }

    private void tell(BranchGate.Fault fault, List<BranchedConversation> all) {
        int turn = fault.turn();
        for (BranchedConversation conversation : all) {
            for (int i = 0; i < conversation.turns().size() && turn < 0 && fault.branch() != null; i++) {
                if (conversation.id().equals(fault.conversation())
                        && conversation.turns().get(i).branches().contains(fault.branch())) {
                    turn = i;
                }
            }
        }
        add(fault.conversation(), turn, fault.what());
    }

    /** What forked conversations must not have: they go on with what was said before. */
    private void forked(List<BranchedConversation> all) {
        Set<String> forked = new HashSet<>();
        for (BranchedConversation conversation : all) {
            for (Branch branch : conversation.branches()) {
                if (branch.mode() == Mode.FORK) {
                    forked.addAll(branch.children());
                }
            }
        }
        for (Entry entry : entries.values()) {
            String id = entry.structure().id();
            for (Branch branch : entry.structure().branches()) {
                for (String child : branch.isBefore() ? branch.children() : List.<String>of()) {
                    if (forked.contains(child)) {
                        add(id, -1, "pre_session_spawns holds '" + child + "', which is forked elsewhere");
                    }
                }
            }
            if (forked.contains(id) && entry.isIsolated()) {
                add(id, -1, "is forked, so it must not have the context_mode message_array_with_responses");
            } else if (forked.contains(id) && entry.beginsWithSystem()) {
                add(id, 0, "is forked, so it must not hold a system message");
            }
        }
    }

    private void add(String conversation, int turn, String what) {
        Entry entry = entries.get(conversation);
        if (entry != null) {
            RowFaults faults = new RowFaults(entry.at());
            faults.conversation(conversation);
            faults.add(turn, what);
            problems.addAll(faults.problems());
        }
    }

    /** Everything that is wrong; empty where the conversations can be used. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Numbers of the lines of the roots. */
    BitSet roots() {
        return roots;
    }

    /** The place of a conversation's line in a {@link LineStore} over the same files. */
    long place(String conversation) {
        Entry entry = entries.get(conversation);
        if (entry == null) {
            throw new IllegalArgumentException("no conversation " + conversation);
        }
        return entry.place();
    }
}
