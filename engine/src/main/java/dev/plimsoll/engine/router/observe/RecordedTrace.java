package dev.plimsoll.engine.router.observe;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.simulation.SwapTimes;
import dev.plimsoll.engine.router.simulation.TraceRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a router recorded, to be played again under other policies: its requests from the first arrival on, and how long its models took to
 * come and go. A request that was not served to its end is taken to last as long as its model's usual one.
 *
 * @param requests in the order of their arrival
 * @param times medians of the loads and stops there were; of a model without any, of all
 */
public record RecordedTrace(List<TraceRequest> requests, SwapTimes times) {
    /** Far before and after anything that happens, and yet two of them can be added. */
    private static final long EVER_NS = Long.MAX_VALUE / 4;

    public RecordedTrace {
        requests = List.copyOf(requests);
    }

    /** Whether a file is a router's log and not a trace. */
    public static boolean isOne(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String first = lines.readLine();
            return first != null && RouterEventJson.read(first).isPresent();
        } catch (IOException e) {
            return false; // who reads the trace tells why it cannot be read
        }
    }

    /**
     * Reads a router's log.
     *
     * @param models those that exist; a request for another one is left out
     * @throws PlimsollException if it cannot be read or holds no request
     */
    public static RecordedTrace read(Path file, Set<String> models) {
        RouterFigures.Window always = new RouterFigures.Window(-EVER_NS, EVER_NS);
        MeasuredStage all = new MeasuredStage(new PolicyPrediction.Stage("", always.fromNs(), always.toNs(), always));
        RouterLog.of(file).forEach(all::take);
        all.end();
        List<MeasuredStage> itself = List.of(all);
        List<TraceRequest> arrived = MeasuredTrace.of(all, itself, models);
        if (arrived.isEmpty()) {
            throw PlimsollException.usage(file + " has no requests for a model of this configuration.");
        }
        long firstNs = arrived.getFirst().arriveNs();
        return new RecordedTrace(
                arrived.stream()
                        .map(each ->
                                new TraceRequest(each.id(), each.model(), each.arriveNs() - firstNs, each.serviceNs()))
                        .toList(),
                MeasuredTrace.times(itself));
    }
}
