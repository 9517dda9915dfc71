package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.plan.EndpointOptions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Ranking of passages by a query, as Cohere (also Jina, vLLM), Hugging Face's TEI or NVIDIA's NIM have it. */
final class RerankEndpoint extends DeclaredEndpoint {
    private static final Member QUERY = new Member("query");
    private static final Member DOCUMENTS = new Member("documents");
    private static final Member TEXTS = new Member("texts");
    private static final Member PASSAGES = new Member("passages");
    private static final Member TEXT = new Member("text");

    RerankEndpoint() {
        super("rerank", "Rerank", "/v2/rerank" /* Cohere's */, AnswerShape.RERANK, Trait.TOKENIZES_INPUT);
    }

    @Override
    public String path(EndpointOptions options, boolean stream) {
        String own = options.path();
        return own != null
                ? own
                : switch (shape(options)) {
                    case "tei" -> "/rerank";
                    case "nim" -> "/v1/ranking";
                    default -> path();
                };
    }

    /** TEI serves one model. */
    @Override
    public boolean namesModel(EndpointOptions options) {
        return !shape(options).equals("tei");
    }

    @Override
    public Optional<String> lack(Content content) {
        return queries(content).isEmpty() ? Optional.of("has no text named query") : Optional.empty();
    }

    @Override
    public BodyEncoder encoder(BackendSettings settings) {
        String shape = shape(settings.options());
        return JsonBody.of(this, settings, body -> {
            String query = queries(body.content()).getFirst();
            List<String> passages = body.content().texts("passages");
            switch (shape) {
                case "tei" -> {
                    body.text(QUERY, query);
                    body.texts(TEXTS, passages);
                }
                case "nim" -> nim(body, query, passages);
                default -> {
                    body.model();
                    body.text(QUERY, query);
                    body.texts(DOCUMENTS, passages);
                }
            }
        });
    }

    private static void nim(BodyWriter body, String query, List<String> passages) {
        body.model();
        if (body.begins(QUERY)) {
            object(body, query);
        }
        if (body.begins(PASSAGES)) {
            body.out().append((byte) '[');
            for (int i = 0; i < passages.size(); i++) {
                if (i > 0) {
                    body.out().append((byte) ',');
                }
                object(body, passages.get(i));
            }
            body.out().append((byte) ']');
        }
    }

    private static void object(BodyWriter body, String text) {
        BodyWriter inner = body.inner(Extras.of(null));
        inner.text(TEXT, text);
        inner.end();
    }

    private static List<String> queries(Content content) {
        return Stream.of("query", "queries")
                .flatMap(name -> content.texts(name).stream())
                .toList();
    }

    private static String shape(EndpointOptions options) {
        return Objects.requireNonNullElse(options.rerankShape(), "cohere");
    }
}
