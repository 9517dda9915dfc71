package dev.plimsoll.engine.wire;

import dev.plimsoll.engine.dataset.Content;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Layout of what a turn says: a byte of flags, then what it has. A lone text, by far the most, costs no more than its bytes. */
final class ContentLayout {
    private static final int HAS_SYSTEM = 1;
    private static final int ONE_TEXT = 2;
    private static final int HAS_PARTS = 4;
    private static final int HAS_MESSAGES = 8;
    private static final int HAS_PAYLOAD = 16;
    private static final int HAS_TOOLS = 32;

    private static final int TEXT = 0;
    private static final int IMAGE = 1;
    private static final int AUDIO = 2;

    private ContentLayout() {}

    static void put(FrameBuffer out, Content content) {
        String only = content.onlyText().orElse(null);
        boolean parts = only == null && !content.parts().isEmpty();
        out.putByte(flag(content.system(), HAS_SYSTEM)
                | flag(only, ONE_TEXT)
                | (parts ? HAS_PARTS : 0)
                | flag(content.messagesJson(), HAS_MESSAGES)
                | flag(content.payloadJson(), HAS_PAYLOAD)
                | flag(content.toolsJson(), HAS_TOOLS));
        putIfThere(out, content.system());
        putIfThere(out, only);
        if (parts) {
            out.put(content.parts().size());
            content.parts().forEach(part -> putPart(out, part));
        }
        putIfThere(out, content.messagesJson());
        putIfThere(out, content.payloadJson());
        putIfThere(out, content.toolsJson());
    }

    static Content next(FrameCursor in) throws BrokenFrameException {
        int flags = in.nextByte();
        String system = textIf(in, flags, HAS_SYSTEM);
        List<Content.Part> parts = List.of();
        if ((flags & ONE_TEXT) != 0) {
            parts = List.of(new Content.Text(null, text(in)));
        } else if ((flags & HAS_PARTS) != 0) {
            int count = in.nextCount();
            parts = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                parts.add(nextPart(in));
            }
        }
        return new Content(
                system,
                parts,
                textIf(in, flags, HAS_MESSAGES),
                textIf(in, flags, HAS_PAYLOAD),
                textIf(in, flags, HAS_TOOLS));
    }

    private static void putPart(FrameBuffer out, Content.Part part) {
        switch (part) {
            case Content.Text text -> {
                out.putByte(TEXT);
                out.putText(text.name());
                out.putText(text.text());
            }
            case Content.Image image -> {
                out.putByte(IMAGE);
                out.putText(image.url());
            }
            case Content.Audio audio -> {
                out.putByte(AUDIO);
                out.putText(audio.format());
                out.putText(audio.base64());
            }
        }
    }

    private static Content.Part nextPart(FrameCursor in) throws BrokenFrameException {
        int kind = in.nextByte();
        return switch (kind) {
            case TEXT -> new Content.Text(in.nextText(), text(in));
            case IMAGE -> new Content.Image(text(in));
            case AUDIO -> new Content.Audio(text(in), text(in));
            default -> throw new BrokenFrameException("a turn with a part of the unknown kind " + kind);
        };
    }

    private static int flag(@Nullable String text, int flag) {
        return text == null ? 0 : flag;
    }

    private static void putIfThere(FrameBuffer out, @Nullable String text) {
        if (text != null) {
            out.putText(text);
        }
    }

    private static @Nullable String textIf(FrameCursor in, int flags, int flag) throws BrokenFrameException {
        return (flags & flag) == 0 ? null : in.nextText();
    }

    private static String text(FrameCursor in) throws BrokenFrameException {
        String text = in.nextText();
        if (text == null) {
            throw new BrokenFrameException("a part of a turn without its text");
        }
        return text;
    }
}
