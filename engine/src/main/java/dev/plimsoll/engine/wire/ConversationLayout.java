package dev.plimsoll.engine.wire;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.record.RequestSettings;
import java.util.ArrayList;
import java.util.List;

/** Layout of conversations and their turns. */
final class ConversationLayout {
    private static final int IGNORE_EOS = 1;
    private static final int HAS_SETTINGS = 2;

    private ConversationLayout() {}

    static void put(FrameBuffer out, Conversation conversation) {
        out.put(conversation.id());
        out.putText(conversation.label());
        out.put(conversation.turns().size());
        for (Turn turn : conversation.turns()) {
            putTurn(out, turn);
        }
    }

    static Conversation next(FrameCursor in) throws BrokenFrameException {
        long id = in.next();
        String label = in.nextText();
        int count = in.nextCount();
        List<Turn> turns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            turns.add(nextTurn(in));
        }
        return new Conversation(id, label, turns);
    }

    private static void putTurn(FrameBuffer out, Turn turn) {
        RequestSettings settings = turn.settings();
        boolean wishes = !settings.equals(RequestSettings.NONE);
        out.putByte((turn.ignoreEos() ? IGNORE_EOS : 0) | (wishes ? HAS_SETTINGS : 0));
        out.put(turn.index());
        out.put(turn.parents().length);
        for (int parent : turn.parents()) {
            out.put(parent);
        }
        out.putText(turn.system());
        out.putText(turn.prompt());
        out.putText(turn.messagesJson());
        out.put(turn.promptTokens());
        out.put(turn.outputTokens());
        out.putText(turn.model());
        out.putText(turn.extraJson());
        if (wishes) {
            out.put(settings.relativeTimestampNs());
            out.put(settings.delayNs());
        }
    }

    private static Turn nextTurn(FrameCursor in) throws BrokenFrameException {
        int flags = in.nextByte();
        int index = in.nextInt();
        int count = in.nextCount();
        int[] parents = count == 0 ? Turn.NO_PARENTS : new int[count];
        for (int i = 0; i < count; i++) {
            parents[i] = in.nextInt();
        }
        return new Turn(
                index,
                parents,
                in.nextText(),
                in.nextText(),
                in.nextText(),
                in.nextInt(),
                in.nextInt(),
                (flags & IGNORE_EOS) != 0,
                in.nextText(),
                in.nextText(),
                (flags & HAS_SETTINGS) != 0 ? new RequestSettings(in.next(), in.next()) : RequestSettings.NONE);
    }
}
