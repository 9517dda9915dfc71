package dev.plimsoll.engine.router.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the field {@code model} stands in a form: {@code application/x-www-form-urlencoded}, or {@code multipart/form-data} (RFC 7578).
 * Only its place is looked for, so that a form with a file of many megabytes passes as it came, and exactly one value can be replaced.
 *
 * @param value the name, if there is one
 * @param from index of the value's first byte in the body
 * @param to index behind its last byte
 * @param written how a name is written there
 */
record FormModel(Optional<String> value, int from, int to, UnaryOperator<String> written) {
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70}))", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME =
            Pattern.compile("(?:^|;)\\s*name=(?:\"([^\"]*)\"|([^;\\s]*))", Pattern.CASE_INSENSITIVE);
    private static final String DISPOSITION = "content-disposition:";
    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};
    private static final int LONGEST_PART_HEAD = 16 << 10;

    private static final FormModel NONE = new FormModel(Optional.empty(), 0, 0, UnaryOperator.identity());

    /** In a form of names and values with percent signs. */
    static FormModel urlencoded(ByteBuf body) throws RefusedRequest {
        List<FormModel> found = new ArrayList<>();
        int at = body.readerIndex();
        while (at < body.writerIndex()) {
            int end = indexOf(body, at, (byte) '&');
            int equals = body.indexOf(at, end, (byte) '=');
            int nameEnd = equals < 0 ? end : equals;
            if (decoded(body, at, nameEnd).equals(RequestModel.FIELD)) {
                int from = equals < 0 ? end : equals + 1;
                found.add(new FormModel(
                        Optional.of(decoded(body, from, end)),
                        from,
                        end,
                        name -> URLEncoder.encode(name, StandardCharsets.UTF_8)));
            }
            at = end + 1;
        }
        return one(found);
    }

    private static int indexOf(ByteBuf body, int from, byte wanted) {
        int found = body.indexOf(from, body.writerIndex(), wanted);
        return found < 0 ? body.writerIndex() : found;
    }

    private static String decoded(ByteBuf body, int from, int to) throws RefusedRequest {
        try {
            return QueryStringDecoder.decodeComponent(body.toString(from, to - from, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw RefusedRequest.of("invalid_form", "The form has a wrong percent escape.");
        }
    }

    /** In a form of parts. */
    static FormModel multipart(ByteBuf body, String contentType) throws RefusedRequest {
        Matcher matcher = BOUNDARY.matcher(contentType);
        if (!matcher.find()) {
            throw RefusedRequest.of("invalid_form", "The multipart form's Content-Type names no boundary.");
        }
        String boundary = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        ByteBuf delimiter = ascii("\r\n--" + boundary);
        ByteBuf first = ascii("--" + boundary);
        List<FormModel> found = new ArrayList<>();
        int at = body.readerIndex();
        if (startsWith(body, at, first)) {
            at += first.readableBytes();
        } else {
            at = find(delimiter, body, at) + delimiter.readableBytes();
        }
        while (!startsWith(body, at, ascii("--"))) {
            int headEnd = find(Unpooled.wrappedBuffer(BLANK_LINE), body, at);
            if (headEnd - at > LONGEST_PART_HEAD) {
                throw RefusedRequest.of("invalid_form", "A part of the multipart form has too large a head.");
            }
            int from = headEnd + BLANK_LINE.length;
            // An empty value's delimiter begins with the line break that ends the head.
            int end = find(delimiter, body, headEnd + 2);
            if (isModel(body.toString(at, headEnd - at, StandardCharsets.UTF_8))) {
                int to = Math.max(from, end);
                found.add(new FormModel(
                        Optional.of(body.toString(from, to - from, StandardCharsets.UTF_8)),
                        from,
                        to,
                        UnaryOperator.identity()));
            }
            at = end + delimiter.readableBytes();
        }
        return one(found);
    }

    private static boolean isModel(String partHead) {
        return partHead.lines().anyMatch(line -> {
            if (!line.toLowerCase(Locale.ROOT).startsWith(DISPOSITION)
                    || !line.toLowerCase(Locale.ROOT).contains(HttpHeaderValues.FORM_DATA)) {
                return false;
            }
            Matcher name = NAME.matcher(line.substring(DISPOSITION.length()));
            return name.find() && RequestModel.FIELD.equals(name.group(1) == null ? name.group(2) : name.group(1));
        });
    }

    private static int find(ByteBuf wanted, ByteBuf body, int from) throws RefusedRequest {
        int at = from > body.writerIndex()
                ? -1
                : ByteBufUtil.indexOf(wanted, body.slice(from, body.writerIndex() - from));
        if (at < 0) {
            throw RefusedRequest.of("invalid_form", "The multipart form ends in the middle of a part.");
        }
        return from + at;
    }

    private static boolean startsWith(ByteBuf body, int at, ByteBuf wanted) {
        int length = wanted.readableBytes();
        return body.writerIndex() - at >= length && ByteBufUtil.equals(body, at, wanted, 0, length);
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8));
    }

    private static FormModel one(List<FormModel> found) throws RefusedRequest {
        if (found.size() > 1) {
            throw RequestModel.ambiguous(found.size());
        }
        return found.isEmpty() ? NONE : found.getFirst();
    }

    /** The body with another name. */
    ByteBuf with(String name, ByteBuf body) {
        if (value.isEmpty()) {
            return body.retainedDuplicate();
        }
        return Unpooled.wrappedBuffer(
                body.retainedSlice(body.readerIndex(), from - body.readerIndex()),
                Unpooled.copiedBuffer(written.apply(name), StandardCharsets.UTF_8),
                body.retainedSlice(to, body.writerIndex() - to));
    }

    /** The value of a field that may be there once. */
    static Optional<String> only(List<String> values) throws RefusedRequest {
        if (values.size() > 1) {
            throw RequestModel.ambiguous(values.size());
        }
        return values.stream().findFirst();
    }
}
