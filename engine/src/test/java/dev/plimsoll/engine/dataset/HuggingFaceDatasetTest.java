package dev.plimsoll.engine.dataset;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Datasets of the Hugging Face hub, against a hub of our own. */
class HuggingFaceDatasetTest {
    private static final String KEY = "hf_secret";

    @TempDir
    Path folder;

    private final WireMockServer hub = new WireMockServer(options().dynamicPort());
    private final WireMockServer storage = new WireMockServer(options().dynamicPort());
    private final List<String> progress = new ArrayList<>();
    private byte[] parquet = {};

    @BeforeEach
    void start() throws Exception {
        hub.start();
        storage.start();
        Path file = folder.resolve("made.parquet");
        RowFormatsTest.parquet(file, "SELECT 'p' || i AS prompt FROM range(3) t(i)");
        parquet = Files.readAllBytes(file);
        hub.stubFor(get(urlEqualTo("/api/datasets/org/set/parquet"))
                .willReturn(okJson("{\"main\":{\"train\":[\"" + hub.baseUrl() + "/f/0.parquet\",\"" + hub.baseUrl()
                        + "/f/1.parquet\"],\"test\":[]},\"other\":{}}")));
        for (int i = 0; i < 2; i++) {
            hub.stubFor(get(urlEqualTo("/f/" + i + ".parquet"))
                    .willReturn(aResponse().withStatus(302).withHeader("Location", storage.baseUrl() + "/s/" + i)));
            storage.stubFor(get(urlEqualTo("/s/" + i))
                    .willReturn(aResponse().withHeader("ETag", "e" + i).withBody(parquet)));
        }
    }

    @AfterEach
    void stop() {
        hub.stop();
        storage.stop();
    }

    @Test
    void filesAreFetchedOnceAndReadFromTheCacheFromThenOn() throws Exception {
        HuggingFaceDataset dataset = dataset("main", "train", null, Map.of("HF_TOKEN", KEY));
        assertNull(dataset.kept());
        List<Path> files = dataset.fetch();
        assertEquals(2, files.size());
        List<String> rows = new ArrayList<>();
        try (RowSource source = RowSources.inOrder("parquet", files)) {
            for (Row row = source.next(); row != null; row = source.next()) {
                rows.add(row.fields().path("prompt").stringValue());
            }
        }
        assertEquals(List.of("p0", "p1", "p2", "p0", "p1", "p2"), rows);
        assertEquals("Fetching the dataset \"org/set\", file 1 of 2", progress.getFirst());
        hub.stop();
        storage.stop();
        assertEquals(files, dataset("main", "train", null, Map.of()).fetch());
        assertEquals(files, dataset("main", "train", null, Map.of()).kept());
    }

    @Test
    void theKeyGoesToTheHubAloneAndIntoNoFile() throws Exception {
        dataset("main", "train", null, Map.of("HF_TOKEN", KEY)).fetch();
        hub.verify(getRequestedFor(urlEqualTo("/f/0.parquet")).withHeader("Authorization", equalTo("Bearer " + KEY)));
        storage.verify(getRequestedFor(urlEqualTo("/s/0")).withHeader("Authorization", absent()));
        try (var all = Files.walk(folder.resolve("cache"))) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".json")).toList()) {
                assertFalse(Files.readString(file).contains(KEY));
            }
        }
    }

    @Test
    void aFileThatIsShorterThanItWasIsFetchedAgain() throws Exception {
        List<Path> files = dataset("main", "train", null, Map.of()).fetch();
        Files.write(files.getFirst(), new byte[3]);
        assertNull(dataset("main", "train", null, Map.of()).kept());
        dataset("main", "train", null, Map.of()).fetch();
        assertEquals(parquet.length, Files.size(files.getFirst()));
    }

    @Test
    void anInterruptedFetchLeavesNothingThatLooksWhole() throws Exception {
        storage.stubFor(get(urlEqualTo("/s/1"))
                .willReturn(aResponse().withFault(com.github.tomakehurst.wiremock.http.Fault.RANDOM_DATA_THEN_CLOSE)));
        assertThrows(
                PlimsollException.class,
                () -> dataset("main", "train", null, Map.of()).fetch());
        assertNull(dataset("main", "train", null, Map.of()).kept());
        try (var all = Files.walk(folder.resolve("cache"))) {
            assertTrue(all.noneMatch(path -> path.toString().endsWith(".part")));
        }
    }

    @Test
    void whatMustBeChosenIsToldWithWhatThereIs() {
        assertEquals(
                "the dataset \"org/set\" has several configs; choose one by \"config\": main, other",
                fault(dataset(null, "train", null, Map.of())));
        assertEquals(
                "the dataset \"org/set\" has no split 'dev'; it has train, test",
                fault(dataset("main", "dev", null, Map.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "401, , it needs a key: put one that may read it into the environment variable HF_TOKEN",
        "403, hf_secret, the key in the environment variable HF_TOKEN may not read it",
        "404, , 'there is no such dataset, or it is private, or it is not available in Parquet'",
        "500, , HTTP 500"
    })
    void aRefusalIsToldInPlainWords(int status, @Nullable String key, String reason) {
        hub.stubFor(get(urlEqualTo("/api/datasets/org/set/parquet"))
                .willReturn(aResponse().withStatus(status)));
        assertEquals(
                "The hub " + hub.baseUrl() + " does not give the dataset \"org/set\": " + reason,
                fault(dataset("main", "train", null, key == null ? Map.of() : Map.of("HF_TOKEN", key))));
    }

    @Test
    void aHubThatIsNotThereIsTold() {
        HuggingFaceDataset dataset = dataset("main", "train", null, Map.of());
        hub.stop();
        assertEquals(
                "Could not fetch from the hub " + "http://localhost:" + hubPort
                        + ": it does not accept connections. Once fetched, a dataset is kept and can be used offline.",
                fault(dataset));
    }

    @Test
    void filesOfARevisionAreFoundByTheHubsCustoms() throws Exception {
        hub.stubFor(get(urlEqualTo("/api/datasets/org/set/tree/refs%2Fpr%2F1?recursive=true"))
                .willReturn(okJson("[{\"path\":\"README.md\"},{\"path\":\"main/train-00000.parquet\"},"
                        + "{\"path\":\"main/test-00000.parquet\"},{\"path\":\"b/train-00000.parquet\"}]")));
        hub.stubFor(get(urlEqualTo("/datasets/org/set/resolve/refs%2Fpr%2F1/main/train-00000.parquet"))
                .willReturn(aResponse().withBody(parquet)));
        assertEquals(1, dataset("main", "train", "refs/pr/1", Map.of()).fetch().size());
        assertEquals(
                "the dataset \"org/set\" has no file for this config and split at the revision 'refs/pr/1'; its Parquet"
                        + " files are main/train-00000.parquet, main/test-00000.parquet, b/train-00000.parquet",
                fault(dataset("c", "train", "refs/pr/1", Map.of())));
    }

    @Test
    void namesFromElsewhereNeverLeaveTheCache() {
        assertEquals("a-b.c_1", HuggingFaceDataset.safe("a-b.c_1"));
        for (String name : List.of("..", "../../etc", "a/b", "", "x\\y", ".hidden", "a".repeat(500), "\0")) {
            String safe = HuggingFaceDataset.safe(name);
            assertTrue(safe.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*"), safe);
            assertTrue(safe.length() < 100, safe);
        }
        assertFalse(HuggingFaceDataset.safe("a/b").equals(HuggingFaceDataset.safe("a_b")));
    }

    private int hubPort;

    private HuggingFaceDataset dataset(
            @Nullable String config,
            @Nullable String split,
            @Nullable String revision,
            Map<String, String> environment) {
        hubPort = hub.isRunning() ? hub.port() : hubPort;
        DatasetPlan.Files rows = new DatasetPlan.Files(
                "d", List.of(), "parquet", "sequential", 0, false, Map.of(), null, "chars", false, 0);
        DatasetPlan.HuggingFace plan = new DatasetPlan.HuggingFace(
                "d", "org/set", config, split, revision, "http://localhost:" + hubPort, "HF_TOKEN", rows);
        return new HuggingFaceDataset(plan, folder.resolve("cache"), environment::get, progress::add);
    }

    private static String fault(HuggingFaceDataset dataset) {
        return String.valueOf(
                assertThrows(PlimsollException.class, dataset::fetch).getMessage());
    }
}
