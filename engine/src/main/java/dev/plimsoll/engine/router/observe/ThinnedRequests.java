package dev.plimsoll.engine.router.observe;

import dev.plimsoll.engine.router.observe.RouterTimeline.LaidRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one model in lanes, and not too many of them.
 *
 * <p>Beyond the limit time is cut into pieces of one length, a power of two of nanoseconds, and of the requests that arrived in a piece
 * three are kept: the one that waited longest, the one that was there longest, and the first that was not served. Extremes of extremes
 * are extremes: what is kept does not hang on how often it was thinned in between.
 *
 * <p>A lane takes a request that arrives after the lane's last one has ended; the lowest such lane is taken, a new one if there is none.
 * Requests are laid in order of arrival, so that all at once they need no more lanes than ever overlap; those that come later never move
 * those that lie.
 *
 * <p>One thread.
 */
final class ThinnedRequests {
    private static final int KEPT_OF_A_PIECE = 3;
    private static final long SHORTEST_PIECE_NS = 1L << 20;
    private static final Comparator<RoutedRequest> BY_ARRIVAL = Comparator.comparingLong(
                    (RoutedRequest r) -> r.phases().arrivedAtNs())
            .thenComparing(RoutedRequest::request);
    private static final Comparator<LaidRequest> LAID_BY_ARRIVAL =
            Comparator.comparing(LaidRequest::request, BY_ARRIVAL);

    private final int most;
    private final List<RoutedRequest> fresh = new ArrayList<>();
    private List<LaidRequest> laid = new ArrayList<>();
    /** When the last request of each lane ended. */
    private long[] freeFromNs = new long[8];

    private int lanes;
    private long seen;
    private long pieceNs;

    ThinnedRequests(int most) {
        this.most = most;
    }

    void add(RoutedRequest request) {
        seen++;
        fresh.add(request);
        if (fresh.size() > most) {
            lay();
        }
    }

    /** Those that are kept, in order of arrival. */
    List<LaidRequest> laid() {
        lay();
        return laid;
    }

    int lanes() {
        return lanes;
    }

    long seen() {
        return seen;
    }

    /** Length of the pieces of time of which the extremes were kept, ns; 0 if all were. */
    long keptPerNs() {
        return pieceNs;
    }

    private void lay() {
        if (fresh.isEmpty()) {
            return;
        }
        fresh.sort(BY_ARRIVAL);
        List<LaidRequest> all = new ArrayList<>(laid);
        for (RoutedRequest request : fresh) {
            all.add(new LaidRequest(request, lane(request)));
        }
        fresh.clear();
        all.sort(LAID_BY_ARRIVAL);
        laid = seen > most ? thinned(all) : all;
    }

    private int lane(RoutedRequest request) {
        long fromNs = request.phases().arrivedAtNs();
        // Even a request that ended at once takes its moment.
        long toNs = Math.max(fromNs + 1, request.phases().endedAtNs());
        int lane = 0;
        while (lane < lanes && freeFromNs[lane] > fromNs) {
            lane++;
        }
        if (lane == lanes) {
            lanes++;
            if (lanes > freeFromNs.length) {
                freeFromNs = Arrays.copyOf(freeFromNs, 2 * lanes);
            }
        }
        freeFromNs[lane] = toNs;
        return lane;
    }

    private List<LaidRequest> thinned(List<LaidRequest> all) {
        pieceNs = Math.max(pieceNs, SHORTEST_PIECE_NS);
        while (pieces(all) * KEPT_OF_A_PIECE > most) {
            pieceNs *= 2;
        }
        List<LaidRequest> kept = new ArrayList<>();
        Extremes extremes = new Extremes();
        for (int i = 0; i < all.size(); i++) {
            if (begins(all, i)) {
                kept.addAll(extremes.inOrder());
                extremes = new Extremes();
            }
            extremes.add(all.get(i));
        }
        kept.addAll(extremes.inOrder());
        return kept;
    }

    /** How many pieces have a request. */
    private long pieces(List<LaidRequest> all) {
        return IntStream.range(0, all.size()).filter(i -> begins(all, i)).count();
    }

    /** Whether a request is the first of its piece. */
    private boolean begins(List<LaidRequest> all, int index) {
        return index == 0 || piece(all.get(index)) != piece(all.get(index - 1));
    }

    private long piece(LaidRequest request) {
        return Math.floorDiv(request.fromNs(), pieceNs);
    }

    /** Of equals the first counts. */
    private static final class Extremes {
        private @Nullable LaidRequest waited;
        private @Nullable LaidRequest stayed;
        private @Nullable LaidRequest unserved;

        void add(LaidRequest r) {
            if (waited == null
                    || r.request().phases().waitNs() > waited.request().phases().waitNs()) {
                waited = r;
            }
            if (stayed == null || r.toNs() - r.fromNs() > stayed.toNs() - stayed.fromNs()) {
                stayed = r;
            }
            if (unserved == null && r.request().outcome() != RoutedRequest.Outcome.SERVED) {
                unserved = r;
            }
        }

        List<LaidRequest> inOrder() {
            return Stream.of(waited, stayed, unserved)
                    .filter(Objects::nonNull)
                    .distinct()
                    .sorted(LAID_BY_ARRIVAL)
                    .toList();
        }
    }
}
