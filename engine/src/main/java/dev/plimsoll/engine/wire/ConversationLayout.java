package dev.plimsoll.engine.wire;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.HistoryContext;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.record.RequestSettings;
import java.util.ArrayList;
import java.util.List;

/** Layout of conversations and their turns. */
final class ConversationLayout {
    private static final int IGNORE_EOS = 1;
    private static final int HAS_SETTINGS = 2;
    private static final int HAS_ANSWER = 4;
    private static final HistoryContext[] CONTEXTS = HistoryContext.values();

    private ConversationLayout() {}

    static void put(FrameBuffer out, Conversation conversation) {
        out.put(conversation.id());
        out.putText(conversation.label());
        out.putByte(conversation.givenAnswers() ? 1 : 0);
        out.put(conversation.turns().size());
        for (Turn turn : conversation.turns()) {
            putTurn(out, turn);
        }
    }

    static Conversation next(FrameCursor in) throws BrokenFrameException {
        long id = in.next();
        String label = in.nextText();
        boolean givenAnswers = in.nextByte() != 0;
        int count = in.nextCount();
        List<Turn> turns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            turns.add(nextTurn(in));
        }
        return new Conversation(id, label, turns, givenAnswers);
    }

    private static void putTurn(FrameBuffer out, Turn turn) {
        RequestSettings settings = turn.settings();
        boolean wishes = !settings.equals(RequestSettings.NONE);
        out.putByte((turn.ignoreEos() ? IGNORE_EOS : 0)
                | (wishes ? HAS_SETTINGS : 0)
                | (turn.answer() != null ? HAS_ANSWER : 0));
        out.put(turn.index());
        out.put(turn.parents().size());
        for (Turn.Parent parent : turn.parents()) {
            out.put(parent.turn());
            out.putByte(parent.context().ordinal());
        }
        ContentLayout.put(out, turn.content());
        out.put(turn.promptTokens());
        out.put(turn.outputTokens());
        out.putText(turn.model());
        out.putText(turn.extraJson());
        if (wishes) {
            out.put(settings.relativeTimestampNs());
            out.put(settings.delayNs());
        }
        if (turn.answer() != null) {
            out.putText(turn.answer());
        }
    }

    private static Turn nextTurn(FrameCursor in) throws BrokenFrameException {
        int flags = in.nextByte();
        int index = in.nextInt();
        int count = in.nextCount();
        List<Turn.Parent> parents = count == 0 ? Turn.NO_PARENTS : new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parents.add(new Turn.Parent(in.nextInt(), nextContext(in)));
        }
        return new Turn(
                index,
                parents,
                ContentLayout.next(in),
                in.nextInt(),
                in.nextInt(),
                (flags & IGNORE_EOS) != 0,
                in.nextText(),
                in.nextText(),
                (flags & HAS_SETTINGS) != 0 ? new RequestSettings(in.next(), in.next()) : RequestSettings.NONE,
                (flags & HAS_ANSWER) != 0 ? in.nextText() : null);
    }

    private static HistoryContext nextContext(FrameCursor in) throws BrokenFrameException {
        int code = in.nextByte();
        if (code < 0 || code >= CONTEXTS.length) {
            throw new BrokenFrameException("a turn with the unknown history context " + code);
        }
        return CONTEXTS[code];
    }
}
