package dev.plimsoll.engine.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One answer put through the scanner, in pieces. */
final class ScannedAnswer implements HttpAnswerSink {
    private final HttpAnswerScanner scanner = new HttpAnswerScanner();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private HttpHead head = new HttpHead();
    private int status;
    private int unused;

    /** Feeds an answer in pieces of this many bytes, each in an array of exactly its size. */
    static ScannedAnswer inPieces(byte[] bytes, int pieceBytes) {
        ScannedAnswer answer = new ScannedAnswer();
        int piece = Math.min(pieceBytes, Math.max(1, bytes.length));
        for (int at = 0; at < bytes.length; at += piece) {
            answer.feed(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
        }
        return answer;
    }

    /** Feeds an answer in two pieces. */
    static ScannedAnswer cutAt(byte[] bytes, int cut) {
        ScannedAnswer answer = new ScannedAnswer();
        answer.feed(Arrays.copyOfRange(bytes, 0, cut));
        answer.feed(Arrays.copyOfRange(bytes, cut, bytes.length));
        return answer;
    }

    private void feed(byte[] piece) {
        unused += piece.length - scanner.feed(piece, 0, piece.length, 0, this);
    }

    @Override
    public void head(HttpHead newHead, long readNs) {
        head = newHead;
        status = newHead.status();
    }

    @Override
    public void body(byte[] bytes, int from, int to, long readNs) {
        if (from >= to) {
            throw new AssertionError("an empty piece of body");
        }
        body.write(bytes, from, to - from);
    }

    HttpHead head() {
        return head;
    }

    int status() {
        return status;
    }

    String body() {
        return body.toString(StandardCharsets.ISO_8859_1);
    }

    boolean done() {
        return scanner.isDone();
    }

    boolean endsByClose() {
        return scanner.endsByClose();
    }

    boolean keepsAlive() {
        return scanner.keepsAlive();
    }

    int unused() {
        return unused;
    }
}
