package dev.plimsoll.engine.endpoint;

/** Bytes of answers for tests. */
final class Answers {
    static final String EVENTS =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    /** A whole streamed answer: {@code Hello}, usage 5 + 3 tokens. */
    static final String STREAM = EVENTS
            + chunk("{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}")
            + delta("Hel")
            + delta("lo")
            + chunk("{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}")
            + chunk("{\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":3,"
                    + "\"prompt_tokens_details\":{\"cached_tokens\":4}}}")
            + chunk("[DONE]")
            + "0\r\n\r\n";

    private Answers() {}

    /** One event in a chunk of its own. */
    static String chunk(String data) {
        String event = "data: " + data + "\n\n";
        return Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
    }

    /** One token. */
    static String delta(String content) {
        return chunk("{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + content
                + "\"},\"finish_reason\":null}]}");
    }

    /** A whole answer with a body of known length. */
    static String whole(int status, String headers, String body) {
        return "HTTP/1.1 " + status + " Reason\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    static String json(String body) {
        return whole(200, "Content-Type: application/json\r\n", body);
    }
}
