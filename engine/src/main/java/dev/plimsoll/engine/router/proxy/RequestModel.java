package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.router.config.ModelConfig;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which model a request asks for: {@code model} of its JSON body wherever it stands there, of its form, or of its query where it has no body;
 * and what becomes of its body when that model's configuration changes something in it.
 */
final class RequestModel {
    /** What it is called wherever it is. */
    static final String FIELD = "model";

    /** How a body is written. */
    enum Form {
        NONE,
        JSON,
        URLENCODED,
        MULTIPART
    }

    private RequestModel() {}

    /**
     * How the body is written: what is no form is JSON, whatever it is called, because clients often do not say.
     *
     * @throws RefusedRequest if it is compressed, so that nothing in it can be read
     */
    static Form form(ClientRequest request) throws RefusedRequest {
        HttpMethod method = request.method();
        if (!request.body().isReadable() || method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            return Form.NONE;
        }
        String coding = request.headers().get(HttpHeaderNames.CONTENT_ENCODING, "identity");
        if (!coding.equalsIgnoreCase("identity")) {
            throw new RefusedRequest(new ErrorAnswer(
                    415,
                    Map.of("Accept-Encoding", "identity"),
                    "invalid_request_error",
                    "unsupported_encoding",
                    "The body is compressed (" + coding + "), so that its model cannot be read."));
        }
        String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "").toLowerCase(Locale.ROOT);
        if (type.startsWith("application/x-www-form-urlencoded")) {
            boolean json =
                    request.body().getByte(request.body().readerIndex()) == '{'; // curl -d calls everything a form
            return json ? Form.JSON : Form.URLENCODED;
        }
        return type.startsWith("multipart/") ? Form.MULTIPART : Form.JSON;
    }

    /**
     * The name of the model.
     *
     * @throws RefusedRequest if it names none, or not clearly
     */
    static String asked(ClientRequest request) throws RefusedRequest {
        Optional<String> name = switch (form(request)) {
            case NONE -> FormModel.only(request.parameter(FIELD));
            case JSON -> JsonBody.model(request.body());
            case URLENCODED -> FormModel.urlencoded(request.body()).value();
            case MULTIPART ->
                FormModel.multipart(request.body(), contentType(request)).value();
        };
        return name.filter(each -> !each.isEmpty())
                .orElseThrow(() -> new RefusedRequest(ErrorAnswer.notFound("The request names no model.")));
    }

    /** Whether the configuration changes anything in a request by this name; if not, the body passes exactly as it came. */
    static boolean changes(ModelConfig model, String asked) {
        return !model.useModelName().isEmpty()
                || !model.filters().stripParams().isEmpty()
                || !model.filters().setParams().isEmpty()
                || model.filters().setParamsById().containsKey(asked);
    }

    /**
     * The body as the model gets it, a buffer of its own or a share in the request's. In forms nothing but the name is changed.
     *
     * @throws RefusedRequest if the body cannot be read
     */
    static ByteBuf changed(ModelConfig model, ClientRequest request) throws RefusedRequest {
        ByteBuf body = request.body();
        String name = model.useModelName();
        return switch (form(request)) {
            case NONE -> body.retainedDuplicate();
            case JSON -> JsonBody.changed(model, body);
            case URLENCODED ->
                name.isEmpty()
                        ? body.retainedDuplicate()
                        : FormModel.urlencoded(body).with(name, body);
            case MULTIPART ->
                name.isEmpty()
                        ? body.retainedDuplicate()
                        : FormModel.multipart(body, contentType(request)).with(name, body);
        };
    }

    private static String contentType(ClientRequest request) {
        return request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
    }

    static RefusedRequest ambiguous(int names) {
        return RefusedRequest.of("model_ambiguous", "The request names a model " + names + " times.");
    }
}
