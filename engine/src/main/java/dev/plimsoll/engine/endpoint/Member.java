package dev.plimsoll.engine.endpoint;

import java.nio.charset.StandardCharsets;

/** The name of a member of a JSON object, ready to be written. Immutable. */
final class Member {
    static final Member MODEL = new Member("model");
    static final Member MESSAGES = new Member("messages");
    static final Member TOOLS = new Member("tools");
    static final Member STREAM = new Member("stream");
    static final Member STREAM_OPTIONS = new Member("stream_options");
    static final Member IGNORE_EOS = new Member("ignore_eos");
    static final Member MAX_TOKENS = new Member("max_tokens");
    static final Member INPUT = new Member("input");
    static final Member PROMPT = new Member("prompt");

    private final String name;
    private final byte[] key;

    Member(String name) {
        this.name = name;
        this.key = ("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII);
    }

    String name() {
        return name;
    }

    /** {@code "name":}. */
    byte[] key() {
        return key;
    }
}
